package dev.standstill.cli;

import dev.standstill.core.study.BalanceStudy;
import dev.standstill.core.study.Detection;
import dev.standstill.core.study.LossShape;
import dev.standstill.core.study.PowerStudy;
import dev.standstill.core.study.PowerStudy.Course;
import dev.standstill.core.study.PowerStudy.Operating;
import dev.standstill.core.study.StudyTest;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What a plan could show, as tables. */
final class PowerText {

  /** Shares of the run at whose end the table of courses looks. */
  private static final int LOOKS = 8;

  private final Terminal terminal;
  private final BalanceStudy study;
  private final String unit;

  PowerText(Terminal terminal, BalanceStudy study, String unit) {
    this.terminal = terminal;
    this.study = study;
    this.unit = unit;
  }

  void detection(List<Detection> rows) {
    DetectionText.print(terminal, study, unit, rows);
  }

  void characteristic(PowerStudy power) {
    TreeSet<Double> levels = new TreeSet<>();
    power.characteristic().forEach(point -> levels.add(point.falseAlarm()));
    terminal.line("Found with probability, by false alarms over the run:");
    StringBuilder head = new StringBuilder("  %-12s %-11s".formatted("shape", "test"));
    levels.forEach(level -> head.append(String.format(Locale.ROOT, "%7s", level)));
    terminal.line(head.toString());
    for (LossShape shape : LossShape.values()) {
      for (StudyTest test : StudyTest.values()) {
        StringBuilder row = begin(shape, test);
        for (Operating point : power.characteristic()) {
          if (point.shape() == shape && point.test() == test) {
            row.append(String.format(Locale.ROOT, "%7.3f", point.probability()));
          }
        }
        terminal.line(row.toString());
      }
    }
    terminal.line("");
  }

  void courses(PowerStudy power) {
    int periods = study.closed().size();
    TreeSet<Integer> looks = new TreeSet<>();
    for (int look = 1; look <= LOOKS; look++) {
      looks.add(Math.max(1, periods * look / LOOKS));
    }
    terminal.line("Found by the end of the period, at " + study.levels().falseAlarm() + ":");
    StringBuilder head = new StringBuilder("  %-12s %-11s".formatted("shape", "test"));
    looks.forEach(look -> head.append(String.format("%7d", study.closed().get(look - 1))));
    terminal.line(head.toString());
    for (Course course : power.courses()) {
      StringBuilder row = begin(course.shape(), course.test());
      looks.forEach(
          look -> row.append(String.format(Locale.ROOT, "%7.3f", course.byPeriod().get(look - 1))));
      terminal.line(row.toString());
    }
    terminal.line("");
    terminal.line(
        "Cumulative and GEMUF are looked at once, at the end. Anytime is simulated. Holds if the"
            + " errors are as stated.");
  }

  private static StringBuilder begin(LossShape shape, StudyTest test) {
    return new StringBuilder("  %-12s %-11s".formatted(Words.of(shape), Words.of(test)));
  }
}
