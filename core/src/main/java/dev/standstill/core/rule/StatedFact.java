package dev.standstill.core.rule;

import java.util.Objects;

/** Something that a job says of itself, or that nobody can say. */
public sealed interface StatedFact<T> {

  /** It is this. */
  record Known<T>(T value) implements StatedFact<T> {
    public Known {
      // Nothing would pass for a kind that no rule is about, and so for out of scope.
      Objects.requireNonNull(value);
    }
  }

  /** Not stated, withheld, or not readable. */
  record Unknown<T>(String why) implements StatedFact<T> {
    public Unknown {
      if (why.isBlank()) {
        throw new IllegalArgumentException("whoever does not know says why");
      }
    }
  }
}
