package dev.standstill.core.finding;

import dev.standstill.core.SampleCharter;
import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleReport.ReportFields;
import dev.standstill.core.SampleSite;
import dev.standstill.core.SampleSite.CalibrationFields;
import dev.standstill.core.accountancy.MeteredPoint;
import dev.standstill.core.finding.Measurements.Reported;
import dev.standstill.core.finding.Measurements.Series;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.SiteDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A site that declares, calibrates and reports honestly, until a test changes something.
 *
 * <p>The declaration is entry 1 of the log, the calibration entry 2, the reports follow, then
 * whatever else a test publishes.
 */
final class World {

  static final SourceState SOUND = new SourceState("example.org/log", List.of(), true, true, true);
  static final int FIRST_REPORT = 3;

  final SampleCharter.Fields charter = new SampleCharter.Fields();
  final List<ComputeBalanceArea> areas = new ArrayList<>();
  final CalibrationFields calibration = new CalibrationFields();
  final List<Hour> hours = new ArrayList<>();
  final List<StatementBody> further = new ArrayList<>();
  final List<List<Series>> copies = new ArrayList<>();
  final List<List<Series>> nearCopies = new ArrayList<>();
  boolean calibrated = true;
  SourceState source = SOUND;
  Optional<Instant> asOf = Optional.empty();

  /** What is reported and read of one period. */
  static final class Hour {
    final ReportFields report = new ReportFields();
    final NavigableMap<AreaId, AreaReport> areas = new TreeMap<>();
    final Map<String, MeteredPoint> metered = new HashMap<>();

    /** What became of the readings, where that is anything else than being measured. */
    Optional<ReadingsState> state = Optional.empty();

    boolean handedOver = true;

    AreaReport area() {
      return area(SampleSite.AREA);
    }

    AreaReport area(AreaId id) {
      return areas.computeIfAbsent(id, any -> new AreaReport());
    }

    /** A point's readings, and the same energy in the report. */
    void meters(Consumer<SampleReport.MeteredFields> change) {
      MeteredPoint read = SampleReport.metered(change);
      metered.put(read.point(), read);
      read.energy().ifPresent(energy -> area().energies.put(read.point(), energy));
    }

    /** Node 0 drew this much, and says so. */
    void drew(Energy energy) {
      meters(m -> m.energy = Optional.of(energy));
    }

    BalancePeriod period() {
      return report.period;
    }

    ActivityReport toReport() {
      List<AreaActivity> reported = new ArrayList<>(report.areas);
      areas.forEach((id, area) -> reported.add(area.toActivity(id)));
      return SampleReport.report(r -> {
        r.period = report.period;
        r.areas = reported;
        r.readings = report.readings;
        r.assumptions = report.assumptions;
        r.corrects = report.corrects;
      });
    }
  }

  /** What is reported of one area and period. */
  static final class AreaReport {
    final List<DeclaredActivity> activities = new ArrayList<>();
    final NavigableMap<String, Energy> energies = new TreeMap<>();
    DeviceTime idle = DeviceTime.ZERO;

    AreaActivity toActivity(AreaId id) {
      return new AreaActivity(id, activities, idle, energies);
    }
  }

  /** One node, honestly used for so many hours: 1e18 FLOP and exactly the energy they take. */
  static World ofHours(int count) {
    World world = new World();
    world.areas.add(SampleSite.area(SampleSite.AREA, List.of(SampleSite.node("node_0"))));
    for (int i = 0; i < count; i++) {
      Hour hour = new Hour();
      hour.report.period = SampleReport.period(i);
      hour.report.readings = List.of(SampleReport.digest(9_000 + i));
      hour.area().activities.add(SampleReport.activity(a -> {}));
      hour.drew(Energy.ofMilliJoules(1_100_000_000));
      world.hours.add(hour);
    }
    return world;
  }

  static World honest() {
    return ofHours(1);
  }

  static World changed(Consumer<World> change) {
    World world = honest();
    change.accept(world);
    return world;
  }

  Hour hour() {
    return hours.getFirst();
  }

  /** Says that these points' series are copies of each other within the first hour. */
  void copied(String... points) {
    copies.add(List.of(points).stream().map(point -> series(0, point)).toList());
  }

  Series series(int hour, String point) {
    return new Series(new Reported(SampleSite.SITE, hours.get(hour).period()), point);
  }

  void damaged(String place) {
    source =
        new SourceState(
            SOUND.origin(), List.of(new SourceDefect(place, "wrong hash")), false, true, true);
  }

  static PublishedFact<StatementBody> fact(long index, StatementBody body) {
    return new PublishedFact<>(SampleSite.PARTY, index, SampleReport.digest(index), body);
  }

  List<PublishedFact<StatementBody>> facts() {
    List<PublishedFact<StatementBody>> facts = new ArrayList<>();
    if (!areas.isEmpty()) {
      facts.add(
          fact(1, new SiteDeclaration(SampleSite.SITE.name(), areas, List.of(), Optional.empty())));
    }
    if (calibrated) {
      facts.add(fact(2, calibration.build()));
    }
    long index = FIRST_REPORT;
    for (Hour hour : hours) {
      facts.add(fact(index++, hour.toReport()));
    }
    for (StatementBody body : further) {
      facts.add(fact(index++, body));
    }
    return facts;
  }

  Measurements measurements() {
    Map<Reported, ReadingsState> readings = new HashMap<>();
    for (Hour hour : hours) {
      if (hour.handedOver) {
        readings.put(
            new Reported(SampleSite.SITE, hour.period()),
            hour.state.orElseGet(() -> new ReadingsState.Measured(hour.metered)));
      }
    }
    return new Measurements(readings, copies, nearCopies);
  }

  Evaluation evaluate() {
    return evaluate(facts());
  }

  Evaluation evaluate(List<PublishedFact<StatementBody>> facts) {
    Instant now =
        asOf.orElseGet(() -> hours.isEmpty() ? SampleReport.START : hours.getLast().period().to());
    return Evaluation.evaluate(
        charter.build(), Ledger.fold(charter.build(), facts, now), measurements(), source);
  }

  /** The conclusion on the first hour's declared activity. */
  Conclusion activity() {
    return conclusion(Claim.DECLARED_ACTIVITY);
  }

  Conclusion site() {
    return conclusion(Claim.DECLARED_SITE);
  }

  Conclusion conclusion(Claim claim) {
    return conclusions(claim).getFirst();
  }

  List<Conclusion> conclusions(Claim claim) {
    return evaluate().conclusions().stream().filter(c -> c.claim() == claim).toList();
  }

  List<FindingCode> findingCodes() {
    return evaluate().findings().stream().map(Finding::code).toList();
  }

  static List<ReasonCode> codes(Conclusion conclusion) {
    return conclusion.reasons().stream().map(Reason::code).toList();
  }

  static Reason reason(Conclusion conclusion, ReasonCode code) {
    return conclusion.reasons().stream()
        .filter(reason -> reason.code() == code)
        .findFirst()
        .orElseThrow(() -> new AssertionError(code + " is not among " + conclusion.reasons()));
  }
}
