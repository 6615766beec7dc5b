package dev.standstill.site.metering.period;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.log.note.SigningKey;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.store.Hour;
import dev.standstill.site.metering.store.HourWriter;
import dev.standstill.site.metering.store.Kept;
import dev.standstill.site.metering.store.MeteredHall;
import dev.standstill.site.metering.store.ReadingStore;
import dev.standstill.site.metering.store.SetClock;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A site of four devices that draw 700 W for two hours, and what it says of itself. */
public final class OwnSite {
  public static final Instant FROM = MeteredHall.START;
  public static final Instant TO = FROM.plus(Duration.ofHours(2));

  /** So many joules an operation, and every joule of the two hours is work. */
  private static final BigDecimal JOULES_PER_FLOP = new BigDecimal("1e-12");

  private static final List<String> DEVICES = List.of("GPU-0", "GPU-1", "GPU-2", "GPU-3");
  private static final PartyId PARTY = new PartyId("aurora");

  private static final String KEY =
      PartySigner.of(SigningKey.fromSeed("aurora", new byte[32])).key().toString();

  private OwnSite() {}

  static SiteDeclaration declaration() {
    return new SiteDeclaration(
        "north",
        List.of(
            new ComputeBalanceArea(
                MeteredHall.HALL,
                List.of(
                    new InstalledAccelerators(
                        new AcceleratorModel("NVIDIA H100 SXM", Power.ofWatts(700)), 4)),
                DEVICES.stream().map(OwnSite::point).toList())),
        List.of(),
        Optional.empty());
  }

  private static MeasurementPoint point(String name) {
    return new MeasurementPoint(
        name,
        1,
        Boundary.DEVICE,
        name,
        PARTY,
        Optional.empty(),
        new PartsPerMillion(5_000),
        new PartsPerMillion(10_000),
        Power.ofWatts(1_000),
        new Metering.Own());
  }

  private static Calibration calibration() {
    return new Calibration(
        "north",
        Boundary.DEVICE,
        "bf16",
        true,
        EnergyPerFlop.ofJoules(JOULES_PER_FLOP),
        new PartsPerMillion(10_000),
        new PartsPerMillion(10_000),
        Power.ofWatts(70),
        new PartsPerMillion(50_000),
        5,
        Optional.of(4),
        Set.copyOf(DEVICES),
        List.of(),
        List.of(Assumption.OPERATOR_STATED_COEFFICIENT),
        "made up for this test");
  }

  private static Charter charter() {
    return new Charter(
        "Two hours in the north",
        1,
        List.of(new Party(PARTY, Set.of(Role.OPERATOR), List.of(KEY))),
        new Digest("0".repeat(64)),
        new StandingLimit(flop("1e26"), FROM),
        new SignificantCompute(
            flop("1e19"),
            List.of(
                new SignificantCompute.SiteShare(
                    new SiteId(PARTY, "north"), PartsPerMillion.WHOLE))),
        new ReportingCalendar(FROM, TO, Duration.ofHours(2), Duration.ofDays(1)),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED);
  }

  private static Flop flop(String number) {
    return Flop.ofDecimal(new BigDecimal(number));
  }

  /** All that was done in the two hours, times a share. */
  static ActivityReport activities(String share) {
    BigInteger joules = BigInteger.valueOf(4L * 700 * 7_200);
    Flop flop =
        Flop.ofDecimal(
            new BigDecimal(joules).divide(JOULES_PER_FLOP).multiply(new BigDecimal(share)));
    BalancePeriod period = new BalancePeriod(FROM, TO);
    DeclaredActivity run =
        new DeclaredActivity(
            ActivityCategory.TRAINING_RUN,
            "candidate",
            Optional.of("candidate-1"),
            flop,
            flop,
            "bf16",
            Optional.empty(),
            DeviceTime.of(4, period));
    return new ActivityReport(
        "north",
        period,
        List.of(new AreaActivity(MeteredHall.HALL, List.of(run), DeviceTime.ZERO, new TreeMap<>())),
        List.of(),
        List.of(Assumption.EXECUTED_EQUALS_MODEL),
        Optional.empty());
  }

  /** Fills a folder as {@link OwnData} reads it; the first hour lasts up to 14:00. */
  public static void fill(Path folder, String share) throws Exception {
    put(folder, "charter.json", charter());
    put(folder, "site-declaration.json", declaration());
    put(folder, "calibration.json", calibration());
    put(folder, "activities.json", activities(share));
    Path store = folder.resolve("readings");
    meter(store);
    for (int hour = 0; hour < 2; hour++) {
      var _ = HourWriter.write(store, new Hour(MeteredHall.HOUR.number() + hour));
    }
  }

  static void meter(Path folder) throws Exception {
    SetClock clock = new SetClock(TO.plus(Duration.ofMinutes(6)));
    MeterPlan plan = MeterPlan.of(declaration(), Duration.ofMinutes(5), Duration.ofSeconds(10));
    try (ReadingStore store = ReadingStore.open(folder, plan, clock, new Faults())) {
      ReadingBatch batch = new ReadingBatch();
      for (int second = 0; second < 7_200; second += 10) {
        for (int device = 0; device < 4; device++) {
          // Every device a little differently: no meter copies another.
          long milliwatts = 700_000 + (second / 10 * (device + 1L)) % 7 - 3;
          batch.add(MeteredHall.power("GPU-" + device), MeteredHall.micros(second), milliwatts);
        }
      }
      if (!(store.keep(batch).get() instanceof Kept.Durably)) {
        throw new AssertionError("not kept");
      }
      var _ = store.closeSettled();
    }
  }

  private static void put(Path folder, String name, StatementBody body) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), StatementCodec.bodyText(body));
  }
}
