/**
 * Readings as CSV: the plainest way to hand in a meter's log.
 *
 * <p>The first line is {@code point,time,watts}; each line after it is one reading. Times are RFC
 * 3339 in UTC, to the microsecond; watts have at most three decimals, so nothing is ever rounded. A
 * byte-order mark and either line ending are accepted; nothing else is.
 *
 * <p>It may know this one format. It never sorts, merges or drops readings, never converts a unit
 * or a zone, and never takes a last line without its line break, since that may be cut.
 *
 * <p>Example: {@code rack-7,2026-06-01T00:00:00Z,6843.5} is 6,843,500 mW at point {@code rack-7}.
 */
@NullMarked
package dev.standstill.telemetry.csv;

import org.jspecify.annotations.NullMarked;
