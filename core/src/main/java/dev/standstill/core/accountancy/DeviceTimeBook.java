package dev.standstill.core.accountancy;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.Metering;
import java.math.BigInteger;

/**
 * The conserved book of one area and period, exact: available = declared use + metered idle +
 * verified off + unaccounted.
 *
 * @param available every installed device for the whole period
 * @param declaredUse what the declared activities took
 * @param meteredIdle declared idle time, no more than the devices whose energy is metered could
 *     have spent; idleness that nobody measured explains nothing. Where more was declared than the
 *     area has, all of it stands here, so that it shows as a contradiction
 * @param verifiedOff device-time shown to be switched off; zero until a kind of evidence for it
 *     exists
 * @param unaccountedDeviceMicroseconds what is left: above zero nobody said what the devices did,
 *     below zero more was declared than the area has
 */
public record DeviceTimeBook(
    DeviceTime available,
    DeviceTime declaredUse,
    DeviceTime meteredIdle,
    DeviceTime verifiedOff,
    BigInteger unaccountedDeviceMicroseconds) {

  /** Closes the book. */
  public static DeviceTimeBook close(
      ComputeBalanceArea area, BalancePeriod period, AreaActivity activity) {
    long meteredDevices =
        area.points().stream()
            .filter(point -> !(point.metering() instanceof Metering.None))
            .mapToLong(point -> point.devices())
            .sum();
    DeviceTime available = DeviceTime.of(area.devices(), period);
    DeviceTime declaredUse = activity.declaredUse();
    DeviceTime meterable = DeviceTime.of(meteredDevices, period);
    DeviceTime idle = activity.idle();
    DeviceTime meteredIdle = idle.compareTo(meterable) > 0 ? meterable : idle;
    // An inflated claim of idleness must show as a contradiction, not be cut down in silence.
    DeviceTime counted = declaredUse.plus(idle).compareTo(available) > 0 ? idle : meteredIdle;
    BigInteger unaccounted =
        available
            .deviceMicroseconds()
            .subtract(declaredUse.deviceMicroseconds())
            .subtract(counted.deviceMicroseconds());
    return new DeviceTimeBook(available, declaredUse, counted, DeviceTime.ZERO, unaccounted);
  }

  /** Unaccounted device-time in device-hours, with its sign. */
  public double unaccountedHours() {
    return unaccountedDeviceMicroseconds.doubleValue() / 3.6e9;
  }
}
