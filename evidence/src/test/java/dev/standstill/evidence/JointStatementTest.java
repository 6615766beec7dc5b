package dev.standstill.evidence;

import static dev.standstill.evidence.SampleCharters.NORTH_ID;
import static dev.standstill.evidence.SampleCharters.SOUTH_ID;
import static dev.standstill.evidence.SampleCharters.charter;
import static dev.standstill.evidence.SampleSource.NORTH;
import static dev.standstill.evidence.SampleSource.SOUTH;
import static dev.standstill.evidence.SampleSource.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.permit.PartyLineage;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.log.note.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that several sign, and charters that follow one another, from bytes to orders. */
class JointStatementTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path temporary;

  @Test
  void everyPartyWhoseKeyVerifiedIsASignerAndNobodyElse() throws IOException {
    Evidence evidence =
        read(begin().signed(pause(), NORTH, STRANGER).signed(pause(), NORTH, SOUTH));
    assertThat(evidence.defects()).isEmpty();
    assertThat(evidence.facts())
        .extracting(fact -> fact.signers().parties())
        .containsExactly(Set.of(NORTH_ID), Set.of(NORTH_ID, SOUTH_ID));
    assertThat(life(evidence)).isEqualTo(new OrderLife.InForce(2, Set.of(), false));
  }

  @Test
  void oneSignatureIsAProposal() throws IOException {
    assertThat(life(read(begin().signed(pause(), NORTH)))).isInstanceOf(OrderLife.Proposed.class);
  }

  @Test
  void anOrderThatOnlyAStrangerSignedIsNoFact() throws IOException {
    Evidence evidence = read(begin().signed(pause(), STRANGER));
    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.defects())
        .extracting(SourceDefect::detail)
        .containsExactly("is signed by no party of the charter");
  }

  @Test
  void aNewCharterNeedsTheOldQuorumAndTheNew() throws IOException {
    Evidence accepted = read(begin().charter(charter(2, NORTH, STRANGER), NORTH, SOUTH, STRANGER));
    assertThat(accepted.defects()).isEmpty();
    assertThat(accepted.history().orElseThrow().versions()).hasSize(2);
    assertThat(accepted.charter().orElseThrow().body().version()).isEqualTo(2);
  }

  @Test
  void aNewCharterWithoutTheOldQuorumIsRefused() throws IOException {
    requireRefused("old-quorum-missing", charter(2, NORTH, STRANGER), NORTH, STRANGER);
  }

  @Test
  void aNewCharterWithoutItsOwnQuorumIsRefused() throws IOException {
    requireRefused("new-quorum-missing", charter(2, NORTH, STRANGER), NORTH, SOUTH);
  }

  @Test
  void anOldCharterAgainUnderAnotherNumberIsRefused() throws IOException {
    requireRefused("not-the-next-version", charter(3, NORTH, SOUTH), NORTH, SOUTH);
  }

  @Test
  void aPauseOutlivesTheKeysThatSignedItAndAnOldKeySignsNothingNew() throws IOException {
    Evidence evidence =
        read(
            begin()
                .signed(pause(), NORTH, SOUTH)
                .charter(charter(2, NORTH, STRANGER), NORTH, SOUTH, STRANGER)
                .signed(SampleStatements.declaration("hall"), SOUTH));
    assertThat(life(evidence)).isInstanceOf(OrderLife.InForce.class);
    assertThat(evidence.defects())
        .extracting(SourceDefect::detail)
        .containsExactly("is not signed by exactly one party of the charter");
  }

  @Test
  void aSignatureByACompromisedKeyIsDoubtedFromThereOn() throws IOException {
    Charter next = charter(2, NORTH, STRANGER, new CompromisedKey(SOUTH.verifierKey() + "", 2));
    Evidence evidence =
        read(
            begin()
                .signed(pause(), NORTH, SOUTH)
                .signed(slow(), NORTH, SOUTH)
                .charter(next, NORTH, SOUTH, STRANGER));
    assertThat(evidence.defects()).isEmpty();
    assertThat(evidence.facts())
        .extracting(fact -> fact.signers().doubted())
        .containsExactly(Set.of(), Set.of(SOUTH_ID));
    assertThat(life(evidence)).isInstanceOf(OrderLife.InForce.class);
  }

  @Test
  void whatOnePartySaidByACompromisedKeyIsNotBelieved() throws IOException {
    Charter next = charter(2, NORTH, STRANGER, new CompromisedKey(SOUTH.verifierKey() + "", 2));
    Evidence evidence =
        read(
            begin()
                .signed(SampleStatements.declaration("early"), SOUTH)
                .signed(SampleStatements.declaration("late"), SOUTH)
                .charter(next, NORTH, SOUTH, STRANGER));
    assertThat(evidence.facts()).singleElement().extracting("logIndex").isEqualTo(1L);
    assertThat(evidence.defects())
        .singleElement()
        .isEqualTo(SourceDefect.stray("entry 2", "is signed by a key declared compromised"));
    assertThat(evidence.doubted()).singleElement().extracting("logIndex").isEqualTo(2L);
  }

  /** Else a party could win back its budget by declaring its own key compromised. */
  @Test
  void whatADoubtedReportSaysStillCountsAgainstWhatMayBeDone() throws IOException {
    ActivityReport report = SampleStatements.training("lineage-1");
    CompromisedKey lost = new CompromisedKey(SOUTH.verifierKey() + "", 1);
    Evidence believed = read(begin("believed").signed(report, SOUTH));
    Evidence doubted =
        read(
            begin("doubted")
                .signed(report, SOUTH)
                .charter(charter(2, NORTH, STRANGER, lost), NORTH, SOUTH, STRANGER));
    assertThat(doubted.facts()).isEmpty();
    assertThat(totals(believed)).isNotEmpty();
    assertThat(totals(doubted)).isEqualTo(totals(believed));
  }

  private static Map<PartyLineage, Flop> totals(Evidence evidence) {
    return JobVerdict.permits(evidence, evidence.history().orElseThrow()).lineageTotals();
  }

  private SampleSource begin(String folder) throws IOException {
    return SampleSource.begin(temporary.resolve(folder))
        .charter(charter(1, NORTH, SOUTH), NORTH, SOUTH);
  }

  private void requireRefused(String reason, Charter next, SigningKey... signers)
      throws IOException {
    Evidence evidence = read(begin().charter(next, signers));
    assertThat(evidence.defects())
        .extracting(SourceDefect::detail)
        .containsExactly("a new charter is refused: " + reason);
    assertThat(evidence.charter().orElseThrow().body().version()).isEqualTo(1);
  }

  private SampleSource begin() throws IOException {
    return SampleSource.begin(temporary).charter(charter(1, NORTH, SOUTH), NORTH, SOUTH);
  }

  private static Evidence read(SampleSource source) throws IOException {
    return EvidenceReader.read(source.publish(), TrustRoot.fromSource());
  }

  private static OrderLife life(Evidence evidence) {
    OrderState state =
        Docket.orders(
            evidence.history().orElseThrow(), evidence.facts(), Circumstances.witnessed(100));
    PublishedFact<?> first =
        evidence.facts().stream()
            .filter(fact -> fact.body() instanceof Order)
            .findFirst()
            .orElseThrow();
    return state.life(first.id(), Moment.of(SampleSource.FROM.plus(DAY))).orElseThrow();
  }

  private static Order pause() {
    return order(new Measure.Pause(scope(), DAY, terms()));
  }

  private static Order slow() {
    return order(new Measure.Slow(scope(), Flop.of("5"), terms()));
  }

  private static Order order(Measure measure) {
    return new Order(
        measure, NORTH_ID, Set.of(), Set.of(), Optional.empty(), Optional.empty(), "a test");
  }

  private static Scope scope() {
    return new Scope(new Subjects.Everyone(), Set.of(OperationKind.PRE_TRAINING), Flop.ZERO);
  }

  private static Terms terms() {
    return new Terms(SampleSource.FROM, SampleSource.FROM.plus(DAY.multipliedBy(9)), Set.of());
  }
}
