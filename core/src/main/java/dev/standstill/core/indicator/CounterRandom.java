package dev.standstill.core.indicator;

/**
 * Chance as a function of a seed, a stream and a counter (SplitMix64: Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014). A stream is the same on every machine and
 * whatever other streams were drawn before it, or at the same time.
 */
final class CounterRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  CounterRandom(long seed, long stream) {
    this.state = mix(mix(seed + GOLDEN) + GOLDEN * (stream + 1));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound}, exclusive; off uniform by less than bound / 2^64. */
  int below(int bound) {
    state += GOLDEN;
    return (int) Math.unsignedMultiplyHigh(mix(state), bound);
  }
}
