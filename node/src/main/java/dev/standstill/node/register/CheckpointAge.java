package dev.standstill.node.register;

import dev.standstill.log.note.Checkpoint;
import java.time.Duration;
import java.time.Instant;

/**
 * How old what is served is.
 *
 * @param checkpoint which
 * @param time when a quorum of witnesses had seen it, else when it was published here
 * @param witnessed which of the two: nobody but the operator vouches for the second
 */
record CheckpointAge(Checkpoint checkpoint, Instant time, boolean witnessed) {

  /** By a clock; negative if that is behind the log, and then the clock is wrong. */
  long ageSeconds(Instant now) {
    return Duration.between(time, now).toSeconds();
  }
}
