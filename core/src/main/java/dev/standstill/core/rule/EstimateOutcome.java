package dev.standstill.core.rule;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What became of one convention. */
public sealed interface EstimateOutcome {

  Convention convention();

  /** It has a figure. */
  record Estimated(FlopEstimate estimate) implements EstimateOutcome {
    @Override
    public Convention convention() {
      return estimate.convention();
    }
  }

  /**
   * It has none, because inputs are missing.
   *
   * @param missing which, at least one
   */
  record InputsMissing(Convention convention, Set<RunInput> missing) implements EstimateOutcome {
    public InputsMissing {
      missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
      if (missing.isEmpty()) {
        throw new IllegalArgumentException("a convention without estimate lacks an input");
      }
    }
  }

  /** It stands in for a figure that somebody did state, so it is not needed. */
  record NotNeeded(Convention convention, RunInput stated) implements EstimateOutcome {}
}
