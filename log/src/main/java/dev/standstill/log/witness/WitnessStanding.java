package dev.standstill.log.witness;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a log knows of one of its witnesses.
 *
 * @param url where it takes checkpoints
 * @param names its lines in the policy
 * @param recordedSize what it has recorded of the log, by its own word
 * @param clockOffset seconds by which its last cosignature was ahead of our clock; a cosignature
 *     far off still counts, because our clock may be the wrong one, but somebody should look
 * @param failure what went wrong when it was last asked
 */
public record WitnessStanding(
    String url,
    Set<String> names,
    OptionalLong recordedSize,
    OptionalLong clockOffset,
    Optional<String> failure) {
  /** Beyond this, whoever runs the log should look at one of the two clocks. */
  public static final long CLOCK_OFFSET_USUAL = 60;

  public WitnessStanding {
    names = Set.copyOf(names);
  }

  /** Whether its clock and ours are further apart than a network explains. */
  public boolean isClockFarOff() {
    return clockOffset.isPresent() && Math.abs(clockOffset.getAsLong()) > CLOCK_OFFSET_USUAL;
  }
}
