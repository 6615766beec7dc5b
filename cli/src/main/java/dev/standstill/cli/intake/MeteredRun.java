package dev.standstill.cli.intake;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.telemetry.MeterReading;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * One run, or one stretch of time, and the readings of its meters.
 *
 * @param workload what ran, as the source calls it
 * @param kind what the source says it was; what is declared may differ
 * @param period from its begin to its end
 * @param points every measurement point there should be, as the source names them; those without
 *     readings are missing
 * @param acceleratorsPerPoint how many accelerators hang on each point
 * @param acceleratorModel their model, as the source names it
 * @param acceleratorPower their power limit
 * @param acceleratorsAssumed whether count or model are not in the source
 * @param tokens tokens processed, if the source says
 * @param work how much was done in units of this workload, to scale another run of it; empty if the
 *     source does not say
 * @param hosts the machines it ran on, if the source says; the same machines have the same meters
 * @param readings all readings, read anew from the source at each pass
 * @param notes what a reader should know of the source
 */
public record MeteredRun(
    String workload,
    Kind kind,
    BalancePeriod period,
    List<String> points,
    int acceleratorsPerPoint,
    String acceleratorModel,
    Power acceleratorPower,
    boolean acceleratorsAssumed,
    Optional<BigInteger> tokens,
    Optional<Long> work,
    List<String> hosts,
    Iterable<MeterReading> readings,
    List<String> notes) {

  /** What a source says ran. */
  public enum Kind {
    TRAINING,
    INFERENCE,
    UNKNOWN
  }

  /** Parameters of the GPT-3 benchmark's model. */
  private static final BigInteger GPT3_PARAMETERS = BigInteger.valueOf(175_000_000_000L);

  public MeteredRun {
    points = List.copyOf(points);
    hosts = List.copyOf(hosts);
    notes = List.copyOf(notes);
  }

  /**
   * FLOP by 6 N D, for the one workload whose N is known and whose work is counted in tokens; for
   * all others somebody has to state it.
   */
  public Optional<BigInteger> formulaFlop() {
    return workload.equals("gpt3")
        ? tokens.map(count -> BigInteger.valueOf(6).multiply(GPT3_PARAMETERS).multiply(count))
        : Optional.empty();
  }

  /** What a point of this run can at most read: rated power times the wall's overhead. */
  public Power physicalLimit() {
    return new Power(
        StrictMath.round(
            acceleratorPower.milliwatts()
                * (double) acceleratorsPerPoint
                * MeasurementPoint.WALL_LIMIT_PER_RATED_WATT));
  }
}
