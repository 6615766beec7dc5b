package dev.standstill.site.metering.store;

import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.Series;
import dev.standstill.site.metering.store.HourCommitment.ConflictOfHour;
import dev.standstill.site.metering.store.HourCommitment.PointOfHour;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes one closed hour: for each area one Parquet file of power readings, named by its digest,
 * and the commitment that binds it to its hour. Both are there whole or not at all, and writing
 * again gives the same.
 *
 * <p>It runs as a short process of its own, {@code standstill site write-hour STORE HOUR}, so that
 * the engine that writes Parquet is never in the memory of the agent.
 */
public final class HourWriter {
  private final StoreLayout layout;
  private final MeterPlan plan;
  private final Hour hour;

  private HourWriter(StoreLayout layout, MeterPlan plan, Hour hour) {
    this.layout = layout;
    this.plan = plan;
    this.hour = hour;
  }

  /**
   * Writes an hour of every area of the plan.
   *
   * @param store the store's folder
   * @param hour the hour, closed
   * @return one commitment an area, also of areas without any reading
   * @throws IOException if the hour is still open, or something cannot be read or written
   */
  public static List<HourCommitment> write(Path store, Hour hour) throws IOException {
    StoreLayout layout = new StoreLayout(store.toAbsolutePath().normalize());
    if (!Files.exists(layout.plan())) {
      throw new IOException(store + ": is no store of readings: it has no plan.json");
    }
    if (hour.compareTo(closedBefore(layout)) >= 0) {
      throw new IOException(
          store + ": hour " + hour + " still takes readings; write it once it is closed");
    }
    HourWriter writer = new HourWriter(layout, PlanFile.read(layout.plan()), hour);
    List<HourCommitment> written = new ArrayList<>();
    try {
      for (Map.Entry<AreaId, NavigableSet<String>> area : writer.plan.points().entrySet()) {
        written.add(writer.write(area.getKey(), area.getValue()));
      }
    } catch (UncheckedIOException e) {
      throw new IOException(store + ": hour " + hour + ": " + e.getMessage(), e);
    }
    return written;
  }

  private static Hour closedBefore(StoreLayout layout) throws IOException {
    return Files.exists(layout.closedBefore())
        ? Hour.parse(Files.readString(layout.closedBefore()).strip())
        : new Hour(0);
  }

  private HourCommitment write(AreaId area, Set<String> points) throws IOException {
    Path journal = layout.journal(area.name(), hour, false);
    HourCommitment commitment =
        Files.exists(journal) ? written(area, points, journal) : nothing(area, points);
    Path folder = layout.hours(area);
    Files.createDirectories(folder);
    AtomicFile.write(folder, hour + ".json", HourCommitmentJson.write(commitment));
    return commitment;
  }

  private HourCommitment nothing(AreaId area, Set<String> points) {
    return new HourCommitment(
        plan.site(),
        area,
        hour,
        Optional.empty(),
        Optional.empty(),
        points.stream().map(HourWriter::empty).toList(),
        0,
        0,
        0,
        List.of(),
        0,
        0,
        0);
  }

  private static PointOfHour empty(String point) {
    return new PointOfHour(point, 0, Optional.empty(), Optional.empty());
  }

  private HourCommitment written(AreaId area, Set<String> points, Path journal) throws IOException {
    HourJournal readings = HourJournal.of(journal);
    Map<String, Seen> seen = new TreeMap<>();
    points.forEach(point -> seen.put(point, new Seen()));
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    readings.series().stream().map(Series::channel).forEach(channels::add);
    Optional<Digest> file = Optional.empty();
    if (channels.remove(Channel.POWER)) {
      file =
          Optional.of(
              new Digest(ReadingsFile.write(layout.telemetry(), watched(readings.power(), seen))));
      JournalDisk.syncFolder(layout.telemetry());
    }
    channels.forEach(readings::count);
    return new HourCommitment(
        plan.site(),
        area,
        hour,
        file,
        Optional.of(readings.digest()),
        seen.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList(),
        readings.readings(),
        readings.duplicates(),
        readings.conflicting(),
        readings.conflicts().stream().map(HourWriter::conflict).toList(),
        readings.state().tornBytes(),
        readings.state().damagedBytes(),
        readings.state().lostReadings());
  }

  private static ConflictOfHour conflict(HourJournal.Conflict conflict) {
    return new ConflictOfHour(
        conflict.series().device(),
        Words.of(conflict.series().channel()),
        instant(conflict.timeMicros()),
        conflict.kept(),
        conflict.other());
  }

  private static Iterable<MeterReading> watched(
      Iterable<MeterReading> readings, Map<String, Seen> seen) {
    return () -> {
      Iterator<MeterReading> each = readings.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public MeterReading next() {
          MeterReading reading = each.next();
          seen.computeIfAbsent(reading.point(), _ -> new Seen()).take(reading.timeMicros());
          return reading;
        }
      };
    };
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** What a point gave so far. */
  private static final class Seen {
    private long readings;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void take(long time) {
      readings++;
      first = Math.min(first, time);
      last = Math.max(last, time);
    }

    PointOfHour of(String point) {
      return readings == 0
          ? empty(point)
          : new PointOfHour(
              point, readings, Optional.of(instant(first)), Optional.of(instant(last)));
    }
  }
}
