package dev.standstill.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.site.Assumption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {

  private static World due(World world, Duration delay) {
    world.charter.calendar =
        new ReportingCalendar(
            SampleReport.START,
            SampleReport.START.plus(Duration.ofHours(1)),
            Duration.ofHours(1),
            delay);
    return world;
  }

  /** Damaged bytes refute the source, and decide nothing about anybody who is in it. */
  @Test
  void refutesADamagedSourceAndNoParty() {
    World world = World.honest();
    world.charter.limit = new StandingLimit(Flop.of("1"), SampleReport.START);
    world.further.add(SampleReport.report(r -> r.readings = List.of()));
    world.damaged("entry 3");
    Evaluation evaluation = world.evaluate();
    assertThat(evaluation.conclusions().getFirst().claim()).isEqualTo(Claim.INTEGRITY);
    assertThat(evaluation.conclusions().getFirst().status()).isEqualTo(Status.REFUTED);
    assertThat(evaluation.conclusions().getFirst().reasons().getFirst().place())
        .isEqualTo("entry 3");
    assertThat(evaluation.conclusions().subList(1, evaluation.conclusions().size()))
        .hasSize(4)
        .allSatisfy(conclusion -> {
          assertThat(conclusion.status()).isEqualTo(Status.UNDECIDED);
          assertThat(World.codes(conclusion)).contains(ReasonCode.EVIDENCE_DAMAGED);
        });
    assertThat(evaluation.findings())
        .extracting(Finding::code)
        .as("nobody is judged by statements that the log does not bind")
        .containsOnly(FindingCode.SOURCE_DAMAGED);
    assertThat(evaluation.balances())
        .flatExtracting(SiteBalance::areas)
        .allSatisfy(area -> assertThat(area.periods()).isEmpty());
  }

  @Test
  void stillJudgesWhatADamagedFileDoesNotTouch() {
    World world = World.ofHours(2);
    world.source =
        new SourceState(
            "example.org/log",
            List.of(new SourceDefect("telemetry/9000.parquet", "wrong digest")),
            true,
            true,
            true);
    world.hour().state = Optional.of(new ReadingsState.Damaged("wrong digest"));
    assertThat(world.conclusion(Claim.INTEGRITY).status()).isEqualTo(Status.REFUTED);
    List<Conclusion> activities = world.conclusions(Claim.DECLARED_ACTIVITY);
    assertThat(World.codes(activities.getFirst())).containsExactly(ReasonCode.EVIDENCE_DAMAGED);
    assertThat(activities.getLast().status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void saysNothingOfAnyPartyWithoutACharter() {
    Evaluation evaluation = Evaluation.withoutCharter(World.SOUND);
    assertThat(evaluation.conclusions()).hasSize(5);
    assertThat(evaluation.conclusions().subList(1, 5))
        .allSatisfy(c -> assertThat(World.codes(c)).containsExactly(ReasonCode.EVIDENCE_DAMAGED));
  }

  @Test
  void doesNotTakeWithheldReadingsForAbsentOnes() {
    World world = World.honest();
    world.hour().state =
        Optional.of(new ReadingsState.Withheld(List.of(SampleReport.digest(9_000))));
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.WITHHELD);
    assertThat(World.codes(world.site())).containsExactly(ReasonCode.WITHHELD);
    assertThat(world.findingCodes()).containsExactly(FindingCode.WITHHELD);
  }

  @Test
  void countsReadingsThatNobodyHandedOverAsMissing() {
    World world = World.honest();
    world.hour().handedOver = false;
    assertThat(world.activity().status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.MISSING_READINGS);
    assertThat(World.codes(world.site())).containsExactly(ReasonCode.MISSING_READINGS);
  }

  @Test
  void expectsAReportOnlyOnceItIsDue() {
    World world = due(World.honest(), Duration.ofMinutes(30));
    world.hours.clear();
    world.asOf = Optional.of(SampleReport.START.plus(Duration.ofMinutes(90)).minusNanos(1_000));
    assertThat(world.conclusions(Claim.DECLARED_ACTIVITY)).isEmpty();
    assertThat(world.findingCodes()).isEmpty();
    world.asOf = Optional.of(SampleReport.START.plus(Duration.ofMinutes(90)));
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.NOT_REPORTED);
    assertThat(World.codes(world.site())).containsExactly(ReasonCode.NOT_REPORTED);
    assertThat(world.findingCodes()).containsExactly(FindingCode.NOT_REPORTED);
  }

  /** Silence of a site that the charter names is never good news, for no claim. */
  @Test
  void concludesOnASiteThatNeverSaidAWord() {
    World world = due(World.honest(), Duration.ZERO);
    world.areas.clear();
    world.hours.clear();
    world.calibrated = false;
    world.asOf = Optional.of(SampleReport.period(0).to());
    assertThat(world.conclusions(Claim.DECLARED_ACTIVITY))
        .singleElement()
        .satisfies(conclusion -> {
          assertThat(conclusion.status()).isEqualTo(Status.UNDECIDED);
          assertThat(World.codes(conclusion))
              .containsExactly(ReasonCode.NOT_DECLARED, ReasonCode.NOT_REPORTED);
          assertThat(conclusion.subject().site()).contains("north");
        });
    assertThat(World.codes(world.site())).contains(ReasonCode.NOT_DECLARED);
    assertThat(world.findingCodes()).containsExactly(FindingCode.NOT_REPORTED);
    assertThat(world.conclusions(Claim.PARTY)).hasSize(1);
  }

  @Test
  void concludesOnAReportOfASiteThatDeclaredNothing() {
    World world = World.honest();
    world.areas.clear();
    assertThat(World.codes(world.activity())).contains(ReasonCode.NOT_DECLARED);
    assertThat(World.codes(world.activity())).doesNotContain(ReasonCode.NOT_REPORTED);
  }

  @Test
  void cannotAttainAGoalWithoutAShare() {
    World world = World.honest();
    world.charter.shares = List.of();
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.GOAL_NOT_ATTAINED);
    world.charter.shares = List.of(new SiteShare(SampleSite.SITE, PartsPerMillion.ZERO));
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.GOAL_NOT_ATTAINED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void dependsOnTheLogIndexAndNotOnTheOrderOfTheFacts(long seed) {
    World world = World.ofHours(3);
    world.further.add(
        SampleReport.report(r -> {
          r.areas = world.hour().toReport().areas();
          r.corrects = Optional.of(SampleReport.digest(World.FIRST_REPORT));
        }));
    world.hours.get(1).meters(m -> m.aboveLimit = 3);
    List<PublishedFact<StatementBody>> facts = new ArrayList<>(world.facts());
    Evaluation expected = world.evaluate(world.facts());
    Collections.shuffle(facts, new Random(seed));
    assertThat(world.evaluate(facts)).isEqualTo(expected);
    assertThat(world.evaluate(world.facts())).isEqualTo(expected);
    assertThat(expected.conclusions()).hasSize(8);
  }

  @Test
  void saysWhatItTakesForGranted() {
    World world = World.honest();
    world.source = new SourceState("example.org/log", List.of(), true, false, false);
    world.hour().report.assumptions = List.of(Assumption.EXECUTED_EQUALS_MODEL);
    world.calibration.assumptions =
        List.of(Assumption.REFERENCE_IDLE_POWER, Assumption.REFERENCE_CALIBRATION);
    assertThat(world.activity().assumes())
        .as("idle power is not assumed where no idle time is declared")
        .containsExactly(
            Assumption.REFERENCE_CALIBRATION,
            Assumption.EXECUTED_EQUALS_MODEL,
            Assumption.TRUST_ROOT_FROM_SOURCE);
    assertThat(world.activity().weakestLinks()).startsWith(WeakestLink.LOG_KEY);
    assertThat(world.activity().notEstablished()).contains(NotEstablished.SINGLE_VIEW);
    assertThat(World.honest().activity().weakestLinks()).doesNotContain(WeakestLink.LOG_KEY);
  }
}
