package dev.standstill.site.gate;

import dev.standstill.core.verdict.Committed;
import dev.standstill.site.gate.Commitments.Share;
import dev.standstill.site.gate.DemandReading.Meaning;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What jobs come to on their accounts, by what the log said at one moment.
 *
 * @param reading what their demands mean
 * @param reportedUntil up to when the site's reports account for what ran
 */
record JobShares(DemandReading reading, Instant reportedUntil) {
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /** What a job may still execute; empty if it counts for nothing, or nobody knows as what. */
  Optional<Share> of(ScheduledJob job, Instant now) {
    Demand demand = job.demand();
    if (demand.devices() == 0 || !(reading.of(demand) instanceof Meaning.Jobs jobs)) {
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

  /** What a job executed that is over; empty if it is reported. */
  Optional<Share> ofEnded(String scheduler, EndedJob job) {
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
    return reading.of(demand) instanceof Meaning.Jobs jobs
        ? Optional.of(
            Share.of(
                    jobs.account(), job.devices(), jobs.peak(), Duration.between(from, job.ended()))
                .ended())
        : Optional.empty();
  }

  /**
   * What a job can have executed that was listed last, and is over or held now: no accounts show it
   * yet.
   *
   * @param last when the list was asked for that it stood in; one that waited then has started
   *     since
   */
  Optional<Share> ofGone(ScheduledJob job, Instant last, Instant now) {
    Instant started = job.started().orElse(last);
    Instant from = started.isAfter(reportedUntil) ? started : reportedUntil;
    Instant limit = started.plus(job.demand().atMost());
    Instant until = limit.isBefore(now) ? limit : now;
    return from.isBefore(until) && reading.of(job.demand()) instanceof Meaning.Jobs jobs
        ? Optional.of(
            Share.of(
                    jobs.account(),
                    job.demand().devices(),
                    jobs.peak(),
                    Duration.between(from, until))
                .ended())
        : Optional.empty();
  }

  /** What it has executed itself and is not reported: it counts, or a job would grow smaller. */
  Committed executed(ScheduledJob job, Meaning.Jobs meaning, Instant now) {
    Instant started = job.started().orElse(now);
    Instant from = started.isAfter(reportedUntil) ? started : reportedUntil;
    Duration time = from.isBefore(now) ? Duration.between(from, now) : Duration.ZERO;
    return Share.of(meaning.account(), job.demand().devices(), meaning.peak(), time).ended().most();
  }
}
