package dev.standstill.page;

import dev.standstill.core.accountancy.MeteredPoint;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Measurements;
import dev.standstill.core.finding.Measurements.Reported;
import dev.standstill.core.finding.Measurements.Series;
import dev.standstill.core.finding.ReadingsState;
import dev.standstill.core.finding.SourceState;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
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
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
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
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A small hand-made world: sites of eight-device nodes that report day by day. */
final class World {

  static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  static final int NODES = 6;
  private static final PartsPerMillion PERCENT = new PartsPerMillion(10_000);
  private static final EnergyPerFlop COST = new EnergyPerFlop(1_100_000);

  /**
   * What a site did on one day.
   *
   * @param reported whether it made its report
   * @param hidden the share of its compute that it did not declare; below zero it over-declared
   * @param missing nodes without readings
   * @param state shown, withheld or damaged
   */
  record Day(boolean reported, double hidden, Set<Integer> missing, String state) {
    static final Day HONEST = new Day(true, 0, Set.of(), "shown");

    Day hiding(double share) {
      return new Day(reported, share, missing, state);
    }

    Day without(Integer... nodes) {
      return new Day(reported, hidden, Set.of(nodes), state);
    }

    Day readings(String newState) {
      return new Day(reported, hidden, missing, newState);
    }

    Day unreported() {
      return new Day(false, hidden, missing, state);
    }
  }

  private final int periods;
  private final List<SiteId> sites = new ArrayList<>();
  private final List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>();
  private final Map<Reported, ReadingsState> readings = new HashMap<>();
  private final List<List<Series>> copies = new ArrayList<>();
  private final RandomGenerator noise =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261001);
  private List<SourceDefect> defects = List.of();
  private boolean reliable = true;
  private String biasSource = TestLevels.DEFAULT.adversarialBiasSource();
  private DecidingTest deciding = DecidingTest.ONE_SHOT_THEN_ANYTIME;
  private String significant = "20000000000000000000000";

  World(int periods) {
    this.periods = periods;
  }

  World site(String party, String name, List<String> areas, IntFunction<Day> days) {
    SiteId site = new SiteId(new PartyId(party), name);
    sites.add(site);
    publish(site, declaration(site, areas));
    publish(site, calibration(site));
    for (int number = 0; number < periods; number++) {
      Day day = days.apply(number);
      if (day.reported()) {
        report(site, areas, period(number), day);
      }
    }
    return this;
  }

  /** A site that the charter names but that never said a word. */
  World silent(String party, String name) {
    sites.add(new SiteId(new PartyId(party), name));
    return this;
  }

  World damaged(boolean statementsReliable, SourceDefect... found) {
    defects = List.of(found);
    reliable = statementsReliable;
    return this;
  }

  /** Adds readings of a point that nobody declared, by whatever name. */
  World undeclaredPoint(SiteId site, int number, String point) {
    Reported reported = new Reported(site, period(number));
    ReadingsState.Measured measured =
        (ReadingsState.Measured) Objects.requireNonNull(readings.get(reported));
    Map<String, MeteredPoint> points = new HashMap<>(measured.points());
    points.put(point, metered(point, new Energy(BigInteger.TEN)));
    readings.put(reported, new ReadingsState.Measured(points));
    return this;
  }

  World copied(SiteId site, int number, String first, String second) {
    Reported reported = new Reported(site, period(number));
    copies.add(List.of(new Series(reported, first), new Series(reported, second)));
    return this;
  }

  World biasSource(String words) {
    biasSource = words;
    return this;
  }

  World significant(String flop) {
    significant = flop;
    return this;
  }

  World deciding(DecidingTest test) {
    deciding = test;
    return this;
  }

  ConclusionsPage page(String title) {
    return new ConclusionsPage(
        title,
        Optional.of(
            new ConclusionsPage.Checkpoint(
                "register.example/2026",
                String.valueOf(facts.size()),
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")),
        Optional.of("5".repeat(64)),
        Optional.of(charter()),
        asOf(),
        readings.size(),
        evaluate(),
        "standstill verify evidence.standstill --as-of " + asOf());
  }

  Evaluation evaluate() {
    Charter charter = charter();
    return Evaluation.evaluate(
        charter,
        Ledger.fold(charter, facts, asOf()),
        new Measurements(readings, copies, List.of()),
        new SourceState("register.example/2026", defects, reliable, false, true));
  }

  Instant asOf() {
    return period(periods - 1).to().plus(Duration.ofHours(30));
  }

  static BalancePeriod period(int number) {
    Instant from = BEGIN.plus(Duration.ofDays(number));
    return new BalancePeriod(from, from.plus(Duration.ofDays(1)));
  }

  private Charter charter() {
    List<Party> parties =
        sites.stream()
            .map(SiteId::party)
            .distinct()
            .map(id -> new Party(id, Set.of(Role.OPERATOR), List.of("key of " + id)))
            .toList();
    PartsPerMillion share = new PartsPerMillion(1_000_000 / sites.size());
    return new Charter(
        "test charter",
        1,
        parties,
        digest(0),
        new StandingLimit(Flop.of("1000000000000000000000000"), BEGIN),
        new SignificantCompute(
            Flop.of(significant), sites.stream().map(s -> new SiteShare(s, share)).toList()),
        new ReportingCalendar(
            BEGIN, BEGIN.plus(Duration.ofDays(periods)), Duration.ofDays(1), Duration.ofHours(6)),
        new TestLevels(
            deciding,
            TestLevels.DEFAULT.alarm(),
            TestLevels.DEFAULT.refutation(),
            TestLevels.DEFAULT.detection(),
            TestLevels.DEFAULT.adversarialBias(),
            biasSource),
        PERCENT);
  }

  private void publish(SiteId site, StatementBody body) {
    facts.add(new PublishedFact<>(site.party(), facts.size(), digest(facts.size() + 1), body));
  }

  private static SiteDeclaration declaration(SiteId site, List<String> areas) {
    List<ComputeBalanceArea> declared = new ArrayList<>();
    for (String area : areas) {
      List<MeasurementPoint> points = new ArrayList<>();
      for (int node = 1; node <= NODES; node++) {
        points.add(
            new MeasurementPoint(
                point(area, node),
                8,
                Boundary.NODE_WALL,
                point(area, node),
                site.party(),
                Optional.empty(),
                new PartsPerMillion(5_000),
                PERCENT,
                Power.ofWatts(8_400),
                new Metering.Own()));
      }
      declared.add(
          new ComputeBalanceArea(
              new AreaId(area),
              List.of(
                  new InstalledAccelerators(
                      new AcceleratorModel("NVIDIA H100 SXM", Power.ofWatts(700)), 8 * NODES)),
              points));
    }
    return new SiteDeclaration(
        site.name(), declared, List.of(Assumption.ACCELERATORS_ASSUMED), Optional.empty());
  }

  private static Calibration calibration(SiteId site) {
    return new Calibration(
        site.name(),
        Boundary.NODE_WALL,
        "fp8",
        true,
        COST,
        new PartsPerMillion(50_000),
        new PartsPerMillion(20_000),
        Power.ofWatts(256),
        new PartsPerMillion(200_000),
        0,
        Optional.empty(),
        Set.of(),
        List.of(),
        List.of(Assumption.REFERENCE_CALIBRATION, Assumption.EXECUTED_EQUALS_MODEL),
        "test");
  }

  private void report(SiteId site, List<String> areas, BalancePeriod period, Day day) {
    List<AreaActivity> activities = new ArrayList<>();
    Map<String, MeteredPoint> points = new HashMap<>();
    for (String area : areas) {
      NavigableMap<String, Energy> energies = new TreeMap<>();
      double joules = 0;
      for (int node = 1; node <= NODES; node++) {
        double watts = 5_600 * (1 + 0.02 * noise.nextGaussian());
        joules += watts * 86_400;
        if (!day.missing().contains(node)) {
          Energy energy = new Energy(whole(watts * 86_400e3));
          energies.put(point(area, node), energy);
          points.put(point(area, node), metered(point(area, node), energy));
        }
      }
      double performed = joules / COST.joules() * (1 + 0.05 * noise.nextGaussian());
      activities.add(activity(area, period, performed * (1 - day.hidden()), energies));
    }
    publish(
        site,
        new ActivityReport(
            site.name(),
            period,
            activities,
            List.of(digest(1_000 + facts.size())),
            List.of(),
            Optional.empty()));
    readings.put(new Reported(site, period), state(day, points));
  }

  private static ReadingsState state(Day day, Map<String, MeteredPoint> points) {
    return switch (day.state()) {
      case "shown" -> new ReadingsState.Measured(points);
      case "withheld" -> new ReadingsState.Withheld(List.of(digest(7)));
      default -> new ReadingsState.Damaged(day.state());
    };
  }

  private static AreaActivity activity(
      String area, BalancePeriod period, double flop, NavigableMap<String, Energy> energies) {
    Flop declared = new Flop(whole(flop));
    return new AreaActivity(
        new AreaId(area),
        List.of(
            new DeclaredActivity(
                ActivityCategory.INFERENCE,
                "assistant",
                Optional.empty(),
                declared,
                declared,
                "fp8",
                Optional.empty(),
                DeviceTime.of(8L * NODES, period))),
        DeviceTime.ZERO,
        energies);
  }

  private static MeteredPoint metered(String name, Energy energy) {
    Duration second = Duration.ofSeconds(1);
    return new MeteredPoint(
        name,
        86_401,
        Optional.of(energy),
        Duration.ZERO,
        Duration.ZERO,
        second,
        Duration.ZERO,
        second,
        0,
        0,
        Power.ofWatts(6_000));
  }

  static String point(String area, int node) {
    return area + ".node_" + node;
  }

  private static BigInteger whole(double value) {
    return new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
  }

  private static Digest digest(int number) {
    return new Digest(String.format("%064x", number));
  }
}
