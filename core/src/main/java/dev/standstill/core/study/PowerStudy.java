package dev.standstill.core.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * What a planned balance could show, before anyone signs: how detection is bought with false alarms
 * (the receiver operating characteristic), and how it grows from period to period.
 *
 * @param total of the violation, in the unit of the balance
 * @param characteristic detection at several false alarm levels
 * @param courses detection by the end of each period, at the study's own level
 */
public record PowerStudy(double total, List<Operating> characteristic, List<Course> courses) {

  /** False alarm probabilities over the whole run for which detection is shown. */
  private static final double[] FALSE_ALARMS = {.001, .002, .005, .01, .02, .05, .1, .2, .5};

  /**
   * One point of a characteristic.
   *
   * @param falseAlarm over the whole run; the anytime test's holds for ever
   * @param probability of detection by the end
   */
  public record Operating(LossShape shape, StudyTest test, double falseAlarm, double probability) {}

  /** Detection by the end of each closed period, in order. */
  public record Course(LossShape shape, StudyTest test, List<Double> byPeriod) {
    public Course {
      byPeriod = List.copyOf(byPeriod);
    }
  }

  public PowerStudy {
    characteristic = List.copyOf(characteristic);
    courses = List.copyOf(courses);
  }

  /**
   * Every shape and test.
   *
   * @param study of the balance as planned
   * @param total of the violation, positive
   * @param normals a fresh source of the same independent N(0, 1) at every call, so that levels are
   *     compared on the same runs
   * @param runs how many runs are simulated for the anytime test, 100 or more
   */
  public static PowerStudy of(
      BalanceStudy study, double total, Supplier<DoubleSupplier> normals, int runs) {
    List<Operating> characteristic = new ArrayList<>();
    for (double falseAlarm : FALSE_ALARMS) {
      StudyLevels levels = study.levels().withFalseAlarm(falseAlarm);
      for (Course course : courses(study, levels, total, normals.get(), runs)) {
        characteristic.add(
            new Operating(course.shape(), course.test(), falseAlarm, course.byPeriod().getLast()));
      }
    }
    return new PowerStudy(
        total, characteristic, courses(study, study.levels(), total, normals.get(), runs));
  }

  private static List<Course> courses(
      BalanceStudy study, StudyLevels levels, double total, DoubleSupplier normals, int runs) {
    Map<LossShape, double[]> means = new EnumMap<>(LossShape.class);
    for (LossShape shape : LossShape.values()) {
      means.put(shape, study.sequence().standardise(shape.shares(study.covariance())));
    }
    DetectionStudy computed = DetectionStudy.at(study, levels);
    AnytimeSimulation simulated = AnytimeSimulation.run(levels, means, total, normals, runs);
    List<Course> courses = new ArrayList<>();
    for (LossShape shape : LossShape.values()) {
      for (StudyTest test : StudyTest.values()) {
        double[] course =
            test == StudyTest.ANYTIME
                ? simulated.course(shape)
                : computed.course(shape, test, total);
        courses.add(new Course(shape, test, DoubleStream.of(course).boxed().toList()));
      }
    }
    return courses;
  }
}
