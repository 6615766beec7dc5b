package dev.standstill.simulation.live;

import dev.standstill.core.party.SiteId;
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
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.telemetry.MeterReading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A site of four rows, metered each second. Its power is that of the published runs the other
 * worlds are made of; its errors have the law that its own statements give them.
 */
final class LiveSite {

  /** What a period came to: the meters' readings, and what the site says of it. */
  record Account(List<MeterReading> readings, NavigableMap<String, Energy> energies, Flop flop) {}

  private static final AreaId HALL = new AreaId("hall");
  private static final String PRECISION = "bf16";
  private static final int ROWS = 4;
  private static final int NODES_OF_ROW = 64;
  private static final int DEVICES_OF_ROW = NODES_OF_ROW * 8;
  private static final int DEVICE_WATTS = 700;

  /** MLCommons training v4.0 with power, and inference v4.1 with power: a node of eight. */
  private static final double TRAINING_NODE_WATTS = 6_844;

  private static final double SERVING_NODE_WATTS = 5_600;
  private static final double IDLE_NODE_WATTS = 2_050;
  private static final double NOISE = 0.01;

  /** Executed operations at the wall, as the other worlds have it. */
  private static final double JOULES_PER_FLOP = 1.1e-12;

  /** Between sites that run different work. */
  private static final double BETWEEN_SITES = 0.1;

  /** Between periods of one site. */
  private static final PartsPerMillion BETWEEN_PERIODS = new PartsPerMillion(30_000);

  private static final int RUNS = 16;
  private static final PartsPerMillion OF_THE_MEAN = new PartsPerMillion(7_500);
  private static final PartsPerMillion METER_RANDOM = new PartsPerMillion(5_000);
  private static final PartsPerMillion METER_SYSTEMATIC = new PartsPerMillion(10_000);
  private static final PartsPerMillion IDLE_ERROR = new PartsPerMillion(200_000);
  private static final BigInteger FLOP_PER_TOKEN = BigInteger.valueOf(140_000_000_000L);
  private static final MathContext DECLARED_DIGITS = new MathContext(6);

  private final SiteId id;
  private final SplittableRandom random;
  private final double joulesPerFlop;
  private final double calibrated;

  LiveSite(SiteId id, long seed) {
    this.id = id;
    this.random = new SplittableRandom(31 * seed + LivePlan.SITES.indexOf(id));
    this.joulesPerFlop = JOULES_PER_FLOP * (1 + BETWEEN_SITES * random.nextDouble(-1, 1));
    this.calibrated = joulesPerFlop * near(OF_THE_MEAN.fraction());
  }

  SiteId id() {
    return id;
  }

  /** What so many sites can execute in a period at full power. */
  static Flop wholePeriod(int sites) {
    double joules =
        sites * ROWS * NODES_OF_ROW * TRAINING_NODE_WATTS * LiveCharter.PERIOD.toSeconds();
    return new Flop(rounded(joules / JOULES_PER_FLOP));
  }

  SiteDeclaration declaration() {
    AcceleratorModel model = new AcceleratorModel("NVIDIA H100 SXM", Power.ofWatts(DEVICE_WATTS));
    ComputeBalanceArea hall =
        new ComputeBalanceArea(
            HALL,
            List.of(new InstalledAccelerators(model, ROWS * DEVICES_OF_ROW)),
            IntStream.range(0, ROWS).mapToObj(this::point).toList());
    return new SiteDeclaration(id.name(), List.of(hall), List.of(), Optional.empty());
  }

  private MeasurementPoint point(int row) {
    double limit = DEVICES_OF_ROW * DEVICE_WATTS * MeasurementPoint.WALL_LIMIT_PER_RATED_WATT;
    return new MeasurementPoint(
        name(row),
        DEVICES_OF_ROW,
        Boundary.NODE_WALL,
        name(row),
        id.party(),
        Optional.empty(),
        METER_RANDOM,
        METER_SYSTEMATIC,
        Power.ofWatts((long) limit),
        new Metering.Own());
  }

  private static String name(int row) {
    return "row-" + (row + 1);
  }

  Calibration calibration() {
    Set<String> instruments =
        IntStream.range(0, ROWS).mapToObj(LiveSite::name).collect(Collectors.toSet());
    return new Calibration(
        id.name(),
        Boundary.NODE_WALL,
        PRECISION,
        true,
        EnergyPerFlop.ofJoules(BigDecimal.valueOf(calibrated)),
        BETWEEN_PERIODS,
        OF_THE_MEAN,
        new Power(StrictMath.round(IDLE_NODE_WATTS * 1_000 / 8)),
        IDLE_ERROR,
        RUNS,
        Optional.of(RUNS - 1),
        instruments,
        List.of(),
        List.of(
            Assumption.REFERENCE_IDLE_POWER,
            Assumption.OPERATOR_STATED_COEFFICIENT,
            Assumption.SAME_WORKLOAD),
        RUNS + " simulated runs of the site's usual work; idle from MLPerf v4.0 power");
  }

  /**
   * Lets a period happen.
   *
   * @param trains whether all rows train openly; else they serve
   * @param hides whether half the rows train all the same, and are declared to serve
   */
  Account live(BalancePeriod period, boolean trains, boolean hides) {
    List<MeterReading> readings = new ArrayList<>();
    NavigableMap<String, Energy> energies = new TreeMap<>();
    double declaredJoules = 0;
    for (int row = 0; row < ROWS; row++) {
      boolean secret = hides && row >= ROWS / 2;
      double watts = NODES_OF_ROW * (trains || secret ? TRAINING_NODE_WATTS : SERVING_NODE_WATTS);
      Energy energy = meter(period, name(row), watts, readings);
      energies.put(name(row), energy);
      declaredJoules += secret ? 0 : energy.milliJoules().doubleValue() / 1_000;
    }
    double cost = joulesPerFlop * near(BETWEEN_PERIODS.fraction() / 2);
    return new Account(readings, energies, new Flop(rounded(declaredJoules / cost)));
  }

  /** Reads a row each second, both ends included; its energy is the trapezoid over that. */
  private Energy meter(
      BalancePeriod period, String point, double watts, List<MeterReading> readings) {
    long seconds = period.length().toSeconds();
    long halfSums = 0;
    for (long second = 0; second <= seconds; second++) {
      long shown = StrictMath.round(watts * near(NOISE));
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, period.from().plusSeconds(second));
      readings.add(new MeterReading(point, micros, shown * 1_000));
      halfSums += second == 0 || second == seconds ? shown : 2 * shown;
    }
    // Half a watt for a second is 500 millijoules.
    return Energy.ofMilliJoules(500 * halfSums);
  }

  /** What the site says of a period; what is hidden is in the energies and nowhere else. */
  ActivityReport report(BalancePeriod period, boolean trains, Account account, Digest readings) {
    DeviceTime use = DeviceTime.of(ROWS * DEVICES_OF_ROW, period);
    DeclaredActivity activity =
        trains
            ? new DeclaredActivity(
                ActivityCategory.TRAINING_RUN,
                "candidate",
                Optional.of("candidate-" + id.name()),
                account.flop(),
                account.flop(),
                PRECISION,
                Optional.empty(),
                use)
            : new DeclaredActivity(
                ActivityCategory.INFERENCE,
                "assistant",
                Optional.empty(),
                account.flop(),
                account.flop(),
                PRECISION,
                Optional.of(account.flop().operations().divide(FLOP_PER_TOKEN)),
                use);
    return new ActivityReport(
        id.name(),
        period,
        List.of(new AreaActivity(HALL, List.of(activity), DeviceTime.ZERO, account.energies())),
        List.of(readings),
        List.of(Assumption.EXECUTED_EQUALS_MODEL),
        Optional.empty());
  }

  /** A factor near one, never further off than two sigma: no world is absurd by chance. */
  private double near(double sigma) {
    double drawn = random.nextGaussian();
    while (StrictMath.abs(drawn) > 2) {
      drawn = random.nextGaussian();
    }
    return 1 + sigma * drawn;
  }

  private static BigInteger rounded(double flop) {
    return new BigDecimal(flop).round(DECLARED_DIGITS).toBigInteger();
  }
}
