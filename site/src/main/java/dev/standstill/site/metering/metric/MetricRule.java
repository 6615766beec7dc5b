package dev.standstill.site.metering.metric;

import dev.standstill.site.metering.Channel;
import java.util.List;

/**
 * What a metric of a name means.
 *
 * @param metric its name, for example {@code DCGM_FI_DEV_POWER_USAGE}
 * @param channel what it is a reading of
 * @param perUnit how many of the channel's units one of the metric's is: 1,000 for watts as
 *     milliwatts
 * @param deviceLabels the labels whose values, joined by {@code :}, name the device
 */
public record MetricRule(
    String metric, Channel channel, double perUnit, List<String> deviceLabels) {

  public MetricRule {
    deviceLabels = List.copyOf(deviceLabels);
    if (metric.isBlank() || deviceLabels.isEmpty()) {
      throw new IllegalArgumentException("a rule names a metric and what names its device");
    }
    if (!(perUnit > 0) || Double.isInfinite(perUnit)) {
      throw new IllegalArgumentException(
          "rule of " + metric + ": units are above zero: " + perUnit);
    }
  }
}
