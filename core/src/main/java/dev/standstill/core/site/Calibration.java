package dev.standstill.core.site;

import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What compute and idleness cost in energy at this site.
 *
 * @param site the site's name within its party, the author
 * @param boundary where it holds; a balance refuses another one
 * @param precision the number format it holds for, for example {@code fp8}
 * @param idleIncluded whether the coefficient already contains the draw of a waiting device; as of
 *     now only {@code true} is meaningful, since idle power is credited to declared idle time only
 * @param energyPerFlop joules per executed operation
 * @param workloadError relative standard deviation between workloads, one draw for each declared
 *     workload and period, common to all its meters
 * @param systematicError relative standard deviation of the coefficient itself, one draw
 * @param idlePower what one idle device draws at the boundary
 * @param idleError its relative standard deviation, one draw
 * @param runs how many runs it was averaged from; 0 for a reference taken from the literature
 * @param degreesOfFreedom of Student's t if the errors were estimated from few runs; empty if they
 *     are taken as known
 * @param sameInstruments instruments that measured both the calibrating runs and the judged
 *     periods: their systematic error cancels
 * @param readings digests of the calibrating readings; none of them may be judged by it
 * @param assumptions what it takes for granted
 * @param source where the numbers come from, in words
 */
public record Calibration(
    String site,
    Boundary boundary,
    String precision,
    boolean idleIncluded,
    EnergyPerFlop energyPerFlop,
    PartsPerMillion workloadError,
    PartsPerMillion systematicError,
    Power idlePower,
    PartsPerMillion idleError,
    int runs,
    Optional<Integer> degreesOfFreedom,
    Set<String> sameInstruments,
    List<Digest> readings,
    List<Assumption> assumptions,
    String source)
    implements StatementBody {

  public Calibration {
    sameInstruments = Set.copyOf(sameInstruments);
    readings = List.copyOf(readings);
    assumptions = List.copyOf(assumptions);
    if (runs < 0 || degreesOfFreedom.filter(degrees -> degrees < 1).isPresent()) {
      throw new IllegalArgumentException("a calibration counts its runs and degrees of freedom");
    }
    if (workloadError.value() == 0 && systematicError.value() == 0) {
      throw new IllegalArgumentException("a calibration without any error is not credible");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CALIBRATION;
  }
}
