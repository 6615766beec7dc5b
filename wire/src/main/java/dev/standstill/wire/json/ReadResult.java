package dev.standstill.wire.json;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What became of some bytes.
 *
 * @param <T> what they should have been
 */
public sealed interface ReadResult<T> {

  /** They are exactly as agreed. */
  record Read<T>(T value) implements ReadResult<T> {}

  /** They are not; the refusal names the first fault. */
  record Refused<T>(Refusal refusal) implements ReadResult<T> {}

  /** The value, or empty for whoever need not say why. */
  default Optional<T> accepted() {
    return switch (this) {
      case Read<T>(T value) -> Optional.of(value);
      case Refused<T> refused -> Optional.empty();
    };
  }

  /** Runs a reader to its end or to its first refusal. */
  static <T> ReadResult<T> reading(Supplier<T> reader) {
    try {
      return new Read<>(reader.get());
    } catch (RefusedInputException e) {
      return new Refused<>(e.refusal());
    }
  }
}
