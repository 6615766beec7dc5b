package dev.standstill.site.metering.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.site.AreaId;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The plan beside the readings, for the process that writes an hour. */
final class PlanFile {
  private static final int BYTES_MAX = 1 << 26;
  private static final long SECONDS_MAX = 366L * 24 * 3600;

  private PlanFile() {}

  static void write(Path file, MeterPlan plan) throws IOException {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("site", plan.site())
            .put("settlingSeconds", plan.settling().toSeconds())
            .put("aheadSeconds", plan.ahead().toSeconds());
    ArrayNode areas = node.putArray("areas");
    plan.points()
        .forEach((area, points) -> {
          ArrayNode names = areas.addObject().put("area", area.name()).putArray("points");
          points.forEach(names::add);
        });
    AtomicFile.write(
        Objects.requireNonNull(file.getParent()),
        Objects.requireNonNull(file.getFileName()).toString(),
        StrictJson.pretty(node).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a plan.
   *
   * @throws IOException also for one that is not as agreed
   */
  static MeterPlan read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return switch (ReadResult.reading(() -> plan(StrictJson.parse(bytes, BYTES_MAX)))) {
      case ReadResult.Read<MeterPlan>(MeterPlan plan) -> plan;
      case ReadResult.Refused<MeterPlan>(var refusal) ->
          throw new IOException(file + ": is no metering plan: " + refusal);
    };
  }

  private static MeterPlan plan(StrictValue value) {
    StrictObject node = value.object("site", "settlingSeconds", "aheadSeconds", "areas");
    String site = node.field("site").text();
    Duration settling = seconds(node.field("settlingSeconds"));
    Duration ahead = seconds(node.field("aheadSeconds"));
    NavigableMap<AreaId, NavigableSet<String>> points = new TreeMap<>();
    var _ = node.field("areas").list(area -> area(area, points));
    return value.build(() -> new MeterPlan(site, points, settling, ahead));
  }

  private static AreaId area(StrictValue value, NavigableMap<AreaId, NavigableSet<String>> points) {
    StrictObject node = value.object("area", "points");
    String name = node.field("area").text();
    AreaId area = value.build(() -> new AreaId(name));
    if (points.put(area, new TreeSet<>(node.field("points").distinct(StrictValue::text))) != null) {
      throw value.refused("area " + area + " is listed before");
    }
    return area;
  }

  private static Duration seconds(StrictValue value) {
    return Duration.ofSeconds(value.integer(0, SECONDS_MAX));
  }
}
