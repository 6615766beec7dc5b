package dev.standstill.cli.intake;

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
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
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
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The statements that one import makes, apart from its calibration. */
public final class EvidenceDraft {

  /** The one area of an imported site. */
  static final AreaId AREA = new AreaId("main");

  /** What a meter is taken to be, unless a source says better. */
  static final PartsPerMillion METER_RANDOM = new PartsPerMillion(5_000);

  static final PartsPerMillion METER_SYSTEMATIC = new PartsPerMillion(10_000);

  private static final Duration DUE = Duration.ofDays(7);

  private final MeasuredRun measured;
  private final MeteredRun run;
  private final IntakeOptions options;
  private final PartyId party;

  /** Drafts for one measured run. */
  public EvidenceDraft(MeasuredRun measured, IntakeOptions options) {
    this.measured = measured;
    this.run = measured.run();
    this.options = options;
    this.party = new PartyId(options.site());
  }

  /** A charter of one party, whose limit is also what would be significant in the judged period. */
  public Charter charter(String verifierKey, Digest policyDigest) {
    SiteId site = new SiteId(party, options.site());
    return new Charter(
        "Imported evidence of " + options.site(),
        1,
        List.of(new Party(party, Set.of(Role.OPERATOR), List.of(verifierKey))),
        policyDigest,
        new StandingLimit(options.limit(), run.period().from()),
        new SignificantCompute(
            options.limit(),
            List.of(new SignificantCompute.SiteShare(site, PartsPerMillion.WHOLE))),
        new ReportingCalendar(run.period().from(), run.period().to(), run.period().length(), DUE),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED);
  }

  /** One area with every point there should be. */
  public SiteDeclaration declaration() {
    List<MeasurementPoint> points = run.points().stream().map(this::point).toList();
    List<Assumption> assumptions = new ArrayList<>();
    if (points.stream().anyMatch(point -> !(point.metering() instanceof Metering.Own))) {
      assumptions.add(Assumption.OPERATOR_SAYS_SHARED);
    }
    if (run.acceleratorsAssumed()) {
      assumptions.add(Assumption.ACCELERATORS_ASSUMED);
    }
    AcceleratorModel model = new AcceleratorModel(run.acceleratorModel(), run.acceleratorPower());
    ComputeBalanceArea area =
        new ComputeBalanceArea(
            AREA, List.of(new ComputeBalanceArea.InstalledAccelerators(model, devices())), points);
    return new SiteDeclaration(options.site(), List.of(area), assumptions, Optional.empty());
  }

  private int devices() {
    return Math.multiplyExact(run.points().size(), run.acceleratorsPerPoint());
  }

  private MeasurementPoint point(String name) {
    Metering metering = metering(name);
    String instrument =
        metering instanceof Metering.Own ? name : measured.sharedWith().getOrDefault(name, name);
    return new MeasurementPoint(
        name,
        run.acceleratorsPerPoint(),
        Boundary.NODE_WALL,
        instrument,
        party,
        Optional.empty(),
        METER_RANDOM,
        METER_SYSTEMATIC,
        limit(name),
        metering);
  }

  private Metering metering(String name) {
    if (!measured.isTwin(name, options.sharedMeters())) {
      return new Metering.Own();
    }
    String first = measured.sharedWith().getOrDefault(name, name);
    return switch (options.sharedMeters()) {
      case UNSTATED -> new Metering.Own();
      case ONE -> new Metering.None();
      case SUM -> new Metering.SharedSum(first);
      case MEAN -> new Metering.SharedMean(first);
    };
  }

  /** A meter that reads the sum of several nodes may read as much as all of them. */
  private Power limit(String name) {
    long nodes =
        options.sharedMeters() == SharedMeters.SUM
            ? 1 + measured.sharedWith().values().stream().filter(name::equals).count()
            : 1;
    return new Power(Math.multiplyExact(run.physicalLimit().milliwatts(), nodes));
  }

  /** The account of the run. */
  public ActivityReport report(Digest readings) {
    NavigableMap<String, Energy> energies = new TreeMap<>();
    for (String point : run.points()) {
      if (!measured.isTwin(point, options.sharedMeters())) {
        measured.energy(point).ifPresent(energy -> energies.put(point, new Energy(energy)));
      }
    }
    Flop flop = options.flop(run);
    DeviceTime whole = DeviceTime.of(devices(), run.period());
    AreaActivity area =
        switch (options.kind(run)) {
          case TRAINING ->
              used(ActivityCategory.TRAINING_RUN, Optional.of(run.workload()), flop, energies);
          case INFERENCE -> used(ActivityCategory.INFERENCE, Optional.empty(), flop, energies);
          case IDLE -> new AreaActivity(AREA, List.of(), whole, energies);
        };
    return new ActivityReport(
        options.site(),
        run.period(),
        List.of(area),
        List.of(readings),
        area.activities().isEmpty() ? List.of() : List.of(Assumption.EXECUTED_EQUALS_MODEL),
        Optional.empty());
  }

  private AreaActivity used(
      ActivityCategory category,
      Optional<String> lineage,
      Flop flop,
      NavigableMap<String, Energy> energies) {
    DeclaredActivity activity =
        new DeclaredActivity(
            category,
            run.workload(),
            lineage,
            flop,
            flop,
            Calibrations.PRECISION,
            run.tokens(),
            DeviceTime.of(devices(), run.period()));
    return new AreaActivity(AREA, List.of(activity), DeviceTime.ZERO, energies);
  }

  /**
   * Fails before anything is written or signed if the declaration cannot be made.
   *
   * @throws IntakeException saying what is missing
   */
  public void requireDeclarable() {
    options.flop(run);
  }

  /** The executed FLOP that will be declared. */
  Flop declaredFlop() {
    return options.flop(run);
  }
}
