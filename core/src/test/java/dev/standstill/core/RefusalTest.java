package dev.standstill.core;

import static dev.standstill.core.SampleReport.START;
import static dev.standstill.core.SampleReport.activity;
import static dev.standstill.core.SampleReport.digest;
import static dev.standstill.core.SampleReport.report;
import static dev.standstill.core.SampleSite.AREA;
import static dev.standstill.core.SampleSite.PARTY;
import static dev.standstill.core.SampleSite.SITE;
import static dev.standstill.core.SampleSite.area;
import static dev.standstill.core.SampleSite.calibration;
import static dev.standstill.core.SampleSite.declaration;
import static dev.standstill.core.SampleSite.node;
import static dev.standstill.core.SampleSite.point;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.TestLevels;
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
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Illegal states cannot be built: one line for each promise of a constructor. */
class RefusalTest {

  private static final BigInteger MINUS_ONE = BigInteger.ONE.negate();
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String TOO_LONG = "a".repeat(64);

  private static Arguments refused(String what, Runnable attempt) {
    return arguments(what, attempt);
  }

  private static Stream<Arguments> quantities() {
    return Stream.of(
        refused("negative FLOP", () -> new Flop(MINUS_ONE)),
        refused("no number of FLOP", () -> Flop.of("1e3")),
        refused("negative energy", () -> new Energy(MINUS_ONE)),
        refused("negative device-time", () -> new DeviceTime(MINUS_ONE)),
        refused("negative power", () -> new Power(-1)),
        refused("free compute", () -> new EnergyPerFlop(0)),
        refused("less than nothing in a million", () -> new PartsPerMillion(-1)),
        refused("more than the whole", () -> new PartsPerMillion(1_000_001)),
        refused(
            "a fraction that is no number", () -> PartsPerMillion.ofFractionRoundedUp(Double.NaN)),
        refused("a fraction below 0", () -> PartsPerMillion.ofFractionRoundedUp(-1e-9)),
        refused("a fraction above 1", () -> PartsPerMillion.ofFractionRoundedUp(1.000001)),
        refused("an empty period", () -> new BalancePeriod(START, START)),
        refused("a period that ends before", () -> new BalancePeriod(START, START.minus(HOUR))),
        refused(
            "a begin between microseconds",
            () -> new BalancePeriod(START.plusNanos(1), START.plus(HOUR))),
        refused("an end between microseconds", () -> new BalancePeriod(START, START.plusNanos(1))),
        refused("a nameless model", () -> new AcceleratorModel(" ", Power.ofWatts(1))),
        refused("a model without limit", () -> new AcceleratorModel("H100", new Power(0))));
  }

  private static Stream<Arguments> partiesAndRecords() {
    Set<Role> roles = Set.of(Role.OPERATOR);
    return Stream.of(
        refused("a party without name", () -> new PartyId("")),
        refused("a party in capitals", () -> new PartyId("Aurora")),
        refused("a party that begins with a dash", () -> new PartyId("-a")),
        refused("a party of 64 letters", () -> new PartyId(TOO_LONG)),
        refused("a party with a line after its name", () -> new PartyId("aurora\n")),
        refused("a site with a slash", () -> new SiteId(PARTY, "a/b")),
        refused("an area with a blank", () -> new AreaId("a b")),
        refused("a party without role", () -> new Party(PARTY, Set.of(), List.of("k"))),
        refused("a party without key", () -> new Party(PARTY, roles, List.of())),
        refused("a party with a key twice", () -> new Party(PARTY, roles, List.of("k", "k"))),
        refused("a short digest", () -> new Digest("00")),
        refused("a digest in capitals", () -> new Digest("A".repeat(64))),
        refused(
            "an entry before the first",
            () -> new PublishedFact<>(PARTY, -1, digest(1), report(r -> {}))));
  }

  private static Stream<Arguments> charters() {
    Party twin = new Party(PARTY, Set.of(Role.OPERATOR), List.of("key-b"));
    Party sameKey = new Party(new PartyId("borealis"), Set.of(Role.OPERATOR), List.of("key-a"));
    SiteShare half = new SiteShare(SITE, new PartsPerMillion(500_000));
    SiteShare more = new SiteShare(new SiteId(PARTY, "south"), new PartsPerMillion(500_001));
    return Stream.of(
        refused("a nameless charter", () -> SampleCharter.charter(c -> c.name = " ")),
        refused("version 0", () -> SampleCharter.charter(c -> c.version = 0)),
        refused("nobody's charter", () -> SampleCharter.charter(c -> c.parties = List.of())),
        refused(
            "a party twice",
            () -> SampleCharter.charter(c -> c.parties = List.of(c.parties.getFirst(), twin))),
        refused(
            "a key of two parties",
            () -> SampleCharter.charter(c -> c.parties = List.of(c.parties.getFirst(), sameKey))),
        refused(
            "two shares of a site",
            () -> new SignificantCompute(Flop.of("1"), List.of(half, half))),
        refused(
            "more than the whole", () -> new SignificantCompute(Flop.of("1"), List.of(half, more))),
        refused("no period", () -> calendar(HOUR, Duration.ZERO, Duration.ZERO)),
        refused("periods backwards", () -> calendar(HOUR, HOUR.negated(), Duration.ZERO)),
        refused("due before the end", () -> calendar(HOUR, HOUR, Duration.ofSeconds(-1))),
        refused("an empty calendar", () -> calendar(Duration.ZERO, HOUR, Duration.ZERO)),
        refused(
            "periods between microseconds",
            () -> calendar(HOUR, Duration.ofNanos(100_000_001), Duration.ZERO)),
        refused(
            "a calendar from between microseconds",
            () -> new ReportingCalendar(START.plusNanos(1), START.plus(HOUR), HOUR, HOUR)),
        refused(
            "more periods than anyone can judge",
            () -> calendar(Duration.ofDays(36_500), Duration.ofMinutes(1), Duration.ZERO)));
  }

  private static ReportingCalendar calendar(Duration length, Duration period, Duration due) {
    return new ReportingCalendar(START, START.plus(length), period, due);
  }

  private static Stream<Arguments> levels() {
    return Stream.of(
        refused("never refuting", () -> levels(50_000, 0, 950_000, 0)),
        refused("refuting before an alarm", () -> levels(1_000, 1_001, 950_000, 0)),
        refused("an alarm for every other site", () -> levels(500_000, 1_000, 950_000, 0)),
        refused("detecting half", () -> levels(50_000, 1_000, 500_000, 0)),
        refused("detecting all", () -> levels(50_000, 1_000, 1_000_000, 0)),
        refused("an adversary who hides all", () -> levels(50_000, 1_000, 950_000, 1_000_000)));
  }

  private static TestLevels levels(int alarm, int refutation, int detection, int bias) {
    return new TestLevels(
        DecidingTest.ONE_SHOT,
        new PartsPerMillion(alarm),
        new PartsPerMillion(refutation),
        new PartsPerMillion(detection),
        new PartsPerMillion(bias),
        "test");
  }

  private static Stream<Arguments> sites() {
    ComputeBalanceArea hall = area(AREA, List.of(node("node_0")));
    InstalledAccelerators eight = new InstalledAccelerators(SampleSite.H100, 8);
    AreaId annex = new AreaId("annex");
    return Stream.of(
        refused("a point without name", () -> node("")),
        refused("a point with a blank", () -> node("node 0")),
        refused("a meter without name", () -> point(p -> p.instrument = Optional.of(""))),
        refused("a point without device", () -> point(p -> p.devices = 0)),
        refused("a point without limit", () -> point(p -> p.physicalLimit = new Power(0))),
        refused("no accelerator in a line", () -> new InstalledAccelerators(SampleSite.H100, 0)),
        refused(
            "an area without accelerators",
            () -> new ComputeBalanceArea(AREA, List.of(), hall.points())),
        refused(
            "an area without points",
            () -> new ComputeBalanceArea(AREA, List.of(eight), List.of())),
        refused(
            "a point twice in an area", () -> area(AREA, List.of(node("node_0"), node("node_0")))),
        refused(
            "the mean of a meter that is not there", () -> sharing(new Metering.SharedMean("x"))),
        refused(
            "the sum of a meter that is not read", () -> sharing(new Metering.SharedSum("node_1"))),
        refused("one meter with two errors", RefusalTest::oneMeterWithTwoErrors),
        refused("a site without area", () -> declaration()),
        refused("an area twice", () -> declaration(hall, area(AREA, List.of(node("node_1"))))),
        refused(
            "a point in two areas", () -> declaration(hall, area(annex, List.of(node("node_0"))))),
        refused("fewer than no runs", () -> calibration(c -> c.runs = -1)),
        refused(
            "no degree of freedom", () -> calibration(c -> c.degreesOfFreedom = Optional.of(0))),
        refused(
            "a calibration without error",
            () ->
                calibration(c -> {
                  c.workloadPpm = 0;
                  c.systematicPpm = 0;
                })));
  }

  private static ComputeBalanceArea sharing(Metering metering) {
    return area(
        AREA,
        List.of(
            node("node_0"),
            point(p -> {
              p.name = "node_1";
              p.metering = metering;
            })));
  }

  private static void oneMeterWithTwoErrors() {
    area(
        AREA,
        List.of(
            node("node_0"),
            point(p -> {
              p.name = "node_1";
              p.instrument = Optional.of("meter-node_0");
              p.systematicPpm = 1;
            })));
  }

  private static Stream<Arguments> reports() {
    AreaActivity nothing = SampleReport.areaActivity(List.of(), DeviceTime.ZERO);
    return Stream.of(
        refused("an activity of no model", () -> activity(a -> a.model = "")),
        refused("an activity in no format", () -> activity(a -> a.precision = " ")),
        refused("training of no lineage", () -> activity(a -> a.lineage = Optional.empty())),
        refused(
            "inference of a lineage", () -> activity(a -> a.category = ActivityCategory.INFERENCE)),
        refused("fewer than no tokens", () -> activity(a -> a.tokens = Optional.of(MINUS_ONE))),
        refused("an area reported twice", () -> report(r -> r.areas = List.of(nothing, nothing))),
        refused(
            "a file cited twice", () -> report(r -> r.readings = List.of(digest(1), digest(1)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"quantities", "partiesAndRecords", "charters", "levels", "sites", "reports"})
  void refuses(String what, Runnable attempt) {
    assertThatThrownBy(attempt::run).as(what).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void acceptsTheSamplesThatAreVariedHere() {
    assertThatCode(
            () -> {
              SampleCharter.charter(c -> {});
              levels(50_000, 1_000, 950_000, 0);
              declaration(area(AREA, List.of(node("node_0"))));
              new SiteDeclaration(
                  "x", List.of(area(AREA, List.of(node("y")))), List.of(), Optional.empty());
              sharing(new Metering.SharedMean("node_0"));
              calibration(c -> {});
              report(r -> {});
              activity(a -> {});
              calendar(HOUR, HOUR, Duration.ZERO);
            })
        .doesNotThrowAnyException();
  }
}
