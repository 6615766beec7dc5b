package dev.standstill.site.metering.store;

import dev.standstill.core.site.AreaId;
import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A site with one hall of a few devices. */
public final class MeteredHall {
  public static final AreaId HALL = new AreaId("hall");
  public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  public static final Hour HOUR = Hour.of(START);

  private MeteredHall() {}

  public static MeterPlan plan(String... devices) {
    NavigableSet<String> points = new TreeSet<>(java.util.List.of(devices));
    return new MeterPlan(
        "north",
        new TreeMap<>(Map.of(HALL, points)),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }

  public static Series power(String device) {
    return new Series(device, Channel.POWER);
  }

  public static long micros(double seconds) {
    return START.getEpochSecond() * 1_000_000 + Math.round(seconds * 1e6);
  }

  public static ReadingBatch batch(String device, double second, long milliwatts) {
    ReadingBatch batch = new ReadingBatch();
    batch.add(power(device), micros(second), milliwatts);
    return batch;
  }
}
