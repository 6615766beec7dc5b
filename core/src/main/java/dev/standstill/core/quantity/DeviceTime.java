package dev.standstill.core.quantity;

import java.math.BigInteger;

/**
 * How long how many accelerators were in some state: the unit of the conserved book. One
 * device-hour is one accelerator for one hour.
 *
 * @param deviceMicroseconds devices times microseconds, 0 or more, exact
 */
public record DeviceTime(BigInteger deviceMicroseconds) implements Comparable<DeviceTime> {

  private static final double MICROSECONDS_PER_HOUR = 3.6e9;

  public static final DeviceTime ZERO = new DeviceTime(BigInteger.ZERO);

  public DeviceTime {
    if (deviceMicroseconds.signum() < 0) {
      throw new IllegalArgumentException("device time must not be negative");
    }
  }

  /** So many devices for the whole of a period. */
  public static DeviceTime of(long devices, BalancePeriod period) {
    return new DeviceTime(
        BigInteger.valueOf(devices).multiply(BigInteger.valueOf(period.microseconds())));
  }

  public DeviceTime plus(DeviceTime other) {
    return new DeviceTime(deviceMicroseconds.add(other.deviceMicroseconds));
  }

  public double hours() {
    return deviceMicroseconds.doubleValue() / MICROSECONDS_PER_HOUR;
  }

  @Override
  public int compareTo(DeviceTime other) {
    return deviceMicroseconds.compareTo(other.deviceMicroseconds);
  }
}
