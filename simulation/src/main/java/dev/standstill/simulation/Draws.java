package dev.standstill.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Chance that can be repeated. Each name has a stream of its own, so that a world with one site
 * more is otherwise the same world.
 */
final class Draws {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final RandomGenerator random;

  private Draws(RandomGenerator random) {
    this.random = random;
  }

  static Draws named(long seed, String name) {
    return new Draws(FACTORY.create(bytes(seed, name)));
  }

  /** 32 bytes that depend on nothing but the seed and the name. */
  static byte[] bytes(long seed, String name) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
      return sha256.digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  double gaussian() {
    return random.nextGaussian();
  }

  /** Gaussian, but never further out than so many sigma: no world is physically absurd. */
  double gaussianWithin(double sigmas) {
    double drawn = random.nextGaussian();
    while (StrictMath.abs(drawn) > sigmas) {
      drawn = random.nextGaussian();
    }
    return drawn;
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
