/**
 * What a site's meters show: read, kept, and handed on by the hour.
 *
 * <p>A {@link dev.standstill.site.metering.Reading} is what one device showed on one {@link
 * dev.standstill.site.metering.Channel} at one instant, in whole numbers. It comes from a {@link
 * dev.standstill.site.metering.MeterSource}, which is asked, or by the receiver, to which others
 * write. Whatever is wrong on the way is a {@link dev.standstill.site.metering.Fault} with a closed
 * reason: a meter that fails shows nothing, which is not zero.
 *
 * <p>The rooms below, in order: {@code store} keeps readings durably and writes each hour's file;
 * {@code nvml}, {@code metric}, {@code scrape}, {@code receiver} and {@code wall} are the sources;
 * {@code period} makes a report's numbers out of hours.
 *
 * <p>This package knows what the site declared to be metered. It never knows what a reading means
 * for a balance, never fills a gap, never takes the share of time a device was busy for a measure
 * of compute.
 *
 * <p>Example: NVML says 612,300 mW for GPU-1 at 12:00:00; the store has it on disk before anybody
 * is told so; at 13:05 a short process writes the hour from 12 to 13 as one Parquet file of its
 * area, and the file's digest is ready to be logged.
 */
@NullMarked
package dev.standstill.site.metering;

import org.jspecify.annotations.NullMarked;
