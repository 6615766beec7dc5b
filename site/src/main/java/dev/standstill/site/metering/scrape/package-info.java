/**
 * Readings from endpoints that show Prometheus' text format: DCGM's exporter beside each device,
 * the exporters of power meters.
 *
 * <p>A {@link dev.standstill.site.metering.scrape.ScrapeSource} gets the text once a poll and keeps
 * what the rules call readings. It is strict: a line that is not in the format spoils the answer,
 * and an answer that is shorter than it says is none. It remembers what an endpoint showed, and
 * misses it when it is gone.
 *
 * <p>It knows HTTP and one text format, and nothing of what a metric means. It follows no
 * redirection and repeats no value of an earlier poll.
 *
 * <p>Example: after an update the exporter shows {@code DCGM_FI_DEV_POWER_USAGE_W}; each poll then
 * gives {@code CHANNEL_ABSENT} for every device and {@code METRIC_UNKNOWN} for that name, and no
 * power.
 */
@NullMarked
package dev.standstill.site.metering.scrape;

import org.jspecify.annotations.NullMarked;
