package dev.standstill.core.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A non-negative power in whole milliwatts.
 *
 * @param milliwatts the power, 0 or more
 */
public record Power(long milliwatts) implements Comparable<Power> {

  public Power {
    if (milliwatts < 0) {
      throw new IllegalArgumentException("power must not be negative: " + milliwatts + " mW");
    }
  }

  public static Power ofWatts(long watts) {
    return new Power(Math.multiplyExact(watts, 1000L));
  }

  /**
   * This power drawn by each device over some device-time, rounded half-even to the millijoule.
   * Milliwatts times microseconds are nanojoules, hence the million.
   */
  public Energy over(DeviceTime time) {
    return new Energy(
        new BigDecimal(time.deviceMicroseconds())
            .multiply(BigDecimal.valueOf(milliwatts))
            .movePointLeft(6)
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact());
  }

  public double watts() {
    return milliwatts / 1e3;
  }

  @Override
  public int compareTo(Power other) {
    return Long.compare(milliwatts, other.milliwatts);
  }
}
