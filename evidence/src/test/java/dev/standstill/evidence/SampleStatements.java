package dev.standstill.evidence;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.telemetry.MeterReading;
import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What an honest site of sixteen accelerators says. */
final class SampleStatements {

  static final AreaId MAIN = new AreaId("main");

  private SampleStatements() {}

  static SiteDeclaration declaration(String site) {
    return declaration(site, Power.ofWatts(8_400));
  }

  static SiteDeclaration declaration(String site, Power limit) {
    AcceleratorModel model = new AcceleratorModel("H100", Power.ofWatts(700));
    return new SiteDeclaration(
        site,
        List.of(
            new ComputeBalanceArea(
                MAIN,
                List.of(new ComputeBalanceArea.InstalledAccelerators(model, 16)),
                List.of(point("a", limit), point("b", limit)))),
        List.of(),
        Optional.empty());
  }

  private static MeasurementPoint point(String name, Power limit) {
    return new MeasurementPoint(
        name,
        8,
        Boundary.NODE_WALL,
        name,
        new PartyId("south"),
        Optional.of("seal " + name),
        new PartsPerMillion(5_000),
        new PartsPerMillion(10_000),
        limit,
        new Metering.Own());
  }

  static Calibration calibration(String site) {
    return calibration(site, new EnergyPerFlop(1_100_000));
  }

  static Calibration calibration(String site, EnergyPerFlop coefficient) {
    return new Calibration(
        site,
        Boundary.NODE_WALL,
        "bf16",
        true,
        coefficient,
        new PartsPerMillion(120_000),
        new PartsPerMillion(100_000),
        Power.ofWatts(256),
        new PartsPerMillion(200_000),
        0,
        Optional.empty(),
        Set.of(),
        List.of(),
        List.of(),
        "sample");
  }

  /** Twelve kilowatts for ten minutes, at 1.1 pJ a FLOP. */
  static final Flop FLOP = Flop.of("6600000000000000000");

  static ActivityReport report(List<Digest> readings, NavigableMap<String, Energy> energies) {
    return report("hall", SampleSource.PERIOD, FLOP, readings, energies);
  }

  static ActivityReport report(
      String site,
      BalancePeriod period,
      Flop flop,
      List<Digest> readings,
      NavigableMap<String, Energy> energies) {
    DeclaredActivity serving =
        new DeclaredActivity(
            ActivityCategory.INFERENCE,
            "model",
            Optional.empty(),
            flop,
            flop,
            "bf16",
            Optional.empty(),
            DeviceTime.of(16, period));
    return new ActivityReport(
        site,
        period,
        List.of(new AreaActivity(MAIN, List.of(serving), DeviceTime.ZERO, energies)),
        readings,
        List.of(),
        Optional.empty());
  }

  /** A report of one training run. */
  static ActivityReport training(String lineage) {
    DeclaredActivity run =
        new DeclaredActivity(
            ActivityCategory.TRAINING_RUN,
            "model",
            Optional.of(lineage),
            FLOP,
            FLOP,
            "bf16",
            Optional.empty(),
            DeviceTime.of(16, SampleSource.PERIOD));
    return new ActivityReport(
        "hall",
        SampleSource.PERIOD,
        List.of(new AreaActivity(MAIN, List.of(run), DeviceTime.ZERO, energies())),
        List.of(),
        List.of(),
        Optional.empty());
  }

  static NavigableMap<String, Energy> energies() {
    NavigableMap<String, Energy> energies = new TreeMap<>();
    energies.put("a", energy(SampleSource.noise("a")));
    energies.put("b", energy(SampleSource.noise("b")));
    return energies;
  }

  /** Trapezoids over equal steps of four seconds. */
  private static Energy energy(List<MeterReading> readings) {
    long twice = 0;
    for (int i = 1; i < readings.size(); i++) {
      twice += readings.get(i - 1).milliwatts() + readings.get(i).milliwatts();
    }
    return new Energy(BigInteger.valueOf(twice * 2));
  }
}
