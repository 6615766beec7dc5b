package dev.standstill.core.accountancy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/** Seeds of the property tests; {@code -Dseed=17} replays one. */
public final class Seeds {
  private Seeds() {}

  public static LongStream seeds() {
    Long replayed = Long.getLong("seed");
    return replayed == null ? LongStream.range(0, 200) : LongStream.of(replayed);
  }

  public static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
