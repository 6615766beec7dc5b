package dev.standstill.page;

import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.PeriodTests;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Detectable;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.SiteBalance;
import dev.standstill.core.finding.Subject;
import dev.standstill.page.words.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One area, or one site that declared none, at a glance.
 *
 * @param name party, site and area
 * @param standing the gravest over its periods
 * @param cells one for each period, in order
 * @param tally how many periods stand how
 * @param sentence the latest conclusion among the gravest, for quoting
 * @param period which period that is
 * @param unaccounted its unaccounted compute with sigma, in words
 * @param decided what the deciding test made of it
 * @param detectable what would have been seen there, among honest errors and against an adversary
 * @param report when the site last reported
 */
public record Glance(
    String name,
    Standing standing,
    List<Cell> cells,
    String tally,
    String sentence,
    String period,
    String unaccounted,
    String decided,
    String detectable,
    LastReport report) {

  /** One period. */
  public record Cell(Standing standing, String tip) {}

  static List<Glance> all(Evaluation evaluation, Instant asOf) {
    List<Glance> glances = new ArrayList<>();
    for (SiteBalance site : evaluation.balances()) {
      LastReport report = LastReport.of(site.site(), evaluation, asOf);
      for (AreaBalance area : site.areas()) {
        Subject subject = Subject.ofArea(site.site(), area.area());
        of(subject, about(evaluation, subject, Claim.DECLARED_ACTIVITY), Optional.of(area), report)
            .ifPresent(glances::add);
      }
      if (site.areas().isEmpty()) {
        Subject subject = Subject.ofSite(site.site());
        of(subject, about(evaluation, subject, Claim.DECLARED_SITE), Optional.empty(), report)
            .ifPresent(glances::add);
      }
    }
    return glances;
  }

  /** The conclusions on one claim about one subject, in order of time. */
  static List<Conclusion> about(Evaluation evaluation, Subject subject, Claim claim) {
    return PageView.of(evaluation, claim)
        .filter(c -> c.subject().equals(subject) && c.period().isPresent())
        .sorted(Comparator.comparing(c -> c.period().orElseThrow()))
        .toList();
  }

  private static Optional<Glance> of(
      Subject subject, List<Conclusion> periods, Optional<AreaBalance> area, LastReport report) {
    if (periods.isEmpty()) {
      return Optional.empty();
    }
    Standing gravest = Standing.gravest(periods);
    Conclusion telling =
        periods.reversed().stream()
            .filter(c -> Standing.of(c) == gravest)
            .findFirst()
            .orElseThrow();
    Optional<JudgedPeriod> judged =
        area.stream()
            .flatMap(a -> a.periods().stream())
            .filter(p -> telling.period().filter(p.seen().period()::equals).isPresent())
            .findFirst();
    return Optional.of(
        new Glance(
            Names.subject(subject),
            gravest,
            periods.stream().map(Glance::cell).toList(),
            tally(periods),
            telling.sentence(),
            telling.period().map(Figures::period).orElse(""),
            judged.map(Glance::amount).orElse("no balance could be closed"),
            judged.flatMap(JudgedPeriod::tests).map(Glance::decided).orElse(""),
            telling.detectable().map(Glance::seen).orElse(Figures.NOT_STATED),
            report));
  }

  private static Cell cell(Conclusion conclusion) {
    Standing standing = Standing.of(conclusion);
    return new Cell(
        standing, conclusion.period().map(Figures::period).orElse("") + ": " + standing.word());
  }

  private static String tally(List<Conclusion> periods) {
    List<String> counts = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      long count = periods.stream().filter(c -> Standing.of(c) == standing).count();
      if (count > 0) {
        counts.add(count + " " + standing.css());
      }
    }
    return Figures.count(periods.size(), "period") + ": " + String.join(", ", counts);
  }

  /** For example {@code 9.5 × 10²⁰ FLOP, sigma 1.7 × 10²⁰ FLOP (5.6 σ)}. */
  public static String amount(JudgedPeriod judged) {
    double flop = judged.unaccounted().flop();
    return (judged.balance().complete() ? "" : "at least ")
        + Figures.flop(flop)
        + " ± "
        + Figures.flop(judged.unaccounted().sigmaFlop())
        + " ("
        + Figures.decimal(judged.unaccounted().standardised(), 1)
        + " σ)";
  }

  private static String decided(PeriodTests tests) {
    return switch (tests.deciding()) {
      case ONE_SHOT ->
          levels("It alone decides:", tests.oneShot().alarmAbove(), tests.oneShot().refutedAbove());
      case ANYTIME, ONE_SHOT_THEN_ANYTIME ->
          levels(
              "The sum over all periods decides, now "
                  + Figures.decimal(tests.anytime().sum(), 1)
                  + ":",
              tests.anytime().alarmFrom(),
              tests.anytime().refutedFrom());
    };
  }

  private static String levels(String what, double alarm, double refutation) {
    return what
        + " alarm past "
        + Figures.decimal(alarm, 1)
        + ", refutation past "
        + Figures.decimal(refutation, 1)
        + ".";
  }

  private static String seen(Detectable detectable) {
    return Figures.flop(detectable.honestFlop())
        + "; against an adversary "
        + Figures.flop(detectable.adversarialFlop());
  }
}
