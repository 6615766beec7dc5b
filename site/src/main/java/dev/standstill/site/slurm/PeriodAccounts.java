package dev.standstill.site.slurm;

import dev.standstill.site.slurm.SlurmCommands.Ended;
import dev.standstill.site.workload.Accounted;
import dev.standstill.site.workload.AccountedRun;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.SchedulerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Slurm accounted in a time that is over, once its accounts are whole.
 *
 * <p>The controller tells slurmdbd what happens with some delay, and a job's comment only when a
 * run is over. So whether anything still waits is asked first, then what runs, and the accounts
 * last: these have all that had happened by then.
 */
public final class PeriodAccounts {
  private static final Pattern WAITING = Pattern.compile("DBD Agent queue size:\\s*(\\d+)");

  private final SacctAccounting accounting;
  private final SlurmCommands commands;
  private final SlurmScheduler controller;

  /** Of one cluster. */
  public PeriodAccounts(
      SacctAccounting accounting, SlurmInstallation installation, SlurmCommands commands) {
    this.accounting = accounting;
    this.commands = commands;
    this.controller = new SlurmScheduler(installation, commands, Optional.empty());
  }

  /**
   * Every run that had devices at some time of these, over or not.
   *
   * @throws SchedulerException also while the accounts are not whole: what is over could be taken
   *     for running
   */
  public Accounted between(Instant from, Instant to) throws SchedulerException {
    requireWhole();
    Map<String, Demand> running =
        controller.jobs().stream()
            .collect(Collectors.toMap(job -> job.id(), job -> job.demand(), (one, _) -> one));
    SacctListing listing = accounting.since(from);
    List<String> unread =
        new ArrayList<>(listing.defects().stream().map(Object::toString).toList());
    List<AccountedRun> runs = new ArrayList<>();
    for (AccountedJob job : listing.jobs()) {
      if (job.start().filter(to::isAfter).isPresent() && job.devices() > 0) {
        Optional<Demand> known = Optional.ofNullable(running.get(job.id()));
        if (job.end().isEmpty() && known.isEmpty()) {
          unread.add(
              "job " + job.id() + ": it runs by the accounts, and slurmctld has no such job");
        }
        runs.add(run(job, job.end().isEmpty() ? known : Optional.empty()));
      }
    }
    return new Accounted(runs, unread);
  }

  /** {@code sdiag} says how many records wait in slurmctld for slurmdbd. */
  private void requireWhole() throws SchedulerException {
    Ended ended = commands.run("sdiag");
    Matcher waiting = WAITING.matcher(ended.output());
    if (ended.status() != 0 || !waiting.find()) {
      throw new SchedulerException(
          "nobody knows whether the accounts are whole: sdiag ended with "
              + ended.status()
              + ": "
              + ended.words());
    }
    if (!waiting.group(1).equals("0")) {
      throw new SchedulerException(
          "the accounts are not whole: %s records wait for slurmdbd".formatted(waiting.group(1)));
    }
  }

  /** What a run names that is not over, the controller knows. */
  private static AccountedRun run(AccountedJob job, Optional<Demand> running) {
    return new AccountedRun(
        job.id(),
        job.owner(),
        job.queue(),
        job.devices(),
        job.permit().or(() -> running.flatMap(Demand::permit)),
        job.lineage().or(() -> running.flatMap(Demand::lineage)),
        job.start().orElseThrow(),
        job.end());
  }
}
