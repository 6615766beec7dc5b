package dev.standstill.cli;

import dev.standstill.core.study.BalanceStudy;
import dev.standstill.core.study.BalanceStudy.Course;
import dev.standstill.core.study.Detection;
import dev.standstill.core.study.RetrospectiveLook;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A study as text. */
final class BalanceStudyText {

  private final Terminal terminal;
  private final BalanceStudy study;
  private final String unit;

  BalanceStudyText(Terminal terminal, BalanceStudy study, String unit) {
    this.terminal = terminal;
    this.study = study;
    this.unit = unit;
  }

  void periods() {
    terminal.line(
        String.format(
            Locale.ROOT,
            "%6s %13s %12s %8s %8s %13s %9s  %s",
            "period",
            "unaccounted",
            "sigma",
            "y",
            "Page",
            "sum",
            "sum of y",
            "alarms"));
    for (int i = 0; i < study.closed().size(); i++) {
      int period = study.closed().get(i);
      terminal.line(
          String.format(
              Locale.ROOT,
              "%6d %13.6g %12.6g %8.3f %8.3f %13.6g %9.3f  %s",
              period,
              study.balances().get(i),
              study.covariance().sigma(i + 1),
              study.independent().get(i),
              study.page().values().get(i),
              study.cumulative().values().get(i),
              study.anytime().values().get(i),
              alarms(period)));
    }
    study
        .missing()
        .forEach((period, names) ->
            terminal.line(
                String.format(
                    Locale.ROOT,
                    "%6d no balance: missing %s",
                    period,
                    Terminal.printable(String.join(", ", names)))));
    terminal.line("");
  }

  private String alarms(int period) {
    StringBuilder alarms = new StringBuilder();
    append(alarms, "page", study.page().alarms().contains(period));
    append(alarms, "sum", study.cumulative().alarms().contains(period));
    append(alarms, "anytime", study.anytime().alarms().contains(period));
    append(alarms, "gemuf", study.gemuf().alarms().contains(period));
    return alarms.toString();
  }

  private static void append(StringBuilder alarms, String name, boolean alarming) {
    if (alarming) {
      alarms.append(alarms.isEmpty() ? "" : ", ").append(name);
    }
  }

  void looks(Optional<RetrospectiveLook> look) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "At a false alarm probability of %s for each test over the %d periods closed:",
            study.levels().falseAlarm(),
            study.closed().size()));
    line(
        "Page, k %s".formatted(study.page().test().referenceValue()),
        study.page().values().getLast(),
        study.page().test().threshold(),
        !study.page().alarms().isEmpty());
    study
        .pair()
        .forEach(page ->
            line(
                "Page in parallel, k %s".formatted(page.test().referenceValue()),
                page.values().getLast(),
                page.test().threshold(),
                !page.alarms().isEmpty()));
    Course anytime = study.anytime();
    line(
        "anytime, the sum of y",
        anytime.values().getLast(),
        anytime.scale().getLast(),
        !anytime.alarms().isEmpty());
    Course gemuf = study.gemuf();
    line(
        "GEMUF, the sum of squares",
        gemuf.values().getLast(),
        gemuf.scale().getLast(),
        gemuf.alarms().contains(study.closed().getLast()));
    look.ifPresent(smoothed ->
        line(
            "GEMUF smoothed, looking back (simulated)",
            smoothed.value(),
            smoothed.threshold(),
            smoothed.alarms()));
    Course sum = study.cumulative();
    terminal.line(
        String.format(
            Locale.ROOT,
            "  %-42s %12.6g, sigma %.6g %s  %s",
            "cumulative, the sum of all balances",
            sum.values().getLast(),
            sum.scale().getLast(),
            Terminal.printable(unit),
            sum.alarms().contains(study.closed().getLast()) ? "alarm" : "no alarm"));
    terminal.line("");
  }

  private void line(String test, double value, double threshold, boolean alarming) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "  %-42s %12.4f against %.4f  %s",
            test,
            value,
            threshold,
            alarming ? "alarm" : "no alarm"));
  }

  void detection(List<Detection> rows) {
    DetectionText.print(terminal, study, unit, rows);
    terminal.line(
        "Holds if the errors are as stated and independent where they are stated so. A study"
            + " concludes nothing.");
  }
}
