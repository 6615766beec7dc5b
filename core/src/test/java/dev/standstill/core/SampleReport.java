package dev.standstill.core;

import dev.standstill.core.accountancy.MeteredPoint;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.Assumption;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Valid things a site may report, each to be varied in the one respect a test is about. */
public final class SampleReport {

  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final Duration LENGTH = Duration.ofHours(1);

  private SampleReport() {}

  /** What a training run of 1e18 FLOP on eight devices for an hour says of itself. */
  public static final class ActivityFields {
    public ActivityCategory category = ActivityCategory.TRAINING_RUN;
    public String model = "gpt3";
    public Optional<String> lineage = Optional.of("lineage-1");
    public Flop flop = Flop.of("1000000000000000000");
    public String precision = "fp8";
    public Optional<BigInteger> tokens = Optional.empty();
    public DeviceTime deviceTime = DeviceTime.of(8, period(0));
    public Optional<Digest> permit = Optional.empty();
  }

  /** A report of the first hour. */
  public static final class ReportFields {
    public BalancePeriod period = period(0);
    public List<AreaActivity> areas = new ArrayList<>();
    public List<Digest> readings = List.of(digest(9_000));
    public List<Assumption> assumptions = List.of();
    public Optional<Digest> corrects = Optional.empty();
  }

  /** A point read every second from the first moment to the last. */
  public static final class MeteredFields {
    public String point = "node_0";
    public Optional<Energy> energy = Optional.of(Energy.ofMilliJoules(1_100_000_000));
    public Duration before = Duration.ZERO;
    public Duration after = Duration.ZERO;
    public Duration longestGap = Duration.ofSeconds(1);
    public Duration usual = Duration.ofSeconds(1);
    public long backwards = 0;
    public long aboveLimit = 0;
  }

  /** The hour that begins so many hours after the start. */
  public static BalancePeriod period(int number) {
    Instant from = START.plus(LENGTH.multipliedBy(number));
    return new BalancePeriod(from, from.plus(LENGTH));
  }

  public static Digest digest(long number) {
    return new Digest("%064x".formatted(number));
  }

  public static DeclaredActivity activity(Consumer<ActivityFields> change) {
    ActivityFields fields = new ActivityFields();
    change.accept(fields);
    return new DeclaredActivity(
        fields.category,
        fields.model,
        fields.lineage,
        fields.flop,
        fields.flop,
        fields.precision,
        fields.tokens,
        fields.deviceTime,
        fields.permit);
  }

  public static AreaActivity areaActivity(List<DeclaredActivity> activities, DeviceTime idle) {
    return new AreaActivity(SampleSite.AREA, activities, idle, new TreeMap<>());
  }

  public static ActivityReport report(Consumer<ReportFields> change) {
    ReportFields fields = new ReportFields();
    change.accept(fields);
    return new ActivityReport(
        SampleSite.SITE.name(),
        fields.period,
        fields.areas,
        fields.readings,
        fields.assumptions,
        fields.corrects);
  }

  public static MeteredPoint metered(Consumer<MeteredFields> change) {
    MeteredFields fields = new MeteredFields();
    change.accept(fields);
    return new MeteredPoint(
        fields.point,
        fields.energy.isPresent() ? 3_601 : 1,
        fields.energy,
        fields.before,
        fields.after,
        fields.longestGap,
        fields.longestGap.compareTo(fields.usual.multipliedBy(3)) > 0
            ? fields.longestGap
            : Duration.ZERO,
        fields.usual,
        fields.backwards,
        fields.aboveLimit,
        Power.ofWatts(9_000));
  }
}
