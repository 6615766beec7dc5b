package dev.standstill.core.finding;

import static dev.standstill.core.finding.OrderWorld.NORTH;
import static dev.standstill.core.finding.OrderWorld.day;
import static dev.standstill.core.finding.OrderWorld.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.report.Enforcement.Accounts;
import dev.standstill.core.report.Enforcement.AdmittedCanary;
import dev.standstill.core.report.Enforcement.AreaAccounts;
import dev.standstill.core.report.Enforcement.Canaries;
import dev.standstill.core.report.Enforcement.HeardSource;
import dev.standstill.core.report.Enforcement.Hook;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a site says of its own enforcement, and what it leaves out. */
class EnforcementFindingsTest {
  private static final List<FindingCode> CODES =
      List.of(
          FindingCode.CANARY_ADMITTED,
          FindingCode.CANARY_MISSING,
          FindingCode.HOOK_CHANGED,
          FindingCode.HOOK_MISSING,
          FindingCode.CONFIGURATION_CHANGED,
          FindingCode.SOURCE_STARVED,
          FindingCode.ACCOUNTS_DIFFER,
          FindingCode.ACCOUNTS_MISSING);

  private final OrderWorld world = new OrderWorld();

  /** A day on which everything was in order: 24 canaries refused, all three sources heard. */
  private static final class Fields {
    Canaries canaries = new Canaries(24, 24, 0, Optional.empty());
    List<Hook> hooks = new ArrayList<>(List.of(hook("job_submit.lua", 1), hook("prolog", 2)));
    Digest configuration = SampleReport.digest(3);
    List<HeardSource> sources = new ArrayList<>();
    Optional<Accounts> accounts = Optional.empty();

    Fields(int day) {
      for (String party : List.of("a", "b", "c")) {
        heard("log of " + party, day(day + 1));
      }
    }

    void heard(String name, Instant newest) {
      sources.removeIf(source -> source.name().equals(name));
      sources.add(new HeardSource(name, Optional.of(newest)));
    }

    Enforcement enforcement() {
      return new Enforcement(canaries, hooks, configuration, sources, Duration.ZERO, accounts);
    }
  }

  private static Hook hook(String name, int digest) {
    return new Hook(name, Optional.of(SampleReport.digest(digest)));
  }

  private static Enforcement enforcing(int day, Consumer<Fields> change) {
    Fields fields = new Fields(day);
    change.accept(fields);
    return fields.enforcement();
  }

  private Citation said(int day, Optional<Enforcement> enforcement, Optional<Digest> corrects) {
    return world.log.say(
        new ActivityReport(
            NORTH.name(),
            period(day),
            List.of(
                new AreaActivity(
                    SampleSite.AREA, List.of(), DeviceTime.of(8, period(day)), new TreeMap<>())),
            List.of(),
            List.of(),
            corrects,
            enforcement),
        day(day + 1).plus(Duration.ofHours(6)),
        NORTH.party());
  }

  private Citation said(int day, Consumer<Fields> change) {
    return said(day, Optional.of(enforcing(day, change)), Optional.empty());
  }

  private List<Finding> findings() {
    return world.evaluate().findings().stream()
        .filter(finding -> CODES.contains(finding.code()))
        .toList();
  }

  private List<FindingCode> codes() {
    return findings().stream().map(Finding::code).toList();
  }

  @Test
  void whereAllIsInOrderNothingIsNoticed() {
    said(0, fields -> {});
    said(1, fields -> {});
    assertThat(findings()).isEmpty();
  }

  @Test
  void whoNeverSaidAnythingOfItIsNotNoticed() {
    said(0, Optional.empty(), Optional.empty());
    said(1, Optional.empty(), Optional.empty());
    assertThat(findings()).isEmpty();
  }

  @Test
  void anAdmittedCanaryIsNoticedAndRefutesNothing() {
    List<Status> before = statuses(fields -> {});
    List<Status> after =
        statuses(fields ->
            fields.canaries =
                new Canaries(24, 22, 2, Optional.of(new AdmittedCanary("48213", day(0)))));
    assertThat(after).isEqualTo(before).isNotEmpty();
  }

  private static List<Status> statuses(Consumer<Fields> change) {
    EnforcementFindingsTest other = new EnforcementFindingsTest();
    other.said(0, change);
    return other.world.evaluate().conclusions().stream().map(Conclusion::status).toList();
  }

  @Test
  void anAdmittedCanarySaysWhichAndWhen() {
    said(
        0,
        fields ->
            fields.canaries =
                new Canaries(24, 22, 2, Optional.of(new AdmittedCanary("48213", day(0)))));
    assertThat(findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(FindingCode.CANARY_ADMITTED);
          assertThat(finding.subject()).isEqualTo(Subject.ofSite(NORTH));
          assertThat(finding.period()).contains(period(0));
          assertThat(finding.detail())
              .contains("2 of 24 jobs")
              .contains("last 48213 at 2027-01-01T00:00:00Z");
        });
  }

  @Test
  void aCorrectionDoesNotUnsayAnAdmittedCanary() {
    Citation first = said(0, fields -> fields.canaries = new Canaries(1, 0, 1, Optional.empty()));
    said(0, Optional.of(enforcing(0, fields -> {})), Optional.of(first.id()));
    assertThat(codes()).containsExactly(FindingCode.CANARY_ADMITTED);
    assertThat(findings().getFirst().detail()).contains("log entry " + first.logIndex());
  }

  @Test
  void aCorrectionThatDropsTheWholePartIsNoticed() {
    Citation first = said(0, fields -> {});
    said(0, Optional.empty(), Optional.of(first.id()));
    assertThat(codes()).containsExactly(FindingCode.CANARY_MISSING);
  }

  @Test
  void aContradictingReportDoesNotHideAnAdmittedCanary() {
    said(0, fields -> {});
    said(0, fields -> fields.canaries = new Canaries(1, 0, 1, Optional.empty()));
    assertThat(codes()).contains(FindingCode.CANARY_ADMITTED);
  }

  @Test
  void aPeriodWithoutCanariesAndEveryOneAfterTheyWereDroppedIsNoticed() {
    said(0, fields -> {});
    said(1, fields -> fields.canaries = new Canaries(0, 0, 0, Optional.empty()));
    said(2, Optional.empty(), Optional.empty());
    said(3, Optional.empty(), Optional.empty());
    assertThat(findings())
        .extracting(Finding::code, finding -> finding.period().orElseThrow())
        .containsExactly(
            tuple(FindingCode.CANARY_MISSING, period(1)),
            tuple(FindingCode.CANARY_MISSING, period(2)),
            tuple(FindingCode.CANARY_MISSING, period(3)));
  }

  @Test
  void aHookThatChangedOrIsGoneIsNoticed() {
    said(0, fields -> {});
    said(1, fields -> fields.hooks.set(0, hook("job_submit.lua", 9)));
    said(2, fields -> fields.hooks.set(0, new Hook("job_submit.lua", Optional.empty())));
    said(3, fields -> fields.hooks.remove(0));
    assertThat(codes())
        .containsExactly(
            FindingCode.HOOK_CHANGED, FindingCode.HOOK_MISSING, FindingCode.HOOK_MISSING);
    assertThat(findings())
        .extracting(Finding::detail)
        .satisfiesExactly(
            changed -> assertThat(changed).contains("hook job_submit.lua changed from 000"),
            gone -> assertThat(gone).endsWith("is not in its place"),
            dropped -> assertThat(dropped).endsWith("is not listed any more"));
  }

  @Test
  void silenceBetweenTwoReportsHidesNoChange() {
    said(0, fields -> {});
    said(1, Optional.empty(), Optional.empty());
    said(2, fields -> fields.configuration = SampleReport.digest(9));
    assertThat(codes())
        .containsExactly(FindingCode.CANARY_MISSING, FindingCode.CONFIGURATION_CHANGED);
  }

  @Test
  void aSourceIsStarvedOnlyBeyondTheLimitAndOnlyIfAnotherWasHeard() {
    Duration limit = Duration.ofHours(6);
    said(0, fields -> fields.heard("log of b", day(1).minus(limit)));
    assertThat(findings()).isEmpty();
    said(1, fields -> fields.heard("log of b", day(2).minus(limit).minusNanos(1_000)));
    said(2, fields -> fields.sources.removeIf(source -> source.name().equals("log of c")));
    said(3, fields -> fields.sources.clear());
    said(
        4,
        fields -> fields.sources.replaceAll(one -> new HeardSource(one.name(), Optional.empty())));
    assertThat(findings())
        .extracting(Finding::detail)
        .satisfiesExactly(
            late -> assertThat(late).startsWith("source log of b gave nothing newer than"),
            silent -> assertThat(silent).startsWith("source log of c gave nothing when"));
  }

  @Test
  void aSourceThatIsNotTheChartersOrATimeThatHadNotComeAccusesNobody() {
    said(0, fields -> fields.heard("a friend", day(90)));
    said(1, fields -> fields.heard("log of a", day(90)));
    said(2, fields -> fields.heard("log of a", Instant.MAX));
    assertThat(findings()).isEmpty();
  }

  private static Optional<Accounts> accounted(long microseconds, long elsewhere, int unread) {
    return Optional.of(
        new Accounts(
            List.of(new AreaAccounts(SampleSite.AREA, time(microseconds), 2)),
            time(elsewhere),
            unread));
  }

  private static DeviceTime time(long deviceMicroseconds) {
    return new DeviceTime(BigInteger.valueOf(deviceMicroseconds));
  }

  /** The days here declare that nothing ran. */
  @Test
  void whatSchedulersAccountedAndTheReportDoesNotDeclareIsNoticed() {
    said(0, fields -> fields.accounts = accounted(1_000_000, 0, 0));
    assertThat(findings()).isEmpty();
    said(1, fields -> fields.accounts = accounted(1_000_001, 0, 0));
    said(2, fields -> fields.accounts = accounted(0, 1, 0));
    assertThat(findings())
        .extracting(Finding::code, Finding::detail)
        .containsExactly(
            tuple(
                FindingCode.ACCOUNTS_DIFFER,
                "area "
                    + SampleSite.AREA
                    + ": 0 device-microseconds declared, 1000001 accounted in 2 runs"),
            tuple(
                FindingCode.ACCOUNTS_DIFFER,
                "the schedulers accounted 1 device-microseconds in no area of the site"));
  }

  @Test
  void accountsThatAreNotThereAnyMoreOrNotWholeAreNoticed() {
    said(0, fields -> {});
    said(1, fields -> fields.accounts = accounted(0, 0, 3));
    said(2, fields -> {});
    assertThat(findings())
        .extracting(Finding::code, finding -> finding.period().orElseThrow())
        .containsExactly(
            tuple(FindingCode.ACCOUNTS_MISSING, period(1)),
            tuple(FindingCode.ACCOUNTS_MISSING, period(2)));
  }

  @Test
  void anAreaThatTheAccountsLeaveOutIsNoticed() {
    said(0, fields -> fields.accounts = accounted(0, 0, 0));
    said(1, fields -> fields.accounts = Optional.of(new Accounts(List.of(), DeviceTime.ZERO, 0)));
    assertThat(findings())
        .extracting(Finding::code, Finding::detail)
        .containsExactly(
            tuple(
                FindingCode.ACCOUNTS_MISSING,
                "the accounts leave out area "
                    + SampleSite.AREA
                    + ", which the last report's had"));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new AreaAccounts(SampleSite.AREA, time(1), 0))
        .hasMessageContaining("no run");
    AreaAccounts twice = new AreaAccounts(SampleSite.AREA, time(1), 1);
    assertThatThrownBy(() -> new Accounts(List.of(twice, twice), DeviceTime.ZERO, 0))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new Accounts(List.of(), DeviceTime.ZERO, -1))
        .hasMessageContaining("from 0");
    assertThatThrownBy(() -> new Canaries(1, 1, 1, Optional.empty()))
        .hasMessageContaining("no more canaries");
    assertThatThrownBy(
            () -> new Canaries(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, Optional.empty()))
        .hasMessageContaining("no more canaries");
    assertThatThrownBy(() -> new Canaries(-1, 0, 0, Optional.empty()))
        .hasMessageContaining("from 0");
    assertThatThrownBy(() -> new Canaries(1, 1, 0, Optional.of(new AdmittedCanary("1", day(0)))))
        .hasMessageContaining("none was admitted");
    assertThatThrownBy(() -> enforcing(0, fields -> fields.hooks.add(hook("prolog", 7))))
        .hasMessageContaining("hook prolog twice");
    assertThatThrownBy(() ->
            enforcing(
                0, fields -> fields.sources.add(new HeardSource("log of a", Optional.empty()))))
        .hasMessageContaining("source log of a twice");
    Enforcement own = enforcing(0, fields -> {});
    Enforcement stale =
        new Enforcement(
            own.canaries(),
            own.hooks(),
            own.configuration(),
            own.sources(),
            Duration.ofDays(1).plusNanos(1));
    assertThatThrownBy(() -> said(0, Optional.of(stale), Optional.empty()))
        .hasMessageContaining("no longer than the period");
  }
}
