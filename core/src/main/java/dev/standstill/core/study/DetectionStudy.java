package dev.standstill.core.study;

import dev.standstill.core.accountancy.Covariance;
import dev.standstill.core.accountancy.CumulativeTest;
import dev.standstill.core.accountancy.ErrorLaw;
import dev.standstill.core.accountancy.GemufTest;
import dev.standstill.core.accountancy.IndependentSequence;
import dev.standstill.core.accountancy.OneShotTest;
import dev.standstill.core.accountancy.PageTest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * How well each test finds violations of each shape, known as soon as the errors are.
 *
 * <p>A loss pattern d moves the mean of y to L^-1 d, and with it the law of every test. For all but
 * the anytime test the probability is computed; that one is simulated ({@link AnytimeSimulation}).
 */
public final class DetectionStudy {
  private static final int DOUBLINGS_MAX = 60;
  private static final double RELATIVE_WIDTH = 1e-5;

  private final Covariance covariance;
  private final IndependentSequence sequence;
  private final StudyLevels levels;
  private final PageTest page;
  private final OneShotTest shewhart;
  private final CumulativeTest cumulative;
  private final GemufTest gemuf;

  private DetectionStudy(Covariance covariance, IndependentSequence sequence, StudyLevels levels) {
    this.covariance = covariance;
    this.sequence = sequence;
    this.levels = levels;
    int periods = covariance.periods();
    double alpha = levels.falseAlarm();
    this.page = PageTest.forHorizon(levels.referenceValue(), periods, alpha);
    this.shewhart = OneShotTest.repeated(periods, alpha, ErrorLaw.normal());
    this.cumulative = new CumulativeTest(covariance, OneShotTest.at(alpha, ErrorLaw.normal()));
    this.gemuf = new GemufTest(alpha);
  }

  /** The study of a balance that was closed, or planned. */
  public static DetectionStudy of(BalanceStudy study) {
    return at(study, study.levels());
  }

  static DetectionStudy at(BalanceStudy study, StudyLevels levels) {
    return new DetectionStudy(study.covariance(), study.sequence(), levels);
  }

  /**
   * The total that the sum over all periods finds with the study's detection probability however it
   * is spread: guaranteed, and known before any balance is closed.
   */
  public double guaranteedDetectable() {
    return cumulative.guaranteedDetectable(covariance.periods(), levels.detection());
  }

  /**
   * Every shape and test.
   *
   * @param total of the violation, positive, in the unit of the balance
   * @param normals independent N(0, 1), as many as are asked for; a seeded source makes the answer
   *     reproducible
   * @param runs how many runs are simulated, 100 or more
   */
  public List<Detection> all(double total, DoubleSupplier normals, int runs) {
    if (!(total > 0) || Double.isInfinite(total)) {
      throw new IllegalArgumentException("the total must be positive and finite, was " + total);
    }
    Map<LossShape, double[]> means = new EnumMap<>(LossShape.class);
    for (LossShape shape : LossShape.values()) {
      means.put(shape, sequence.standardise(shape.shares(covariance)));
    }
    AnytimeSimulation simulation = AnytimeSimulation.run(levels, means, total, normals, runs);
    List<Detection> all = new ArrayList<>();
    means.forEach((shape, unitMeans) -> {
      for (StudyTest test : StudyTest.values()) {
        all.add(
            test == StudyTest.ANYTIME
                ? simulation.detection(shape)
                : computed(shape, test, unitMeans, total));
      }
    });
    return all;
  }

  /**
   * The probability of an alarm by the end of each closed period, in order; of tests with one look,
   * at the end, 0 before it.
   *
   * @param test any but the anytime test, which has no closed form
   */
  double[] course(LossShape shape, StudyTest test, double total) {
    return byPeriod(test, sequence.standardise(shape.shares(covariance)), total);
  }

  private Detection computed(LossShape shape, StudyTest test, double[] unitMeans, double total) {
    double[] course = byPeriod(test, unitMeans, total);
    OptionalInt evenOddsBy = OptionalInt.empty();
    for (int i = course.length - 1; i >= 0 && course[i] >= 0.5; i--) {
      evenOddsBy = OptionalInt.of(i + 1);
    }
    return new Detection(
        shape,
        test,
        total,
        course[course.length - 1],
        OptionalDouble.empty(),
        smallest(size -> last(byPeriod(test, unitMeans, size))),
        evenOddsBy);
  }

  /** Probability of an alarm by the end of each period; of tests with one look, 0 before it. */
  private double[] byPeriod(StudyTest test, double[] unitMeans, double total) {
    double[] means = new double[unitMeans.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = total * unitMeans[i];
    }
    return switch (test) {
      case SHEWHART -> {
        double[] course = new double[means.length];
        double silent = 1;
        for (int i = 0; i < means.length; i++) {
          silent *= 1 - shewhart.detectionProbability(means[i], 1);
          course[i] = 1 - silent;
        }
        yield course;
      }
      case PAGE -> page.alarmProbabilities(means);
      case CUMULATIVE ->
          atTheEnd(means.length, cumulative.guaranteedDetectionProbability(means.length, total));
      case GEMUF -> atTheEnd(means.length, gemuf.detectionProbability(means));
      case ANYTIME -> throw new IllegalStateException("the anytime test is simulated");
    };
  }

  private static double[] atTheEnd(int periods, double probability) {
    double[] course = new double[periods];
    course[periods - 1] = probability;
    return course;
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }

  private OptionalDouble smallest(DoubleUnaryOperator probability) {
    double high = guaranteedDetectable();
    double low = 0;
    for (int doubling = 0; probability.applyAsDouble(high) < levels.detection(); doubling++) {
      if (doubling == DOUBLINGS_MAX) {
        return OptionalDouble.empty();
      }
      low = high;
      high *= 2;
    }
    while (high - low > RELATIVE_WIDTH * high) {
      double middle = low + (high - low) / 2;
      if (probability.applyAsDouble(middle) < levels.detection()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(high);
  }
}
