package dev.standstill.site.gate;

import dev.standstill.core.verdict.Committed;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Outlook;
import dev.standstill.core.verdict.RunningVerdict;
import dev.standstill.site.gate.Commitments.Account;
import dev.standstill.site.gate.DemandReading.Meaning;
import dev.standstill.site.workload.IdOrder;
import dev.standstill.site.workload.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs, judged by what the gate knew at one moment. Nothing here changes under it, so whoever
 * asks the gate meanwhile need not wait: with a thousand jobs this takes longer than a hook does.
 *
 * @param shares what jobs come to
 * @param outlook what the log says; empty if no charter is known
 * @param ended what of each account is over and not reported
 */
record RunningJobs(JobShares shares, Optional<Outlook> outlook, Map<Account, Committed> ended) {

  /**
   * Whether each job that holds devices may go on. The first that started is judged first, so where
   * a cap or a budget has become too small for all, the last to come must go.
   */
  Map<ScheduledJob, RunningVerdict> verdicts(List<ScheduledJob> jobs, Instant now) {
    Map<ScheduledJob, RunningVerdict> verdicts = new LinkedHashMap<>();
    Map<Account, Committed> before = new HashMap<>();
    jobs.stream()
        .filter(job -> job.phase().holdsDevices() && job.demand().devices() > 0)
        .sorted(
            Comparator.comparing((ScheduledJob job) -> job.started().orElse(now))
                .thenComparing(ScheduledJob::id, IdOrder.NATURAL))
        .forEachOrdered(job -> verdicts.put(job, running(job, before, now)));
    return verdicts;
  }

  private RunningVerdict running(ScheduledJob job, Map<Account, Committed> before, Instant now) {
    Meaning.Jobs meaning =
        switch (shares.reading().of(job.demand())) {
          case Meaning.Jobs jobs -> jobs;
          case Meaning.Unclear _ -> DemandReading.atWorst(job.demand());
        };
    Committed others =
        Commitments.plus(
            Commitments.plus(
                before.getOrDefault(meaning.account(), Committed.NOTHING),
                ended.getOrDefault(meaning.account(), Committed.NOTHING)),
            shares.executed(job, meaning, now));
    RunningVerdict verdict = running(job, meaning, others, now);
    if (verdict instanceof RunningVerdict.GoOn) {
      shares
          .of(job, now)
          .ifPresent(share -> before.merge(meaning.account(), share.most(), Commitments::plus));
    }
    return verdict;
  }

  private RunningVerdict running(
      ScheduledJob job, Meaning.Jobs meaning, Committed others, Instant now) {
    Instant end = job.started().orElse(now).plus(job.demand().atMost());
    Duration left = Duration.between(now, end);
    Duration time = left.compareTo(JobShares.SHORTEST) < 0 ? JobShares.SHORTEST : left;
    for (Job one : shares.reading().jobs(meaning, time, others.flop())) {
      RunningVerdict verdict =
          outlook
              .map(known -> known.committing(SiteGate.committed(meaning.account(), others)))
              .map(counted -> RunningVerdict.of(one, counted, now))
              .orElseGet(() -> RunningVerdict.withoutCharter(one));
      if (verdict instanceof RunningVerdict.Stop) {
        return verdict;
      }
    }
    return new RunningVerdict.GoOn();
  }
}
