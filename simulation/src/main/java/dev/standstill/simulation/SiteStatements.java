package dev.standstill.simulation;

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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one site says of itself. Only here do truth and statement part, and only by its conduct. */
final class SiteStatements {
  private static final AreaId HALL = new AreaId("hall");
  private static final String PRECISION = "bf16";
  private static final String TRAINED_MODEL = "candidate";
  private static final String SERVED_MODEL = "assistant";

  /** Two operations a token for each of 70e9 parameters. */
  private static final BigInteger FLOP_PER_TOKEN = BigInteger.valueOf(140_000_000_000L);

  /** Operators count their work to about one part in a million. */
  private static final MathContext DECLARED_DIGITS = new MathContext(6);

  private final SiteHistory history;
  private final SitePlan site;
  private final WorldScale scale;

  SiteStatements(SiteHistory history) {
    this.history = history;
    this.site = history.site();
    this.scale = history.world().scale();
  }

  SiteDeclaration declaration() {
    AcceleratorModel model =
        new AcceleratorModel("NVIDIA H100 SXM", Power.ofWatts(CalibrationFacts.ACCELERATOR_WATTS));
    ComputeBalanceArea hall =
        new ComputeBalanceArea(
            HALL,
            List.of(new InstalledAccelerators(model, scale.accelerators())),
            IntStream.range(0, scale.rows()).mapToObj(this::point).toList());
    return new SiteDeclaration(site.id().name(), List.of(hall), List.of(), Optional.empty());
  }

  private MeasurementPoint point(int row) {
    double limit =
        scale.acceleratorsPerRow()
            * CalibrationFacts.ACCELERATOR_WATTS
            * MeasurementPoint.WALL_LIMIT_PER_RATED_WATT;
    return new MeasurementPoint(
        SiteHistory.point(row),
        scale.acceleratorsPerRow(),
        Boundary.NODE_WALL,
        SiteHistory.point(row),
        site.meterOwner(),
        site.independentlyMetered()
            ? Optional.of("numbered seal of " + site.meterOwner())
            : Optional.empty(),
        CalibrationFacts.METER_RANDOM,
        CalibrationFacts.METER_SYSTEMATIC,
        Power.ofWatts((long) limit),
        site.conduct().metered(row, scale) ? new Metering.Own() : new Metering.None());
  }

  /**
   * The mean of the site's own runs before the first week, by the same meters and of the same work:
   * s between runs and s / sqrt(n) of their mean, with Student's t, as {@code standstill import
   * mlperf --calibrate} states it. Idle power is the published reference.
   */
  Calibration calibration() {
    List<Double> runs = history.nature().calibrationRuns();
    int n = runs.size();
    double mean = runs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = runs.stream().mapToDouble(run -> (run - mean) * (run - mean)).sum();
    double spread = StrictMath.sqrt(squares / (n - 1)) / mean;
    Set<String> instruments =
        IntStream.range(0, scale.rows())
            .filter(row -> site.conduct().metered(row, scale))
            .mapToObj(SiteHistory::point)
            .collect(Collectors.toSet());
    return new Calibration(
        site.id().name(),
        Boundary.NODE_WALL,
        PRECISION,
        true,
        EnergyPerFlop.ofJoules(BigDecimal.valueOf(mean)),
        PartsPerMillion.ofFractionRoundedUp(spread),
        PartsPerMillion.ofFractionRoundedUp(spread / StrictMath.sqrt(n)),
        CalibrationFacts.declaredIdlePower(),
        CalibrationFacts.IDLE_ERROR,
        n,
        Optional.of(n - 1),
        instruments,
        List.of(),
        List.of(
            Assumption.REFERENCE_IDLE_POWER,
            Assumption.OPERATOR_STATED_COEFFICIENT,
            Assumption.SAME_WORKLOAD),
        n + " runs of the site's usual work before the first week; idle from MLPerf v4.0 power");
  }

  /** The account of one week. */
  ActivityReport report(int week, List<RowWeek> rows, Digest readings) {
    NavigableMap<String, Energy> energies = new TreeMap<>();
    long cadence = scale.cadence().toNanos() / 1_000;
    metered(rows).forEach(row -> energies.put(row.point(), row.meteredEnergy(cadence)));
    BalancePeriod period = scale.period(week);
    DeviceTime idle = idleTime(rows, cadence);
    BigInteger available = DeviceTime.of(scale.accelerators(), period).deviceMicroseconds();
    DeviceTime use = new DeviceTime(available.subtract(idle.deviceMicroseconds()));
    List<DeclaredActivity> activities = activities(week, declaredFlop(week, rows), use);
    return new ActivityReport(
        site.id().name(),
        period,
        List.of(new AreaActivity(HALL, activities, idle, energies)),
        List.of(readings),
        activities.isEmpty() ? List.of() : List.of(Assumption.EXECUTED_EQUALS_MODEL),
        Optional.empty());
  }

  /** The rows that have a meter. */
  List<RowWeek> metered(List<RowWeek> rows) {
    return IntStream.range(0, rows.size())
        .filter(row -> site.conduct().metered(row, scale))
        .mapToObj(rows::get)
        .toList();
  }

  private DeviceTime idleTime(List<RowWeek> rows, long cadenceMicros) {
    long halves = rows.stream().mapToLong(RowWeek::idleHalfSteps).sum();
    return new DeviceTime(
        BigInteger.valueOf(halves)
            .multiply(BigInteger.valueOf(cadenceMicros / 2))
            .multiply(BigInteger.valueOf(scale.acceleratorsPerRow())));
  }

  /** What ran, without what is kept secret. */
  private Flop declaredFlop(int week, List<RowWeek> rows) {
    SiteNature nature = history.nature();
    double cost = nature.joulesPerFlop() * nature.weeklyWork().get(week);
    double joules =
        rows.stream()
            .filter(row -> !row.secret())
            .mapToDouble(row -> row.activeJoules(scale.cadence()))
            .sum();
    return new Flop(new BigDecimal(joules / cost).round(DECLARED_DIGITS).toBigInteger());
  }

  private List<DeclaredActivity> activities(int week, Flop flop, DeviceTime use) {
    return switch (site.program().during(week, scale)) {
      case TRAINING ->
          List.of(
              activity(
                  ActivityCategory.TRAINING_RUN,
                  TRAINED_MODEL,
                  Optional.of(TRAINED_MODEL + "-" + site.id().name()),
                  flop,
                  Optional.empty(),
                  use));
      case SERVING ->
          List.of(
              activity(
                  ActivityCategory.INFERENCE,
                  SERVED_MODEL,
                  Optional.empty(),
                  flop,
                  Optional.of(flop.operations().divide(FLOP_PER_TOKEN)),
                  use));
      case IDLE -> List.of();
    };
  }

  private static DeclaredActivity activity(
      ActivityCategory category,
      String model,
      Optional<String> lineage,
      Flop flop,
      Optional<BigInteger> tokens,
      DeviceTime use) {
    return new DeclaredActivity(category, model, lineage, flop, flop, PRECISION, tokens, use);
  }
}
