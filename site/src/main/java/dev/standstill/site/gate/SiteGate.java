package dev.standstill.site.gate;

import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.record.Digest;
import dev.standstill.core.verdict.Committed;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Outlook;
import dev.standstill.core.verdict.RunningVerdict;
import dev.standstill.core.verdict.Verdict;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.gate.Commitments.Account;
import dev.standstill.site.gate.Commitments.Share;
import dev.standstill.site.gate.DemandReading.Meaning;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The site's gate: verdicts of the charter's rules, with everything that was admitted here counted.
 * For many threads.
 */
public final class SiteGate implements Gate {
  private final SiteConfiguration site;
  private final InstantSource clock;
  private final Commitments commitments = new Commitments();
  private Optional<Outlook> outlook = Optional.empty();
  private JobShares shares;
  private final Map<String, Listed> alive = new HashMap<>();
  private final Map<String, Gone> gone = new HashMap<>();
  private final Set<String> unread = new HashSet<>();

  /** What counted in a list, by key, and when that was asked for. */
  private record Listed(Map<String, ScheduledJob> jobs, Instant begun) {
    Listed {
      jobs = Map.copyOf(jobs);
    }
  }

  /** A job that is no longer there, and that no accounts show yet. */
  private record Gone(Share share, Instant since) {}

  /** Accounts show a job this long after its end. */
  private static final Duration ACCOUNTS_LAG = Duration.ofSeconds(30);

  public SiteGate(SiteConfiguration site, InstantSource clock) {
    this.site = site;
    this.clock = clock;
    this.shares = new JobShares(new DemandReading(site, Optional.empty()), Instant.EPOCH);
  }

  /** Until this scheduler's accounts were read once, nothing starts there: much may be spent. */
  public synchronized void awaitAccounts(String scheduler) {
    unread.add(scheduler);
  }

  /**
   * What the log says now. An outlook serves for a minute; without a newer one everything is
   * refused.
   *
   * @param reported up to when the site's reports account for what ran
   */
  public synchronized void look(
      Optional<Outlook> newest, Optional<PermitBook> book, Instant reported) {
    this.outlook = newest;
    this.shares = new JobShares(new DemandReading(site, book), reported);
  }

  @Override
  public synchronized Answer ask(Occasion occasion, Optional<String> job, Demand demand) {
    try {
      Instant now = clock.instant();
      Optional<String> key = job.map(id -> key(demand.scheduler(), id));
      Answer answer = judge(key, demand, now);
      if (answer instanceof Answer.Admit && demand.devices() > 0) {
        count(key, demand, now);
      }
      return answer;
    } catch (RuntimeException e) {
      // Whatever went wrong, nobody has shown that the job may start.
      return new Answer.Refuse("evaluation-failed", e.toString(), Optional.empty());
    }
  }

  @Override
  public synchronized Answer wouldAnswer(Optional<String> job, Demand demand) {
    try {
      return judge(job.map(id -> key(demand.scheduler(), id)), demand, clock.instant());
    } catch (RuntimeException e) {
      return new Answer.Refuse("evaluation-failed", e.toString(), Optional.empty());
    }
  }

  private Answer judge(Optional<String> key, Demand demand, Instant now) {
    if (demand.devices() == 0) {
      return new Answer.Admit();
    }
    if (unread.contains(demand.scheduler())) {
      return new Answer.Refuse(
          "accounts-unread", "what ended before is not known yet", Optional.empty());
    }
    return switch (shares.reading().of(demand)) {
      case Meaning.Unclear(String reason, String detail) ->
          new Answer.Refuse(reason, detail, Optional.empty());
      case Meaning.Jobs jobs -> {
        Committed asked =
            Share.of(jobs.account(), demand.devices(), jobs.peak(), demand.atMost()).most();
        yield judge(jobs, commitments.others(jobs.account(), key, asked), now);
      }
    };
  }

  private Answer judge(Meaning.Jobs meaning, Committed others, Instant now) {
    if (outlook.isEmpty()) {
      return new Answer.Refuse("charter-unknown", "the log was never read", Optional.empty());
    }
    Outlook counted = outlook.get().committing(committed(meaning.account(), others));
    for (Job job : shares.reading().jobs(meaning, meaning.demand().atMost(), others.flop())) {
      if (Verdict.of(job, counted, now) instanceof Verdict.Refuse refuse) {
        return new Answer.Refuse(Words.of(refuse.reason()), refuse.detail(), refuse.restsOn());
      }
    }
    return new Answer.Admit();
  }

  static Map<Digest, Committed> committed(Account account, Committed others) {
    return switch (account) {
      case Account.OfPermit(Digest permit) -> Map.of(permit, others);
      case Account.OfOwner owner -> Map.of();
    };
  }

  private void count(Optional<String> key, Demand demand, Instant now) {
    if (shares.reading().of(demand) instanceof Meaning.Jobs jobs) {
      Share share = Share.of(jobs.account(), demand.devices(), jobs.peak(), demand.atMost());
      commitments.admit(key, share, now);
    }
  }

  /**
   * What a scheduler lists, and what of its work is over and not reported: from now on this is what
   * counts.
   *
   * @param begun when the list was asked for
   * @param accounts when the accounts were asked for; empty if they never were
   */
  public void list(
      String scheduler,
      List<ScheduledJob> jobs,
      List<EndedJob> ended,
      Instant begun,
      Optional<Instant> accounts) {
    // Nobody who asks waits for this: only the exchange of one list for the other is for one.
    JobShares known = shares();
    Map<String, Share> living = new HashMap<>();
    Map<String, ScheduledJob> counted = new HashMap<>();
    for (ScheduledJob job : jobs) {
      Optional<Share> share = known.of(job, begun);
      if (share.isPresent()) {
        living.put(key(job), share.get());
        counted.put(key(job), job);
      }
    }
    Map<String, Share> over = new HashMap<>();
    for (EndedJob job : ended) {
      known
          .ofEnded(scheduler, job)
          .ifPresent(share -> over.put(key(scheduler, job.id()) + "@" + job.started(), share));
    }
    part(scheduler, new Listed(counted, begun));
    exchange(scheduler, living, over, begun, accounts);
  }

  /** What is not there any more, or is held, counts with what it can have executed by now. */
  private synchronized void part(String scheduler, Listed listed) {
    Instant now = clock.instant();
    Optional<Listed> before = Optional.ofNullable(alive.put(scheduler, listed));
    before.ifPresent(last ->
        last.jobs()
            .forEach((key, job) -> {
              if (!listed.jobs().containsKey(key)) {
                shares
                    .ofGone(job, last.begun(), now)
                    .ifPresent(share -> gone.put(key + "@gone", new Gone(share, listed.begun())));
              }
            }));
  }

  private synchronized JobShares shares() {
    return shares;
  }

  private synchronized void exchange(
      String scheduler,
      Map<String, Share> living,
      Map<String, Share> over,
      Instant begun,
      Optional<Instant> accounts) {
    if (accounts.isPresent()) {
      unread.remove(scheduler);
    }
    gone.values()
        .removeIf(one -> accounts.filter(one.since().plus(ACCOUNTS_LAG)::isBefore).isPresent());
    Map<String, Share> all = new HashMap<>(living);
    gone.forEach((key, one) -> {
      if (key.startsWith(scheduler + "/")) {
        all.put(key, one.share());
      }
    });
    all.putAll(over);
    commitments.list(scheduler, all, begun);
  }

  /**
   * Whether each job that holds devices may go on. The first that started is judged first, so where
   * a cap or a budget has become too small for all, the last to come must go.
   */
  public Map<ScheduledJob, RunningVerdict> running(List<ScheduledJob> jobs) {
    RunningJobs running;
    synchronized (this) {
      running = new RunningJobs(shares, outlook, commitments.ended());
    }
    return running.verdicts(jobs, clock.instant());
  }

  /** What counts on an account now. */
  synchronized Committed counted(Commitments.Account account) {
    return commitments.others(account, Optional.empty(), Committed.NOTHING);
  }

  /** What a job is called across schedulers. */
  public static String key(ScheduledJob job) {
    return key(job.demand().scheduler(), job.id());
  }

  private static String key(String scheduler, String id) {
    return scheduler + "/" + id;
  }
}
