package dev.standstill.site.metering;

import java.util.regex.Pattern;

/**
 * The readings of one device on one channel.
 *
 * @param device as its source names it, and as the site declares it: the name of a measurement
 *     point, for example {@code GPU-c2f76b33-7953-256e-8f33-1343419b1a1c} or {@code
 *     rack-7:outlet-3}
 * @param channel what is read
 */
public record Series(String device, Channel channel) {

  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,126}");

  public Series {
    if (!isDevice(device)) {
      throw new IllegalArgumentException(
          "a device is 1 to 127 of letters, digits and '_.:-': " + device);
    }
  }

  /** Whether a site could declare a point of this name. */
  public static boolean isDevice(String name) {
    return DEVICE.matcher(name).matches();
  }
}
