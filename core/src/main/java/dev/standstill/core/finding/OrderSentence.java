package dev.standstill.core.finding;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import java.util.List;
import java.util.Optional;

/** The conclusion on an order in words that may be quoted. */
record OrderSentence(Subject subject, Digest order, Optional<BalancePeriod> period) {
  private static final int DIGITS = 12;

  String say(Status status, List<Reason> reasons, int reports) {
    return switch (status) {
      case UPHELD -> where() + upheld(reports);
      case REFUTED -> where() + refuted(reasons);
      case UNDECIDED ->
          where()
              + "whether the order was kept is undecided: "
              + reasons.getFirst().detail()
              + (reasons.size() > 1 ? " (and " + (reasons.size() - 1) + " more reasons)" : "")
              + ".";
    };
  }

  private String where() {
    String who =
        subject
            .party()
            .map(party -> subject.site().map(site -> site(party, site)).orElse("Party " + party))
            .orElse("All whom it binds, together");
    return who
        + ", order "
        + order.hex().substring(0, DIGITS)
        + period.map(span -> ", " + span.from() + " to " + span.to()).orElse("")
        + ": ";
  }

  private static String site(PartyId party, String site) {
    return "Site " + party + "/" + site;
  }

  private String upheld(int reports) {
    return subject.party().isEmpty()
        ? "what was declared in the order's scope stays within its cap."
        : "the order was acknowledged in time, "
            + reports
            + (reports == 1 ? " report declares" : " reports declare")
            + " nothing against it, and the meters agree with what was declared. Energy cannot"
            + " tell one kind of work from another.";
  }

  private static String refuted(List<Reason> reasons) {
    Reason first =
        reasons.stream().filter(reason -> reason.code().refutes()).findFirst().orElseThrow();
    return "not kept: " + first.detail() + ". Whether that is a breach, a ruling says.";
  }
}
