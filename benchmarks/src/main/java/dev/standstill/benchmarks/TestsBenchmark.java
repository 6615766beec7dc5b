package dev.standstill.benchmarks;

import dev.standstill.core.accountancy.Covariance;
import dev.standstill.core.accountancy.IndependentSequence;
import dev.standstill.core.accountancy.MeasuredQuantity;
import dev.standstill.core.accountancy.MeasurementError;
import dev.standstill.core.accountancy.PageTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one area's year of weekly balances costs: covariance, independent sequence, threshold. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TestsBenchmark {

  private static final int WEEKS = 52;
  private static final int INSTRUMENTS = 64;

  private final List<MeasuredQuantity> quantities = new ArrayList<>();
  private final double[] unaccounted = new double[WEEKS];

  /** Sixty-four meters, each with its own error, over a year. */
  public TestsBenchmark() {
    for (int week = 1; week <= WEEKS; week++) {
      for (int meter = 0; meter < INSTRUMENTS; meter++) {
        quantities.add(
            MeasuredQuantity.input(
                "meter " + meter + "@" + week,
                week,
                1e19,
                MeasurementError.of(0.005, 1, "meter " + meter, 0.01)));
      }
      unaccounted[week - 1] = 1e18 * StrictMath.sin(week);
    }
  }

  /** From measured quantities to the standardised sequence. */
  @Benchmark
  public double[] independentSequence() {
    return IndependentSequence.of(Covariance.of(WEEKS, quantities)).standardise(unaccounted);
  }

  /** The threshold of Page's test for a year of weeks. */
  @Benchmark
  public double pageThreshold() {
    return PageTest.forHorizon(0.5, WEEKS, 0.05).threshold();
  }
}
