package dev.standstill.site.metering.store;

import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.telemetry.ReadingsFile;
import java.nio.file.Path;

/**
 * Where things lie in a store.
 *
 * <pre>
 * STORE/
 *   plan.json                       which devices are metered, and where they stand
 *   closed-before                   hours before this one take no more readings
 *   lock                            held by the one process that writes
 *   journal/AREA/HOUR.readings      as they came
 *   journal/AREA/HOUR.late          those that came after the hour was closed
 *   journal/_undeclared/...         of devices that the site did not declare
 *   telemetry/SHA256.parquet        an hour of one area, and periods
 *   hours/AREA/HOUR.json            what binds that file to its hour
 * </pre>
 */
public record StoreLayout(Path root) {
  /** No area can have this name. */
  static final String UNDECLARED = "_undeclared";

  static final String ON_TIME = ".readings";
  static final String LATE = ".late";

  Path plan() {
    return root.resolve("plan.json");
  }

  Path closedBefore() {
    return root.resolve("closed-before");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path journals() {
    return root.resolve("journal");
  }

  Path journal(String area, Hour hour, boolean late) {
    return journals().resolve(area).resolve(hour + (late ? LATE : ON_TIME));
  }

  /** Where the Parquet files are. */
  public Path telemetry() {
    return root.resolve("telemetry");
  }

  /** A Parquet file. */
  public Path readings(Digest digest) {
    return telemetry().resolve(digest.hex() + ReadingsFile.ENDING);
  }

  Path hours(AreaId area) {
    return root.resolve("hours").resolve(area.name());
  }

  /** What binds an hour's file to the hour. */
  public Path commitment(AreaId area, Hour hour) {
    return hours(area).resolve(hour + ".json");
  }
}
