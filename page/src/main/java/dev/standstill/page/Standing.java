package dev.standstill.page;

import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * How something stands, at a glance: a status, or undecided because what is due is not there. In
 * rising order of what a duty officer looks at first.
 */
public enum Standing {
  UPHELD("Upheld"),
  UNDECIDED("Undecided"),
  MISSING("Undecided: missing"),
  REFUTED("Refuted");

  private static final Set<ReasonCode> ABSENCES =
      Set.of(ReasonCode.NOT_REPORTED, ReasonCode.MISSING_READINGS, ReasonCode.NOT_DECLARED);

  private final String word;

  Standing(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Class in the style sheet and id of the mark. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Standing of(Conclusion conclusion) {
    return switch (conclusion.status()) {
      case UPHELD -> UPHELD;
      case REFUTED -> REFUTED;
      case UNDECIDED ->
          conclusion.reasons().stream().map(Reason::code).anyMatch(ABSENCES::contains)
              ? MISSING
              : UNDECIDED;
    };
  }

  /** The one to look at first. */
  public static Standing gravest(Collection<Conclusion> conclusions) {
    return conclusions.stream().map(Standing::of).reduce(UPHELD, Standing::graver);
  }

  public static Standing graver(Standing a, Standing b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
