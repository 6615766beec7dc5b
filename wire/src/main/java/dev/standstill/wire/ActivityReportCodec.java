package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A site's account of one period, as JSON. */
final class ActivityReportCodec implements BodyCodec<ActivityReport> {

  @Override
  public Class<ActivityReport> type() {
    return ActivityReport.class;
  }

  @Override
  public ObjectNode write(ActivityReport report) {
    ObjectNode node = Notation.object().put("site", report.site());
    node.set("period", Notation.period(report.period()));
    ArrayNode areas = node.putArray("areas");
    report.areas().forEach(area -> areas.add(write(area)));
    node.set("readings", Notation.digests(report.readings()));
    node.set("assumes", Notation.assumptions(report.assumptions()));
    report.corrects().ifPresent(digest -> node.put("corrects", digest.hex()));
    report.enforcement().ifPresent(own -> node.set("enforcement", EnforcementNotation.write(own)));
    return node;
  }

  private static ObjectNode write(AreaActivity area) {
    ObjectNode node = Notation.object().put("area", area.area().name());
    ArrayNode activities = node.putArray("activities");
    area.activities().forEach(activity -> activities.add(write(activity)));
    node.put("idleDeviceMicroseconds", area.idle().deviceMicroseconds().toString());
    ArrayNode energies = node.putArray("energies");
    area.energies()
        .forEach((point, energy) ->
            energies
                .addObject()
                .put("point", point)
                .put("energyMilliJoules", energy.milliJoules().toString()));
    return node;
  }

  private static ObjectNode write(DeclaredActivity activity) {
    ObjectNode node =
        Notation.object()
            .put("category", Words.of(activity.category()))
            .put("model", activity.model());
    activity.lineage().ifPresent(lineage -> node.put("lineage", lineage));
    node.put("modelFlop", activity.modelFlop().toString())
        .put("executedFlop", activity.executedFlop().toString())
        .put("precision", activity.precision());
    activity.tokens().ifPresent(tokens -> node.put("tokens", tokens.toString()));
    node.put("deviceMicroseconds", activity.deviceTime().deviceMicroseconds().toString());
    activity.permit().ifPresent(permit -> node.put("permit", permit.hex()));
    return node;
  }

  @Override
  public ActivityReport read(StrictValue predicate) {
    StrictObject node =
        predicate.object(
            "site", "period", "areas", "readings", "assumes", "corrects", "enforcement");
    String site = Notation.siteName(node.field("site"));
    BalancePeriod period = Notation.period(node.field("period"));
    List<AreaActivity> areas = node.field("areas").list(ActivityReportCodec::area);
    List<Digest> readings = node.field("readings").list(Notation::digest);
    List<Assumption> assumptions = node.field("assumes").list(Notation::assumption);
    Optional<Digest> corrects = node.optional("corrects").map(Notation::digest);
    Optional<Enforcement> enforcement = node.optional("enforcement").map(EnforcementNotation::read);
    return predicate.build(() ->
        new ActivityReport(site, period, areas, readings, assumptions, corrects, enforcement));
  }

  private static AreaActivity area(StrictValue value) {
    StrictObject node = value.object("area", "activities", "idleDeviceMicroseconds", "energies");
    AreaId area = Notation.area(node.field("area"));
    List<DeclaredActivity> activities =
        node.field("activities").list(ActivityReportCodec::activity);
    DeviceTime idle = Notation.deviceTime(node.field("idleDeviceMicroseconds"));
    NavigableMap<String, Energy> energies = new TreeMap<>();
    node.field("energies").list(energy -> energy(energy, energies));
    return value.build(() -> new AreaActivity(area, activities, idle, energies));
  }

  /** The energy of one point, filed under it; the point itself is the answer. */
  private static String energy(StrictValue value, NavigableMap<String, Energy> energies) {
    StrictObject node = value.object("point", "energyMilliJoules");
    String point = node.field("point").text();
    Energy energy = new Energy(node.field("energyMilliJoules").decimal());
    if (energies.put(point, energy) != null) {
      throw node.field("point").refused("the point's energy is listed before");
    }
    return point;
  }

  private static DeclaredActivity activity(StrictValue value) {
    StrictObject node =
        value.object(
            "category",
            "model",
            "lineage",
            "modelFlop",
            "executedFlop",
            "precision",
            "tokens",
            "deviceMicroseconds",
            "permit");
    ActivityCategory category = node.field("category").word(ActivityCategory.class);
    String model = node.field("model").text();
    Optional<String> lineage = node.optional("lineage").map(StrictValue::text);
    Flop modelFlop = Notation.flop(node.field("modelFlop"));
    Flop executedFlop = Notation.flop(node.field("executedFlop"));
    String precision = node.field("precision").text();
    Optional<BigInteger> tokens = node.optional("tokens").map(StrictValue::decimal);
    DeviceTime time = Notation.deviceTime(node.field("deviceMicroseconds"));
    Optional<Digest> permit = node.optional("permit").map(Notation::digest);
    return value.build(() ->
        new DeclaredActivity(
            category, model, lineage, modelFlop, executedFlop, precision, tokens, time, permit));
  }
}
