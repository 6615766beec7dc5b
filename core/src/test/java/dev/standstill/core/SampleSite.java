package dev.standstill.core;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Valid things a site may declare, each to be varied in the one respect a test is about. */
public final class SampleSite {

  public static final PartyId PARTY = new PartyId("aurora");
  public static final PartyId INSPECTORATE = new PartyId("inspectorate");
  public static final SiteId SITE = new SiteId(PARTY, "north");
  public static final AreaId AREA = new AreaId("hall");
  public static final AcceleratorModel H100 =
      new AcceleratorModel("NVIDIA H100 SXM", Power.ofWatts(700));

  private SampleSite() {}

  /** A node of eight, read by its own meter: 0.5 % random, 1 % systematic. */
  public static final class PointFields {
    public String name = "node_0";
    public int devices = 8;
    public Boundary boundary = Boundary.NODE_WALL;
    public Optional<String> instrument = Optional.empty();
    public PartyId meterOwner = PARTY;
    public Optional<String> seal = Optional.empty();
    public int randomPpm = 5_000;
    public int systematicPpm = 10_000;
    public Power physicalLimit = Power.ofWatts(8_400);
    public Metering metering = new Metering.Own();
  }

  /** The reference calibration: 1.10e-12 J per FLOP, 12 % between workloads, 10 % systematic. */
  public static final class CalibrationFields {
    public Boundary boundary = Boundary.NODE_WALL;
    public String precision = "fp8";
    public long attojoules = 1_100_000;
    public int workloadPpm = 120_000;
    public int systematicPpm = 100_000;
    public long idleMilliwatts = 256_250;
    public int idlePpm = 200_000;
    public int runs = 0;
    public Optional<Integer> degreesOfFreedom = Optional.empty();
    public Set<String> sameInstruments = Set.of();
    public List<Digest> readings = List.of();
    public List<Assumption> assumptions = List.of(Assumption.REFERENCE_CALIBRATION);

    public Calibration build() {
      return new Calibration(
          SITE.name(),
          boundary,
          precision,
          true,
          new EnergyPerFlop(attojoules),
          new PartsPerMillion(workloadPpm),
          new PartsPerMillion(systematicPpm),
          new Power(idleMilliwatts),
          new PartsPerMillion(idlePpm),
          runs,
          degreesOfFreedom,
          sameInstruments,
          readings,
          assumptions,
          "published reference");
    }
  }

  public static MeasurementPoint point(Consumer<PointFields> change) {
    PointFields fields = new PointFields();
    change.accept(fields);
    return new MeasurementPoint(
        fields.name,
        fields.devices,
        fields.boundary,
        fields.instrument.orElse("meter-" + fields.name),
        fields.meterOwner,
        fields.seal,
        new PartsPerMillion(fields.randomPpm),
        new PartsPerMillion(fields.systematicPpm),
        fields.physicalLimit,
        fields.metering);
  }

  public static MeasurementPoint node(String name) {
    return point(p -> p.name = name);
  }

  public static MeasurementPoint unmetered(String name) {
    return point(p -> {
      p.name = name;
      p.metering = new Metering.None();
    });
  }

  /** An area whose every accelerator hangs on one of these points. */
  public static ComputeBalanceArea area(AreaId id, List<MeasurementPoint> points) {
    int devices = points.stream().mapToInt(MeasurementPoint::devices).sum();
    return new ComputeBalanceArea(id, List.of(new InstalledAccelerators(H100, devices)), points);
  }

  public static SiteDeclaration declaration(ComputeBalanceArea... areas) {
    return new SiteDeclaration(SITE.name(), List.of(areas), List.of(), Optional.empty());
  }

  public static Calibration calibration(Consumer<CalibrationFields> change) {
    CalibrationFields fields = new CalibrationFields();
    change.accept(fields);
    return fields.build();
  }
}
