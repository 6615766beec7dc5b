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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The site's gate: verdicts of the charter's rules, with everything that was admitted here counted.
 * For many threads.
 */
public final class SiteGate implements Gate {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final SiteConfiguration site;
  private final InstantSource clock;
  private final Commitments commitments = new Commitments();
  private Optional<Outlook> outlook = Optional.empty();
  private Optional<PermitBook> permits = Optional.empty();
  private Instant reportedUntil = Instant.EPOCH;
  private final Map<String, Map<String, Share>> alive = new HashMap<>();
  private final Map<String, Gone> gone = new HashMap<>();
  private final Set<String> unread = new HashSet<>();

  /** A job that is no longer there, and that no accounts show yet. */
  private record Gone(Share share, Instant since) {}

  /** Accounts show a job this long after its end. */
  private static final Duration ACCOUNTS_LAG = Duration.ofSeconds(30);

  /** Until this scheduler's accounts were read once, nothing starts there: much may be spent. */
  public synchronized void awaitAccounts(String scheduler) {
    unread.add(scheduler);
  }

  public SiteGate(SiteConfiguration site, InstantSource clock) {
    this.site = site;
    this.clock = clock;
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
    this.permits = book;
    this.reportedUntil = reported;
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
    return switch (reading().of(demand)) {
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
    for (Job job : reading().jobs(meaning, meaning.demand().atMost(), others.flop())) {
      if (Verdict.of(job, counted, now) instanceof Verdict.Refuse refuse) {
        return new Answer.Refuse(Words.of(refuse.reason()), refuse.detail(), refuse.restsOn());
      }
    }
    return new Answer.Admit();
  }

  private DemandReading reading() {
    return new DemandReading(site, permits);
  }

  private static Map<Digest, Committed> committed(Account account, Committed others) {
    return switch (account) {
      case Account.OfPermit(Digest permit) -> Map.of(permit, others);
      case Account.OfOwner owner -> Map.of();
    };
  }

  private void count(Optional<String> key, Demand demand, Instant now) {
    if (reading().of(demand) instanceof Meaning.Jobs jobs) {
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
  public synchronized void list(
      String scheduler,
      List<ScheduledJob> jobs,
      List<EndedJob> ended,
      Instant begun,
      Optional<Instant> accounts) {
    Map<String, Share> shares = new HashMap<>();
    for (ScheduledJob job : jobs) {
      share(job, begun).ifPresent(share -> shares.put(key(job), share));
    }
    if (accounts.isPresent()) {
      unread.remove(scheduler);
    }
    Map<String, Share> before =
        Optional.ofNullable(alive.put(scheduler, Map.copyOf(shares))).orElse(Map.of());
    before.forEach((key, share) -> {
      if (!shares.containsKey(key)) {
        gone.put(key + "@gone", new Gone(share.ended(), begun));
      }
    });
    gone.values()
        .removeIf(one -> accounts.filter(one.since().plus(ACCOUNTS_LAG)::isBefore).isPresent());
    gone.forEach((key, one) -> {
      if (key.startsWith(scheduler + "/")) {
        shares.put(key, one.share());
      }
    });
    for (EndedJob job : ended) {
      endedShare(scheduler, job)
          .ifPresent(share -> shares.put(key(scheduler, job.id()) + "@" + job.started(), share));
    }
    commitments.list(scheduler, shares, begun);
  }

  private Optional<Share> share(ScheduledJob job, Instant now) {
    Demand demand = job.demand();
    if (demand.devices() == 0 || !(reading().of(demand) instanceof Meaning.Jobs jobs)) {
      return Optional.empty();
    }
    return switch (job.phase()) {
      case PENDING ->
          Optional.of(Share.of(jobs.account(), demand.devices(), jobs.peak(), demand.atMost()));
      // It is asked about again before it starts, and must not keep others waiting for that.
      case HELD -> Optional.empty();
      case STARTING, RUNNING, SUSPENDED, ENDING ->
          Optional.of(
              Share.of(jobs.account(), demand.devices(), jobs.peak(), unreported(job, now)));
      // Its accounting says what it came to.
      case ENDED -> Optional.empty();
    };
  }

  /** From when it is not reported yet, to its limit. */
  private Duration unreported(ScheduledJob job, Instant now) {
    Instant started = job.started().orElse(now);
    Instant from = started.isAfter(reportedUntil) ? started : reportedUntil;
    Duration left = Duration.between(from, started.plus(job.demand().atMost()));
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }

  private Optional<Share> endedShare(String scheduler, EndedJob job) {
    Instant from = job.started().isAfter(reportedUntil) ? job.started() : reportedUntil;
    if (job.devices() == 0 || !from.isBefore(job.ended())) {
      return Optional.empty();
    }
    Demand demand =
        new Demand(
            scheduler,
            job.queue(),
            job.owner(),
            job.owner(),
            job.devices(),
            Optional.empty(),
            job.permit(),
            Optional.empty());
    return reading().of(demand) instanceof Meaning.Jobs jobs
        ? Optional.of(
            Share.of(
                    jobs.account(), job.devices(), jobs.peak(), Duration.between(from, job.ended()))
                .ended())
        : Optional.empty();
  }

  /**
   * Whether each job that holds devices may go on. The first that started is judged first, so where
   * a cap or a budget has become too small for all, the last to come must go.
   */
  public synchronized Map<ScheduledJob, RunningVerdict> running(List<ScheduledJob> jobs) {
    Instant now = clock.instant();
    Map<ScheduledJob, RunningVerdict> verdicts = new LinkedHashMap<>();
    Map<Account, Committed> before = new HashMap<>();
    jobs.stream()
        .filter(job -> job.phase().holdsDevices() && job.demand().devices() > 0)
        .sorted(
            Comparator.comparing((ScheduledJob job) -> job.started().orElse(now))
                .thenComparing(ScheduledJob::id))
        .forEachOrdered(job -> verdicts.put(job, running(job, before, now)));
    return verdicts;
  }

  private RunningVerdict running(ScheduledJob job, Map<Account, Committed> before, Instant now) {
    Meaning.Jobs meaning =
        switch (reading().of(job.demand())) {
          case Meaning.Jobs jobs -> jobs;
          case Meaning.Unclear _ -> DemandReading.atWorst(job.demand());
        };
    Committed others =
        Commitments.plus(
            Commitments.plus(
                before.getOrDefault(meaning.account(), Committed.NOTHING),
                commitments.ended(meaning.account())),
            executed(job, meaning, now));
    RunningVerdict verdict = running(job, meaning, others, now);
    if (verdict instanceof RunningVerdict.GoOn) {
      share(job, now)
          .ifPresent(share -> before.merge(meaning.account(), share.most(), Commitments::plus));
    }
    return verdict;
  }

  private RunningVerdict running(
      ScheduledJob job, Meaning.Jobs meaning, Committed others, Instant now) {
    Instant end = job.started().orElse(now).plus(job.demand().atMost());
    Duration left = Duration.between(now, end);
    Duration time = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    for (Job one : reading().jobs(meaning, time, others.flop())) {
      RunningVerdict verdict =
          outlook
              .map(known -> known.committing(committed(meaning.account(), others)))
              .map(counted -> RunningVerdict.of(one, counted, now))
              .orElseGet(() -> RunningVerdict.withoutCharter(one));
      if (verdict instanceof RunningVerdict.Stop) {
        return verdict;
      }
    }
    return new RunningVerdict.GoOn();
  }

  /** What it has executed itself and is not reported: it counts, or a job would grow smaller. */
  private Committed executed(ScheduledJob job, Meaning.Jobs meaning, Instant now) {
    Instant started = job.started().orElse(now);
    Instant from = started.isAfter(reportedUntil) ? started : reportedUntil;
    Duration time = from.isBefore(now) ? Duration.between(from, now) : Duration.ZERO;
    return Share.of(meaning.account(), job.demand().devices(), meaning.peak(), time).ended().most();
  }

  /** What a job is called across schedulers. */
  public static String key(ScheduledJob job) {
    return key(job.demand().scheduler(), job.id());
  }

  private static String key(String scheduler, String id) {
    return scheduler + "/" + id;
  }
}
