package dev.standstill.core.finding;

import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.UnaccountedCompute;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.site.AreaId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conclusion on an area in words that may be quoted. */
record AreaSentence(SiteId site, AreaId area, BalancePeriod period) {

  /** For example {@code 9.5e20 FLOP, sigma 1.7e20 FLOP, 5.6 sigma}. */
  static String amount(UnaccountedCompute unaccounted) {
    return Words.flop(unaccounted.flop())
        + ", sigma "
        + Words.flop(unaccounted.sigmaFlop())
        + ", "
        + Words.number(unaccounted.standardised())
        + " sigma";
  }

  String say(
      Status status,
      List<Reason> reasons,
      @Nullable JudgedPeriod judged,
      Optional<Detectable> detectable) {
    String where = Words.where(site, area, period);
    return switch (status) {
      case UPHELD -> where + upheld(judged, detectable);
      case REFUTED -> where + refuted(reasons);
      case UNDECIDED ->
          where
              + "whether what was declared agrees with what was metered is undecided: "
              + reasons.getFirst().detail()
              + (reasons.size() > 1 ? " (and " + (reasons.size() - 1) + " more reasons)" : "")
              + ".";
    };
  }

  private static String upheld(@Nullable JudgedPeriod judged, Optional<Detectable> detectable) {
    String declared = judged == null ? "" : declared(judged.balance().declared());
    String seen =
        detectable
            .map(d ->
                " An undeclared "
                    + Words.flop(d.honestFlop())
                    + " would have been noticed with "
                    + Words.percent(d.probability())
                    + " probability; less might not have been, and an adversary could hide up to "
                    + Words.flop(d.adversarialFlop())
                    + ".")
            .orElse("");
    boolean over = judged != null && judged.overDeclared();
    String agreement =
        over
            ? "the metered energy does not exceed the declaration"
                + declared
                + "; it falls short of it, and what was declared too much could hide as much."
            : "the metered energy agrees with the declaration" + declared + ".";
    return agreement + seen;
  }

  private static String declared(Flop flop) {
    return flop.isZero() ? " that nothing was computed" : " of " + Words.flop(flop.toDouble());
  }

  private static String refuted(List<Reason> reasons) {
    Reason first =
        reasons.stream().filter(reason -> reason.code().refutes()).findFirst().orElseThrow();
    return "refuted: " + first.detail() + ". This says what is not explained, not who is to blame.";
  }
}
