package dev.standstill.core.finding;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;

import dev.standstill.core.SampleCharter;
import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleReport.ActivityFields;
import dev.standstill.core.SampleSite;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.finding.Measurements.Reported;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Citation;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.SiteDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Two sites of two parties that report day by day, a third party that only decides, and whatever
 * orders a test gives. Day 0 begins at {@code START}; a report comes six hours after its day.
 */
final class OrderWorld {
  static final SiteId NORTH = SampleLog.SITE_A;
  static final SiteId SOUTH = SampleLog.SITE_B;
  static final Flop DAY_OF_TRAINING = Flop.of("24000000000000000000");

  /** What that takes, and what eight idle devices draw in a day. */
  private static final long TRAINING_MILLIJOULES = 26_400_000_000L;

  private static final long IDLE_MILLIJOULES = 177_120_000_000L;

  final SampleGovernance.Fields governance = new SampleGovernance.Fields();
  final Map<Reported, ReadingsState> readings = new HashMap<>();
  SampleLog log = new SampleLog(governance.charter());
  Permitted permitted = Permitted.WITHOUT_PERMITS;
  SourceState source = World.SOUND;
  Optional<Long> witnessed = Optional.empty();
  Instant until = day(10);
  int calendarDays = 100;

  static OrderWorld with(Consumer<OrderWorld> change) {
    OrderWorld world = new OrderWorld();
    change.accept(world);
    return world;
  }

  OrderWorld() {
    begin();
    declare(NORTH);
    declare(SOUTH);
  }

  /** Starts the log anew, under the charter as it has been changed. */
  void begin() {
    log = new SampleLog(charter());
  }

  void declare(SiteId site) {
    log.say(
        new SiteDeclaration(
            site.name(),
            List.of(SampleSite.area(SampleSite.AREA, List.of(SampleSite.node("node_0")))),
            List.of(),
            Optional.empty()),
        START,
        site.party());
    Calibration calibration = SampleSite.calibration(c -> {});
    log.say(
        new Calibration(
            site.name(),
            calibration.boundary(),
            calibration.precision(),
            calibration.idleIncluded(),
            calibration.energyPerFlop(),
            calibration.workloadError(),
            calibration.systematicError(),
            calibration.idlePower(),
            calibration.idleError(),
            calibration.runs(),
            calibration.degreesOfFreedom(),
            calibration.sameInstruments(),
            calibration.readings(),
            calibration.assumptions(),
            calibration.source()),
        START,
        site.party());
  }

  Charter charter() {
    Charter simple = governance.charter();
    SampleCharter.Fields fields = new SampleCharter.Fields();
    fields.shares =
        List.of(
            new SiteShare(NORTH, new PartsPerMillion(500_000)),
            new SiteShare(SOUTH, new PartsPerMillion(500_000)));
    Charter with = fields.build();
    return new Charter(
        simple.name(),
        simple.version(),
        List.of(party(A, Role.OPERATOR), party(B, Role.OPERATOR), party(C, Role.ADJUDICATOR)),
        simple.policyDigest(),
        simple.standingLimit(),
        with.significantCompute(),
        new ReportingCalendar(START, day(calendarDays), DAY, DAY),
        simple.testLevels(),
        simple.maximumUncovered(),
        simple.governance());
  }

  private static Party party(PartyId id, Role role) {
    return new Party(id, Set.of(role), List.of("key-" + id));
  }

  static Instant day(int number) {
    return START.plus(DAY.multipliedBy(number));
  }

  static BalancePeriod period(int day) {
    return new BalancePeriod(day(day), day(day + 1));
  }

  /** An order of all three, logged at that time. */
  Citation order(Measure measure, Instant at) {
    return log.say(SampleLog.order(measure, C), at, A, B, C);
  }

  Citation order(Order order, Instant at) {
    return log.say(order, at, A, B, C);
  }

  void acknowledge(SiteId site, Citation order, Instant at) {
    log.say(new Acknowledgement(site.name(), order), at, site.party());
  }

  /** A day on which nothing ran. */
  void idle(SiteId site, int... days) {
    for (int day : days) {
      report(site, period(day), List.of(), IDLE_MILLIJOULES);
    }
  }

  /** A day of training on all devices. */
  void train(SiteId site, int... days) {
    for (int day : days) {
      worked(site, day, activity -> {});
    }
  }

  /** A day of work on all devices, as varied. */
  void worked(SiteId site, int day, Consumer<ActivityFields> change) {
    DeclaredActivity activity =
        SampleReport.activity(fields -> {
          fields.flop = DAY_OF_TRAINING;
          fields.deviceTime = DeviceTime.of(8, period(day));
          change.accept(fields);
        });
    report(site, period(day), List.of(activity), TRAINING_MILLIJOULES);
  }

  void report(
      SiteId site, BalancePeriod period, List<DeclaredActivity> activities, long milliJoules) {
    report(site, period, activities, milliJoules, milliJoules);
  }

  void report(
      SiteId site,
      BalancePeriod period,
      List<DeclaredActivity> activities,
      long reported,
      long metered) {
    DeviceTime idle = activities.isEmpty() ? DeviceTime.of(8, period) : DeviceTime.ZERO;
    Map<String, Energy> energies = new TreeMap<>();
    energies.put("node_0", Energy.ofMilliJoules(reported));
    log.say(
        new ActivityReport(
            site.name(),
            period,
            List.of(new AreaActivity(SampleSite.AREA, activities, idle, new TreeMap<>(energies))),
            List.of(
                SampleReport.digest(
                    period.from().getEpochSecond() * 10 + (site.equals(NORTH) ? 1 : 2))),
            List.of(),
            Optional.empty()),
        period.to().plusSeconds(6 * 3_600),
        site.party());
    readings.put(
        new Reported(site, period),
        new ReadingsState.Measured(
            Map.of(
                "node_0",
                SampleReport.metered(m -> m.energy = Optional.of(Energy.ofMilliJoules(metered))))));
  }

  Evaluation evaluate() {
    Charter charter = log.history.latest().body();
    return Evaluation.evaluate(
        charter,
        Ledger.fold(charter, log.facts(), until),
        new Measurements(readings, List.of(), List.of()),
        source,
        Optional.of(
            new LoggedOrders(
                log.history,
                new ArrayList<>(log.facts()),
                witnessed.orElse(log.size()),
                until,
                permitted)));
  }

  List<Conclusion> kept() {
    return evaluate().conclusions().stream()
        .filter(conclusion -> conclusion.claim() == Claim.ORDER_KEPT)
        .toList();
  }

  /** The conclusion on a site, under the only order. */
  Conclusion kept(SiteId site) {
    return kept().stream()
        .filter(c -> c.subject().site().filter(site.name()::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing about " + site + " in " + kept()));
  }

  List<ReasonCode> reasons(SiteId site) {
    return World.codes(kept(site));
  }
}
