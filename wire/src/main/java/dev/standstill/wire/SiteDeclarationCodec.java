package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Optional;

/** What a site says it is, as JSON. */
final class SiteDeclarationCodec implements BodyCodec<SiteDeclaration> {
  /** Written out, so that nobody overlooks that nothing shows tampering. */
  private static final String NO_SEAL = "none";

  /** The forms of {@link Metering}; a word of this list is the field {@code kind}. */
  private enum MeteringKind {
    OWN,
    SHARED_MEAN,
    SHARED_SUM,
    NONE
  }

  @Override
  public Class<SiteDeclaration> type() {
    return SiteDeclaration.class;
  }

  @Override
  public ObjectNode write(SiteDeclaration declaration) {
    ObjectNode node = Notation.object().put("site", declaration.site());
    ArrayNode areas = node.putArray("areas");
    declaration.areas().forEach(area -> areas.add(write(area)));
    node.set("assumes", Notation.assumptions(declaration.assumptions()));
    declaration.corrects().ifPresent(digest -> node.put("corrects", digest.hex()));
    return node;
  }

  private static ObjectNode write(ComputeBalanceArea area) {
    ObjectNode node = Notation.object().put("area", area.id().name());
    ArrayNode accelerators = node.putArray("accelerators");
    for (InstalledAccelerators installed : area.accelerators()) {
      accelerators
          .addObject()
          .put("model", installed.model().name())
          .put("thermalDesignPowerMilliwatts", installed.model().thermalDesignPower().milliwatts())
          .put("count", installed.count());
    }
    ArrayNode points = node.putArray("points");
    area.points().forEach(point -> points.add(write(point)));
    return node;
  }

  private static ObjectNode write(MeasurementPoint point) {
    ObjectNode node =
        Notation.object()
            .put("name", point.name())
            .put("devices", point.devices())
            .put("boundary", Words.of(point.boundary()))
            .put("instrument", point.instrument())
            .put("meterOwner", point.meterOwner().name())
            .put("seal", point.seal().orElse(NO_SEAL))
            .put("randomErrorPpm", point.randomError().value())
            .put("systematicErrorPpm", point.systematicError().value())
            .put("physicalLimitMilliwatts", point.physicalLimit().milliwatts());
    node.set("metering", write(point.metering()));
    return node;
  }

  private static ObjectNode write(Metering metering) {
    return switch (metering) {
      case Metering.Own own -> kind(MeteringKind.OWN);
      case Metering.SharedMean(String point) -> kind(MeteringKind.SHARED_MEAN).put("point", point);
      case Metering.SharedSum(String point) -> kind(MeteringKind.SHARED_SUM).put("point", point);
      case Metering.None none -> kind(MeteringKind.NONE);
    };
  }

  private static ObjectNode kind(MeteringKind kind) {
    return Notation.object().put("kind", Words.of(kind));
  }

  @Override
  public SiteDeclaration read(StrictValue predicate) {
    StrictObject node = predicate.object("site", "areas", "assumes", "corrects");
    String site = Notation.siteName(node.field("site"));
    List<ComputeBalanceArea> areas = node.field("areas").list(SiteDeclarationCodec::area);
    List<Assumption> assumptions = node.field("assumes").list(Notation::assumption);
    Optional<Digest> corrects = node.optional("corrects").map(Notation::digest);
    return predicate.build(() -> new SiteDeclaration(site, areas, assumptions, corrects));
  }

  private static ComputeBalanceArea area(StrictValue value) {
    StrictObject node = value.object("area", "accelerators", "points");
    AreaId id = Notation.area(node.field("area"));
    List<InstalledAccelerators> accelerators =
        node.field("accelerators").list(SiteDeclarationCodec::accelerators);
    List<MeasurementPoint> points = node.field("points").list(SiteDeclarationCodec::point);
    return value.build(() -> new ComputeBalanceArea(id, accelerators, points));
  }

  private static InstalledAccelerators accelerators(StrictValue value) {
    StrictObject node = value.object("model", "thermalDesignPowerMilliwatts", "count");
    String model = node.field("model").text();
    Power power = Notation.powerLimit(node.field("thermalDesignPowerMilliwatts"));
    int count = node.field("count").count(1);
    return value.build(() -> new InstalledAccelerators(new AcceleratorModel(model, power), count));
  }

  private static MeasurementPoint point(StrictValue value) {
    StrictObject node =
        value.object(
            "name",
            "devices",
            "boundary",
            "instrument",
            "meterOwner",
            "seal",
            "randomErrorPpm",
            "systematicErrorPpm",
            "physicalLimitMilliwatts",
            "metering");
    String name = node.field("name").text();
    int devices = node.field("devices").count(1);
    Boundary boundary = node.field("boundary").word(Boundary.class);
    String instrument = node.field("instrument").text();
    PartyId owner = Notation.party(node.field("meterOwner"));
    Optional<String> seal = seal(node.field("seal"));
    PartsPerMillion random = Notation.partsPerMillion(node.field("randomErrorPpm"));
    PartsPerMillion systematic = Notation.partsPerMillion(node.field("systematicErrorPpm"));
    Power limit = Notation.powerLimit(node.field("physicalLimitMilliwatts"));
    Metering metering = metering(node.field("metering"));
    return value.build(() ->
        new MeasurementPoint(
            name, devices, boundary, instrument, owner, seal, random, systematic, limit, metering));
  }

  private static Optional<String> seal(StrictValue value) {
    String seal = value.text();
    if (seal.isBlank()) {
      throw value.refused("expected what seals the meter, or none");
    }
    return seal.equals(NO_SEAL) ? Optional.empty() : Optional.of(seal);
  }

  private static Metering metering(StrictValue value) {
    StrictObject node = value.object("kind", "point");
    Optional<StrictValue> point = node.optional("point");
    return switch (node.field("kind").word(MeteringKind.class)) {
      case OWN -> {
        refuse(point);
        yield new Metering.Own();
      }
      case SHARED_MEAN -> new Metering.SharedMean(node.field("point").text());
      case SHARED_SUM -> new Metering.SharedSum(node.field("point").text());
      case NONE -> {
        refuse(point);
        yield new Metering.None();
      }
    };
  }

  private static void refuse(Optional<StrictValue> point) {
    if (point.isPresent()) {
      throw point.get().refused("unknown field for this kind of metering");
    }
  }
}
