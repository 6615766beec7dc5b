package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What compute and idleness cost, as JSON. */
final class CalibrationCodec implements BodyCodec<Calibration> {

  @Override
  public Class<Calibration> type() {
    return Calibration.class;
  }

  @Override
  public ObjectNode write(Calibration calibration) {
    ObjectNode node =
        Notation.object()
            .put("site", calibration.site())
            .put("boundary", Words.of(calibration.boundary()))
            .put("precision", calibration.precision())
            .put("idleIncluded", calibration.idleIncluded())
            .put("attojoulesPerFlop", calibration.energyPerFlop().attojoules())
            .put("workloadErrorPpm", calibration.workloadError().value())
            .put("systematicErrorPpm", calibration.systematicError().value())
            .put("idleMilliwattsPerDevice", calibration.idlePower().milliwatts())
            .put("idleErrorPpm", calibration.idleError().value())
            .put("runs", calibration.runs());
    calibration.degreesOfFreedom().ifPresent(degrees -> node.put("degreesOfFreedom", degrees));
    node.set(
        "sameInstruments",
        Notation.strings(calibration.sameInstruments().stream().sorted().toList()));
    node.set("readings", Notation.digests(calibration.readings()));
    node.set("assumes", Notation.assumptions(calibration.assumptions()));
    return node.put("source", calibration.source());
  }

  @Override
  public Calibration read(StrictValue predicate) {
    StrictObject node =
        predicate.object(
            "site",
            "boundary",
            "precision",
            "idleIncluded",
            "attojoulesPerFlop",
            "workloadErrorPpm",
            "systematicErrorPpm",
            "idleMilliwattsPerDevice",
            "idleErrorPpm",
            "runs",
            "degreesOfFreedom",
            "sameInstruments",
            "readings",
            "assumes",
            "source");
    String site = Notation.siteName(node.field("site"));
    Boundary boundary = node.field("boundary").word(Boundary.class);
    String precision = node.field("precision").text();
    boolean idleIncluded = node.field("idleIncluded").flag();
    long attojoules = node.field("attojoulesPerFlop").integer(1, Long.MAX_VALUE);
    PartsPerMillion workload = Notation.partsPerMillion(node.field("workloadErrorPpm"));
    PartsPerMillion systematic = Notation.partsPerMillion(node.field("systematicErrorPpm"));
    long idle = node.field("idleMilliwattsPerDevice").integer(0, Long.MAX_VALUE);
    PartsPerMillion idleError = Notation.partsPerMillion(node.field("idleErrorPpm"));
    int runs = node.field("runs").count(0);
    Optional<Integer> degrees = node.optional("degreesOfFreedom").map(value -> value.count(1));
    List<String> instruments = node.field("sameInstruments").distinct(StrictValue::text);
    List<Digest> readings = node.field("readings").list(Notation::digest);
    List<Assumption> assumptions = node.field("assumes").list(Notation::assumption);
    String source = node.field("source").text();
    return predicate.build(() ->
        new Calibration(
            site,
            boundary,
            precision,
            idleIncluded,
            new EnergyPerFlop(attojoules),
            workload,
            systematic,
            new Power(idle),
            idleError,
            runs,
            degrees,
            Set.copyOf(instruments),
            readings,
            assumptions,
            source));
  }
}
