package dev.standstill.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleCharter;
import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleReport.ReportFields;
import dev.standstill.core.SampleSite;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.core.site.SiteDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {

  private static final Charter NOTHING_DUE = SampleCharter.charter(c -> {});
  private static final Instant LATER = SampleReport.START.plus(Duration.ofDays(2));

  private static PublishedFact<StatementBody> fact(long index, StatementBody body) {
    return new PublishedFact<>(SampleSite.PARTY, index, SampleReport.digest(index), body);
  }

  private static PublishedFact<StatementBody> report(long index, Consumer<ReportFields> change) {
    return fact(index, SampleReport.report(change));
  }

  private static Consumer<ReportFields> correcting(long index) {
    return r -> r.corrects = Optional.of(SampleReport.digest(index));
  }

  private static SiteDeclaration declaration() {
    return SampleSite.declaration(
        SampleSite.area(SampleSite.AREA, List.of(SampleSite.node("node_0"))));
  }

  private static List<PeriodAccount> periods(PublishedFact<?>... facts) {
    return account(facts).periods();
  }

  private static SiteAccount account(PublishedFact<?>... facts) {
    List<SiteAccount> sites = Ledger.fold(NOTHING_DUE, Arrays.asList(facts), LATER).sites();
    assertThat(sites).hasSize(1);
    return sites.getFirst();
  }

  private static long countedEntry(PeriodAccount period) {
    return period.report().orElseThrow().logIndex();
  }

  /** A statement about a site that the fold leaves out would be evidence that vanishes. */
  @ParameterizedTest
  @EnumSource
  void filesEveryKindOfStatementThatASiteMakes(StatementKind kind) {
    Optional<StatementBody> body =
        switch (kind) {
          case SITE_DECLARATION -> Optional.of(declaration());
          case CALIBRATION -> Optional.of(SampleSite.calibration(c -> {}));
          case ACTIVITY_REPORT -> Optional.of(SampleReport.report(r -> {}));
          // Filed with its order.
          case ACKNOWLEDGEMENT -> Optional.empty();
          // None is an entry in a site's book.
          case CHARTER,
              FINDING,
              LOG_TIME,
              ORDER,
              CLARIFICATION,
              CLARIFICATION_REPLY,
              RECUSAL,
              RULING,
              APPEAL,
              PERMIT_REQUEST,
              PERMIT,
              PERMIT_CHANGE ->
              Optional.empty();
        };
    Charter sharingNothing = SampleCharter.charter(c -> c.shares = List.of());
    body.ifPresent(said -> {
      assertThat(said.kind()).isEqualTo(kind);
      assertThat(Ledger.fold(sharingNothing, List.of(fact(1, said)), LATER).sites())
          .singleElement()
          .satisfies(site -> assertThat(site.site()).isEqualTo(SampleSite.SITE));
    });
  }

  @Test
  void keepsTheFirstReportAndTheContradictingOne() {
    PeriodAccount period =
        periods(report(4, r -> r.readings = List.of()), report(3, r -> {})).getFirst();
    assertThat(countedEntry(period)).isEqualTo(3);
    assertThat(period.contradicting()).extracting(PublishedFact::logIndex).containsExactly(4L);
  }

  @Test
  void followsAChainOfCorrections() {
    List<PeriodAccount> periods =
        periods(report(3, r -> {}), report(4, correcting(3)), report(5, correcting(4)));
    assertThat(periods).singleElement().satisfies(p -> assertThat(countedEntry(p)).isEqualTo(5));
    assertThat(periods.getFirst().contradicting()).isEmpty();
  }

  @Test
  void contradictsWhenTwoReportsCorrectTheSameOne() {
    PeriodAccount period =
        periods(report(3, r -> {}), report(4, correcting(3)), report(5, correcting(3))).getFirst();
    assertThat(countedEntry(period)).isEqualTo(4);
    assertThat(period.contradicting()).hasSize(1);
  }

  @Test
  void movesAReportToAnotherPeriodByCorrection() {
    List<PeriodAccount> periods =
        periods(
            report(3, r -> {}),
            report(
                4,
                r -> {
                  r.period = SampleReport.period(1);
                  r.corrects = Optional.of(SampleReport.digest(3));
                }));
    assertThat(periods)
        .singleElement()
        .satisfies(p -> assertThat(p.period()).isEqualTo(SampleReport.period(1)));
  }

  @Test
  void takesAnOverlappingPeriodForAContradiction() {
    Instant middle = SampleReport.START.plus(Duration.ofMinutes(30));
    PeriodAccount period =
        periods(
                report(3, r -> {}),
                report(
                    4, r -> r.period = new BalancePeriod(middle, middle.plus(Duration.ofHours(1)))))
            .getFirst();
    assertThat(period.contradicting()).hasSize(1);
  }

  /** Whoever may append could otherwise turn a corrected report into a contradiction. */
  @Test
  void countsOnlyTheFirstInclusionOfAStatement() {
    PublishedFact<StatementBody> first = report(3, r -> {});
    PublishedFact<StatementBody> again =
        new PublishedFact<>(SampleSite.PARTY, 5, first.id(), first.body());
    PeriodAccount period = periods(first, report(4, correcting(3)), again).getFirst();
    assertThat(countedEntry(period)).isEqualTo(4);
    assertThat(period.contradicting()).isEmpty();
  }

  @Test
  void doesNotBringBackAnEarlierDeclarationThatIsIncludedAgain() {
    PublishedFact<StatementBody> first = fact(1, declaration());
    PublishedFact<StatementBody> again =
        new PublishedFact<>(SampleSite.PARTY, 3, first.id(), first.body());
    SiteAccount account = account(first, fact(2, declaration()), again, report(4, r -> {}));
    assertThat(account.declaration().orElseThrow().logIndex()).isEqualTo(2);
  }

  @Test
  void judgesAReportByWhatWasDeclaredBeforeIt() {
    SiteAccount account =
        account(
            fact(1, declaration()),
            fact(2, SampleSite.calibration(c -> {})),
            report(3, r -> {}),
            fact(4, declaration()),
            fact(5, SampleSite.calibration(c -> {})));
    PeriodAccount period = account.periods().getFirst();
    assertThat(period.declaration().orElseThrow().logIndex()).isEqualTo(1);
    assertThat(period.calibration().orElseThrow().logIndex()).isEqualTo(2);
    assertThat(account.declaration().orElseThrow().logIndex()).isEqualTo(4);
  }

  @Test
  void leavesReportsOfPeriodsThatAreNotOverOffTheBooks() {
    List<PublishedFact<StatementBody>> facts = List.of(report(3, r -> {}));
    Instant end = SampleReport.period(0).to();
    assertThat(Ledger.fold(NOTHING_DUE, facts, end.minusNanos(1)).sites().getFirst().periods())
        .isEmpty();
    assertThat(Ledger.fold(NOTHING_DUE, facts, end).sites().getFirst().periods()).hasSize(1);
  }

  @Test
  void opensAnAccountForEverySiteThatHasAShare() {
    SiteId silent = new SiteId(new PartyId("borealis"), "south");
    SiteId shareless = new SiteId(new PartyId("borealis"), "west");
    Charter charter =
        SampleCharter.charter(c -> {
          c.shares =
              List.of(
                  new SiteShare(silent, new PartsPerMillion(1)),
                  new SiteShare(shareless, PartsPerMillion.ZERO));
          c.calendar =
              new ReportingCalendar(SampleReport.START, LATER, Duration.ofDays(1), Duration.ZERO);
        });
    List<SiteAccount> sites = Ledger.fold(charter, List.of(), LATER).sites();
    assertThat(sites).extracting(SiteAccount::site).containsExactly(silent);
    assertThat(sites.getFirst().periods())
        .hasSize(2)
        .allSatisfy(period -> assertThat(period.report()).isEmpty());
  }

  @Test
  void keepsSitesOfTheSameNameApartByTheirParty() {
    PublishedFact<StatementBody> theirs =
        new PublishedFact<>(
            new PartyId("borealis"), 2, SampleReport.digest(2), SampleReport.report(r -> {}));
    assertThat(Ledger.fold(NOTHING_DUE, List.of(report(1, r -> {}), theirs), LATER).sites())
        .hasSize(2);
  }
}
