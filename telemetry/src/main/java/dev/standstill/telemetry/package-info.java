/**
 * Meter readings: kept as a file named by its digest, measured exactly, judged for defects.
 *
 * <p>A <em>reading</em> is what a meter said: the power at a <em>measurement point</em> at one
 * instant, by the meter's own clock. Readings are evidence and stay as they were: in the order of
 * their source, with clocks that step back, stamps that repeat and values that cannot be. {@link
 * dev.standstill.telemetry.ReadingsFile} writes them as Parquet; a report then cites the file by
 * the digest of its bytes.
 *
 * <p>{@link dev.standstill.telemetry.ReadingsAnalysis} finds, for one period, the energy at each
 * point and what is wrong with the point: edges not covered, gaps, repeats, values above a limit.
 * {@link dev.standstill.telemetry.HourlyEnergy} gives energy by the hour for balances over much
 * longer files. {@link dev.standstill.telemetry.SeriesCopies} finds meters that only repeat another
 * one.
 *
 * <p>Numbers are whole throughout: microseconds, milliwatts, millijoules. Sums are exact and each
 * energy is rounded once, half to even, so that any engine with any number of threads gets the same
 * one. The SQL stands in resource files and is, but for files that say otherwise, plain enough for
 * other engines.
 *
 * <p>It may know the formats of meters and logs, Parquet, and one SQL engine. It knows nothing of
 * parties, agreements or statements: callers map its points to theirs. It never repairs, fills in
 * or extrapolates readings, never reports a missing energy as zero, and never trusts a readings
 * file for having the right digest: the digest says which file it is, not that its writer was
 * honest.
 *
 * <p>Example: a meter gives 2 W at second 0, 4 W at second 10 and nothing more. For the period from
 * second 0 to second 15 it measured (2 W + 4 W) / 2 x 10 s = 30 J, and 5 s after it are uncovered.
 * Had it given only the first reading, its energy would be absent.
 */
@NullMarked
package dev.standstill.telemetry;

import org.jspecify.annotations.NullMarked;
