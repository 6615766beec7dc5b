package dev.standstill.site.metering.period;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.site.metering.store.Hour;
import dev.standstill.site.metering.store.HourCommitment;
import dev.standstill.site.metering.store.HourCommitmentJson;
import dev.standstill.site.metering.store.StoreLayout;
import dev.standstill.telemetry.FileReadings;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.PointMeasurement;
import dev.standstill.telemetry.ReadingsAnalysis;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The hours of a period as one file an area, which is what a report cites: a report has room for a
 * few digests and not for one an hour, and no reader takes two files with readings of one point.
 * Nothing is left out, so whoever has the hours writes the same file.
 */
public final class PeriodReadings {
  private final StoreLayout store;
  private final Path telemetry;
  private final BalancePeriod period;

  private PeriodReadings(StoreLayout store, Path telemetry, BalancePeriod period) {
    this.store = store;
    this.telemetry = telemetry;
    this.period = period;
  }

  /**
   * Writes a period's files and measures them as any reader will.
   *
   * @param store the store's folder
   * @param telemetry where to put the files
   * @param declaration which points there are, and what each can read at most
   * @param period the period; every hour that it touches must be written
   * @return one an area, in the declaration's order
   * @throws IOException if an hour is not written yet, or is not what its commitment says
   */
  public static List<AreaReadings> write(
      Path store, Path telemetry, SiteDeclaration declaration, BalancePeriod period)
      throws IOException {
    PeriodReadings readings = new PeriodReadings(new StoreLayout(store), telemetry, period);
    List<AreaReadings> areas = new ArrayList<>();
    for (ComputeBalanceArea area : declaration.areas()) {
      areas.add(readings.write(area, declaration.site()));
    }
    return areas;
  }

  private AreaReadings write(ComputeBalanceArea area, String site) throws IOException {
    List<Path> files = new ArrayList<>();
    Hour end = Hour.of(period.to().minusNanos(1));
    for (Hour hour = Hour.of(period.from());
        hour.compareTo(end) <= 0;
        hour = new Hour(hour.number() + 1)) {
      HourCommitment commitment = commitment(area, hour, site);
      if (commitment.readings().isPresent()) {
        files.add(checked(commitment, commitment.readings().get()));
      }
    }
    Stream<MeterReading> all =
        files.stream()
            .flatMap(file -> StreamSupport.stream(FileReadings.of(file).spliterator(), false));
    if (files.isEmpty()) {
      return new AreaReadings(area.id(), Optional.empty(), new TreeMap<>());
    }
    Iterator<MeterReading> each = all.iterator();
    Digest digest = new Digest(ReadingsFile.write(telemetry, () -> each));
    return new AreaReadings(area.id(), Optional.of(digest), energies(area, digest));
  }

  private HourCommitment commitment(ComputeBalanceArea area, Hour hour, String site)
      throws IOException {
    Path file = store.commitment(area.id(), hour);
    if (!Files.exists(file)) {
      throw new IOException(
          store.root()
              + ": hour "
              + hour
              + " of area "
              + area.id()
              + " is not written; run: standstill site write-hour "
              + store.root()
              + " "
              + hour);
    }
    return switch (HourCommitmentJson.read(Files.readAllBytes(file))) {
      case ReadResult.Refused<HourCommitment>(var refusal) ->
          throw new IOException(file + ": is no hour's commitment: " + refusal);
      case ReadResult.Read<HourCommitment>(HourCommitment read) -> {
        if (!read.site().equals(site)
            || !read.area().equals(area.id())
            || !read.hour().equals(hour)) {
          throw new IOException(file + ": binds another site, area or hour");
        }
        yield read;
      }
    };
  }

  private Path checked(HourCommitment commitment, Digest digest) throws IOException {
    Path file = store.readings(digest);
    if (!Files.exists(file) || !ReadingsFile.digest(file).equals(digest.hex())) {
      throw new IOException(
          file
              + ": is not the file that was written for hour "
              + commitment.hour()
              + "; write the hour again from its journal");
    }
    return file;
  }

  private NavigableMap<String, Energy> energies(ComputeBalanceArea area, Digest digest) {
    Map<String, Long> limits =
        area.points().stream()
            .collect(
                Collectors.toMap(
                    MeasurementPoint::name, point -> point.physicalLimit().milliwatts()));
    NavigableMap<String, Energy> energies = new TreeMap<>();
    Path file = telemetry.resolve(digest.hex() + ReadingsFile.ENDING);
    for (PointMeasurement point :
        ReadingsAnalysis.measure(file, micros(period.from()), micros(period.to()), limits)) {
      boolean own =
          area.points().stream()
              .anyMatch(declared ->
                  declared.name().equals(point.point())
                      && declared.metering() instanceof Metering.Own);
      if (own && point.energyMilliJoules() != null) {
        energies.put(point.point(), new Energy(point.energyMilliJoules()));
      }
    }
    return energies;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
