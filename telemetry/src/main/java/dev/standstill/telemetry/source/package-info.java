/**
 * A source of readings as text: lines with numbers, and numbers with limits.
 *
 * <p>Every importer reads through this room, so that all refuse the same faults with the same words
 * and always name file and line. Text is decoded strictly; compressed and binary files are
 * recognised by their first bytes and refused by name.
 *
 * <p>It may know bytes, UTF-8 and what values a {@link dev.standstill.telemetry.MeterReading} can
 * have. It never knows a format, never skips a line on its own, and never guesses an encoding, a
 * unit or a number that was cut.
 *
 * <p>Example: a line whose power is {@code -5} becomes {@code node_3.txt:17: power -5 W is
 * negative; check the meter's polarity}.
 */
@NullMarked
package dev.standstill.telemetry.source;

import org.jspecify.annotations.NullMarked;
