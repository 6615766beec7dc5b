package dev.standstill.site.metering.metric;

import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Reading;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import dev.standstill.site.metering.metric.MetricRules.Meaning;
import java.util.ArrayList;
import java.util.List;

/** Turns samples, which are floating-point numbers, into readings, which are not. */
public final class Samples {
  /** Above this, neighbouring whole numbers are no longer told apart. */
  private static final double EXACT_MAX = 9_007_199_254_740_992.0;

  /** Faults shown of one answer or request; the others are only counted. */
  private static final int FAULTS_MAX = 20;

  private final ReadingBatch readings = new ReadingBatch();
  private final List<Fault> unknown = new ArrayList<>();
  private final List<Fault> refused = new ArrayList<>();
  private int refusedSamples;

  /** Takes one sample; NaN, with which Prometheus says that there is none, is none. */
  public void add(Meaning meaning, double value, long timeMicros) {
    switch (meaning) {
      case Meaning.Nothing nothing -> {}
      case Meaning.Unknown(Fault fault) -> {
        if (unknown.size() < FAULTS_MAX && !unknown.contains(fault)) {
          unknown.add(fault);
        }
      }
      case Meaning.Refused(Fault fault) -> refuse(fault);
      case Meaning.Readings(Series series, double perUnit) ->
          reading(series, value, perUnit, timeMicros);
    }
  }

  private void reading(Series series, double value, double perUnit, long timeMicros) {
    if (Double.isNaN(value)) {
      return;
    }
    double scaled = StrictMath.rint(value * perUnit);
    // The comparison is false for infinities as well.
    if (scaled >= 0
        && scaled <= EXACT_MAX
        && Reading.isPlausible(series.channel(), (long) scaled)
        && Reading.isTime(timeMicros)) {
      readings.add(series, timeMicros, (long) scaled);
    } else {
      refuse(
          new Fault(
              Fault.Reason.VALUE_IMPLAUSIBLE,
              series.device(),
              series.channel() + " of " + value + " at " + timeMicros + " us"));
    }
  }

  private void refuse(Fault fault) {
    refusedSamples++;
    if (refused.size() < FAULTS_MAX && !refused.contains(fault)) {
      refused.add(fault);
    }
  }

  /** The readings among the samples. */
  public ReadingBatch readings() {
    return readings;
  }

  /** Metrics that somebody should look at. */
  public List<Fault> unknown() {
    return List.copyOf(unknown);
  }

  /** Why other samples can never be readings. */
  public List<Fault> refused() {
    return List.copyOf(refused);
  }

  /** How many those are. */
  public int refusedSamples() {
    return refusedSamples;
  }
}
