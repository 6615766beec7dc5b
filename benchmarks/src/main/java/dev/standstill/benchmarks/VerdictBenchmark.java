package dev.standstill.benchmarks;

import dev.standstill.core.verdict.Outlook;
import dev.standstill.core.verdict.Refusal;
import dev.standstill.core.verdict.Verdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one verdict costs with 10,000 live permits and 1,000 orders in force. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class VerdictBenchmark {

  /** Reports in the log beside permits and orders: no verdict may cost more for them. */
  @Param({"0", "100000"})
  private int reports;

  private PermitWorld world = PermitWorld.empty();

  /** Folds the log once, as whoever asks for verdicts does. */
  @Setup
  public void fold() {
    world = PermitWorld.of(10_000, 1_000, reports);
    if (!(admitted() instanceof Verdict.Admit)) {
      throw new IllegalStateException("the job is to be admitted: " + admitted());
    }
    if (!(refusedLast() instanceof Verdict.Refuse refuse
        && refuse.reason() == Refusal.SHARE_OF_CAP_EXCEEDED)) {
      throw new IllegalStateException("the job is to exceed its share: " + refusedLast());
    }
  }

  /** A job that passes every rule: the permit, and every order that could reach its site. */
  @Benchmark
  public Verdict admitted() {
    return Verdict.of(world.job(), world.outlook(), world.clock());
  }

  /** A job that fails the last rule, a share of a cap. */
  @Benchmark
  public Verdict refusedLast() {
    return Verdict.of(world.largeJob(), world.outlook(), world.clock());
  }

  /** Looking everything up for one moment, once the log is folded. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Outlook outlook() {
    return world.lookUp(world.clock());
  }
}
