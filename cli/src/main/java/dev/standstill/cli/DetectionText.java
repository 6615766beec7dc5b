package dev.standstill.cli;

import dev.standstill.core.study.BalanceStudy;
import dev.standstill.core.study.Detection;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Which violations would have been found, as a table. */
final class DetectionText {

  private DetectionText() {}

  static void print(Terminal terminal, BalanceStudy study, String unit, List<Detection> rows) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "A violation of %.6g%s in all, and the smallest found with probability %s:",
            rows.getFirst().total(),
            unit.isEmpty() ? "" : " " + Terminal.printable(unit),
            study.levels().detection()));
    terminal.line(
        String.format(
            Locale.ROOT,
            "  %-12s %-11s %9s %9s %14s  %s",
            "shape",
            "test",
            "found",
            "± s.e.",
            "smallest",
            "even odds by period"));
    for (Detection row : rows) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %-12s %-11s %9.4f %9s %14s  %s",
              Words.of(row.shape()),
              Words.of(row.test()),
              row.probability(),
              number(row.standardError(), "%.4f", "exact"),
              number(row.detectable(), "%.6g", "none"),
              row.evenOddsBy().isPresent()
                  ? study.closed().get(row.evenOddsBy().getAsInt() - 1)
                  : "never"));
    }
    terminal.line("");
  }

  private static String number(OptionalDouble value, String format, String otherwise) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : otherwise;
  }
}
