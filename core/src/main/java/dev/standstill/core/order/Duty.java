package dev.standstill.core.order;

import dev.standstill.core.quantity.Flop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an order demands of an operation in its scope. */
public sealed interface Duty {

  /** Nothing. */
  record Free() implements Duty {}

  /** Together no more than this in a day. */
  record Cap(Flop flopPerDay) implements Duty {}

  /**
   * Stop, and start nothing.
   *
   * @param grace how long a running job may take to save its work, once it must stop
   * @param by when the last job must have stopped; empty if nobody vouches for when the order was
   *     logged
   */
  record Halt(Duration grace, Optional<Instant> by) implements Duty {}

  /** Of two duties the stricter; of two alike this one. */
  default Duty stricter(Duty other) {
    return switch (this) {
      case Free free -> other;
      case Cap(Flop flopPerDay) ->
          switch (other) {
            case Free free -> this;
            case Cap cap -> cap.flopPerDay().compareTo(flopPerDay) < 0 ? other : this;
            case Halt halt -> other;
          };
      case Halt one ->
          switch (other) {
            case Free free -> this;
            case Cap cap -> this;
            case Halt halt -> stricter(halt, one) ? other : this;
          };
    };
  }

  private static boolean stricter(Halt one, Halt other) {
    return one.by().equals(other.by())
        ? one.grace().compareTo(other.grace()) < 0
        : sooner(one.by(), other.by());
  }

  private static boolean sooner(Optional<Instant> one, Optional<Instant> other) {
    if (other.isEmpty()) {
      return false;
    }
    return one.isEmpty() || one.get().isBefore(other.get());
  }
}
