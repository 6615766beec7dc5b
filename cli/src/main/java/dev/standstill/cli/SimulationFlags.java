package dev.standstill.cli;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Option;

/** How much is simulated where nothing can be computed, and from which seed. */
final class SimulationFlags {

  private static final int RUNS_MAX = 10_000_000;

  @Option(
      names = "--simulations",
      paramLabel = "N",
      description = "Runs to simulate, 100 or more; default: ${DEFAULT-VALUE}.",
      defaultValue = "4000")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed: the same one gives the same answer; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  int runs() {
    if (runs < 100 || runs > RUNS_MAX) {
      throw new IllegalArgumentException(
          "--simulations must be 100 to " + RUNS_MAX + ", not " + runs);
    }
    return runs;
  }

  /** From the begin of the seed's sequence at every call. */
  DoubleSupplier normals() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed)::nextGaussian;
  }
}
