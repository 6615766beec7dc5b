package dev.standstill.cli;

import dev.standstill.core.study.BalanceStudy;
import dev.standstill.core.study.LossShape;
import dev.standstill.core.study.PowerStudy;
import dev.standstill.core.study.PowerStudy.Course;
import dev.standstill.core.study.PowerStudy.Operating;
import dev.standstill.core.study.StudyTest;
import dev.standstill.page.SvgFile;
import dev.standstill.page.chart.ChartName;
import dev.standstill.page.chart.CurveChart;
import dev.standstill.page.chart.CurveChart.Axis;
import dev.standstill.page.chart.CurveChart.Curve;
import dev.standstill.page.chart.CurveChart.Point;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plan's power as drawings: for each shape its characteristic and its course. */
final class PowerCharts {

  private static final double FALSE_ALARM_MIN = 1e-3;
  private static final double FALSE_ALARM_MAX = 0.5;

  private PowerCharts() {}

  /** Writes them into a folder, made if need be, and returns their paths. */
  static List<Path> write(Path folder, BalanceStudy study, PowerStudy power) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    for (LossShape shape : LossShape.values()) {
      String word = Words.of(shape);
      Path characteristic = folder.resolve("roc-" + word + ".svg");
      Files.writeString(characteristic, characteristic(shape, word, power));
      written.add(characteristic);
      if (study.closed().size() > 1) {
        Path course = folder.resolve("time-" + word + ".svg");
        Files.writeString(course, course(shape, word, study, power));
        written.add(course);
      }
    }
    return written;
  }

  private static String characteristic(LossShape shape, String word, PowerStudy power) {
    List<Curve> curves = new ArrayList<>();
    for (StudyTest test : StudyTest.values()) {
      List<Point> points = new ArrayList<>();
      for (Operating at : power.characteristic()) {
        if (at.shape() == shape && at.test() == test) {
          points.add(new Point(at.falseAlarm(), at.probability()));
        }
      }
      curves.add(new Curve(Words.of(test), points));
    }
    return SvgFile.of(
        new CurveChart(
                new Axis(
                    "probability of a false alarm in the run",
                    FALSE_ALARM_MIN,
                    FALSE_ALARM_MAX,
                    true),
                new Axis("probability of detection", 0, 1, false),
                curves)
            .draw(
                new ChartName(
                    "roc-" + word,
                    "What detection costs in false alarms: " + word + " violation",
                    "Detection probability of five tests against their false alarm"
                        + " probability.")));
  }

  private static String course(LossShape shape, String word, BalanceStudy study, PowerStudy power) {
    List<Curve> curves = new ArrayList<>();
    for (Course course : power.courses()) {
      boolean looksOnce = course.test() == StudyTest.CUMULATIVE || course.test() == StudyTest.GEMUF;
      if (course.shape() != shape || looksOnce) {
        continue;
      }
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < course.byPeriod().size(); i++) {
        points.add(new Point(study.closed().get(i), course.byPeriod().get(i)));
      }
      curves.add(new Curve(Words.of(course.test()), points));
    }
    return SvgFile.of(
        new CurveChart(
                new Axis("period", study.closed().getFirst(), study.closed().getLast(), false),
                new Axis("probability of detection by its end", 0, 1, false),
                curves)
            .draw(
                new ChartName(
                    "time-" + word,
                    "How soon it is found: " + word + " violation",
                    "Detection probability of three tests by the end of each period.")));
  }
}
