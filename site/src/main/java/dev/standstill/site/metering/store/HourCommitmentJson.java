package dev.standstill.site.metering.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.site.metering.store.HourCommitment.ConflictOfHour;
import dev.standstill.site.metering.store.HourCommitment.PointOfHour;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An hour's commitment as JSON. The same commitment gives the same bytes. */
public final class HourCommitmentJson {
  private static final int BYTES_MAX = 1 << 28;

  private HourCommitmentJson() {}

  /** Compact JSON in UTF-8. */
  public static byte[] write(HourCommitment hour) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("site", hour.site())
            .put("area", hour.area().name())
            .put("hour", hour.hour().toString());
    hour.readings().ifPresent(digest -> node.put("readings", digest.hex()));
    hour.journal().ifPresent(digest -> node.put("journal", digest.hex()));
    ArrayNode points = node.putArray("points");
    for (PointOfHour point : hour.points()) {
      ObjectNode line =
          points.addObject().put("point", point.point()).put("readings", point.readings());
      point.first().ifPresent(first -> line.put("first", first.toString()));
      point.last().ifPresent(last -> line.put("last", last.toString()));
    }
    node.put("journalReadings", hour.journalReadings())
        .put("duplicates", hour.duplicates())
        .put("conflicting", hour.conflicting());
    ArrayNode conflicts = node.putArray("conflicts");
    for (ConflictOfHour conflict : hour.conflicts()) {
      conflicts
          .addObject()
          .put("point", conflict.point())
          .put("channel", conflict.channel())
          .put("instant", conflict.instant().toString())
          .put("kept", Long.toString(conflict.kept()))
          .put("other", Long.toString(conflict.other()));
    }
    node.put("tornBytes", hour.tornBytes())
        .put("damagedBytes", hour.damagedBytes())
        .put("lostReadings", hour.lostReadings());
    return StrictJson.compact(node);
  }

  /** Reads what {@link #write} writes. */
  public static ReadResult<HourCommitment> read(byte[] bytes) {
    return ReadResult.reading(() -> hour(StrictJson.parse(bytes, BYTES_MAX)));
  }

  private static HourCommitment hour(StrictValue value) {
    StrictObject node =
        value.object(
            "site",
            "area",
            "hour",
            "readings",
            "journal",
            "points",
            "journalReadings",
            "duplicates",
            "conflicting",
            "conflicts",
            "tornBytes",
            "damagedBytes",
            "lostReadings");
    String area = node.field("area").text();
    String hour = node.field("hour").text();
    List<PointOfHour> points = node.field("points").list(HourCommitmentJson::point);
    List<ConflictOfHour> conflicts = node.field("conflicts").list(HourCommitmentJson::conflict);
    String site = node.field("site").text();
    Optional<Digest> readings = digest(node, "readings");
    Optional<Digest> journal = digest(node, "journal");
    return value.build(() ->
        new HourCommitment(
            site,
            new AreaId(area),
            Hour.parse(hour),
            readings,
            journal,
            points,
            count(node, "journalReadings"),
            count(node, "duplicates"),
            count(node, "conflicting"),
            conflicts,
            count(node, "tornBytes"),
            count(node, "damagedBytes"),
            count(node, "lostReadings")));
  }

  private static Optional<Digest> digest(StrictObject node, String key) {
    return node.optional(key)
        .map(value -> {
          String hex = value.text();
          return value.build(() -> new Digest(hex));
        });
  }

  private static long count(StrictObject node, String key) {
    return node.field(key).integer(0, Long.MAX_VALUE);
  }

  private static PointOfHour point(StrictValue value) {
    StrictObject node = value.object("point", "readings", "first", "last");
    String name = node.field("point").text();
    long readings = count(node, "readings");
    Optional<Instant> first = node.optional("first").map(StrictValue::instant);
    Optional<Instant> last = node.optional("last").map(StrictValue::instant);
    return value.build(() -> new PointOfHour(name, readings, first, last));
  }

  private static ConflictOfHour conflict(StrictValue value) {
    StrictObject node = value.object("point", "channel", "instant", "kept", "other");
    return new ConflictOfHour(
        node.field("point").text(),
        node.field("channel").text(),
        node.field("instant").instant(),
        node.field("kept").decimal().longValueExact(),
        node.field("other").decimal().longValueExact());
  }
}
