/**
 * What metrics mean: from the names, labels and floating-point numbers of Prometheus to readings.
 *
 * <p>{@link dev.standstill.site.metering.metric.MetricRules} knows which metrics are readings, of
 * which channel and unit, and which label names the device. What it knows to be something else it
 * leaves out; a name of a known family that it does not know is reported, for a counter may have
 * been renamed. {@link dev.standstill.site.metering.metric.Samples} rounds to the channel's unit,
 * once, and refuses what no meter can have shown.
 *
 * <p>It knows nothing of how samples travel. It never takes the absence of a value, NaN, for a
 * number.
 *
 * <p>Example: {@code DCGM_FI_DEV_POWER_USAGE{UUID="GPU-1"} 612.3} is 612,300 mW of the device
 * GPU-1.
 */
@NullMarked
package dev.standstill.site.metering.metric;

import org.jspecify.annotations.NullMarked;
