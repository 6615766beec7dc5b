/**
 * Readings on the disk: kept as they come, written as one file an hour and area.
 *
 * <p>A {@link dev.standstill.site.metering.store.ReadingStore} answers only when the disk has
 * confirmed what it was given. Journals are only added to; a reading of an hour that is closed goes
 * into a journal of late ones, a reading of a device that nobody declared into one apart, a reading
 * of the future nowhere, and each is said. {@link dev.standstill.site.metering.store.HourWriter}
 * turns a closed hour into the Parquet file that {@code telemetry} reads, and a {@link
 * dev.standstill.site.metering.store.HourCommitment} for the log.
 *
 * <p>It may know files and the plan of what is metered. It never repairs a reading, never
 * interpolates, never deletes: what came twice is left out of the hour's file and counted, and
 * still stands in the journal.
 *
 * <p>Example: power fails in the middle of a record. At the next start the record's torn bytes are
 * cut off, put beside the journal and reported; its sender was not answered and offers the readings
 * again.
 */
@NullMarked
package dev.standstill.site.metering.store;

import org.jspecify.annotations.NullMarked;
