package dev.standstill.core.permit;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.LINEAGE;
import static dev.standstill.core.SamplePermits.flop;
import static dev.standstill.core.SamplePermits.permit;
import static dev.standstill.core.SamplePermits.report;
import static dev.standstill.core.SamplePermits.terms;
import static dev.standstill.core.SamplePermits.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.accountancy.Seeds;
import dev.standstill.core.order.Moment;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How reports use up a permit. */
class DrawDownTest {
  private static final Moment LATER = Moment.of(START.plus(DAY.multipliedBy(60)));
  private static final PartyLineage OF_A = new PartyLineage(A, LINEAGE);
  private static final Optional<Digest> NONE = Optional.empty();
  private final SampleLog log = new SampleLog(SamplePermits.charter());
  private final Citation permit = log.say(permit(terms()), START, B, C);

  private PermitBook book() {
    return PermitBook.fold(log.history, log.facts(), log.size());
  }

  private Flop drawn() {
    return book().drawn(permit.id()).orElseThrow();
  }

  private Citation said(ActivityReport report) {
    return log.say(report, START, A);
  }

  @Test
  void anActivityDrawsOnThePermitItNames() {
    Citation other = log.say(permit(terms(f -> f.devices = 9)), START, B, C);
    said(report(0, 1, NONE, training("3e23", Optional.of(other.id()))));
    assertThat(drawn()).isEqualTo(Flop.ZERO);
    assertThat(book().drawn(other.id())).contains(flop("3e23"));
  }

  @Test
  void trainingThatNamesNoneDrawsOnEveryPermitOfItsLineageThere() {
    Citation other = log.say(permit(terms(f -> f.devices = 9)), START, B, C);
    Citation elsewhere = log.say(permit(terms(f -> f.lineage = "lineage-2")), START, B, C);
    said(report(0, 1, NONE, training("3e23", NONE)));
    assertThat(drawn()).isEqualTo(flop("3e23"));
    assertThat(book().drawn(other.id())).contains(flop("3e23"));
    assertThat(book().drawn(elsewhere.id())).contains(Flop.ZERO);
  }

  @Test
  void namingAPermitOfAnotherSiteUsesUpNobodysPermit() {
    Citation foreign = log.say(permit(terms(f -> f.site = SampleLog.SITE_B)), START, A, C, B);
    said(report(0, 1, NONE, training("3e23", Optional.of(foreign.id()))));
    assertThat(book().drawn(foreign.id())).contains(Flop.ZERO);
    assertThat(drawn()).isEqualTo(flop("3e23"));
  }

  @Test
  void aCorrectionCountsInThePlaceOfWhatItCorrects() {
    Citation first = said(report(0, 1, NONE, training("3e23", NONE)));
    Citation second = said(report(0, 1, Optional.of(first.id()), training("2e23", NONE)));
    assertThat(drawn()).isEqualTo(flop("2e23"));
    said(report(0, 1, Optional.of(second.id()), training("4e23", NONE)));
    assertThat(drawn()).isEqualTo(flop("4e23"));
    // What was corrected does not come back by being said again.
    log.say(report(0, 1, NONE, training("3e23", NONE)), START, A);
    assertThat(drawn()).isEqualTo(flop("4e23"));
  }

  @Test
  void ofReportsThatContradictEachOtherTheLargerCountsAndNeverBoth() {
    said(report(0, 1, NONE, training("3e23", NONE)));
    said(report(0, 1, NONE, training("2e23", NONE)));
    assertThat(drawn()).isEqualTo(flop("3e23"));
    said(report(0, 1, NONE, training("5e23", NONE)));
    assertThat(drawn()).isEqualTo(flop("5e23"));
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void thoseReportsCountThatTogetherSayTheMostWithoutOverlapping(long seed) {
    var random = Seeds.generator(seed);
    List<int[]> said = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(9); i++) {
      int[] one = {random.nextInt(20), 1 + random.nextInt(6), 1 + random.nextInt(1_000)};
      said.add(one);
      said(report(one[0], one[1], NONE, training(Integer.toString(one[2]), NONE)));
    }
    // Every subset, by brute force.
    int most = 0;
    for (int bits = 0; bits < 1 << said.size(); bits++) {
      long days = 0;
      int sum = 0;
      boolean apart = true;
      for (int i = 0; i < said.size(); i++) {
        if ((bits >> i & 1) == 1) {
          long mask = ((1L << said.get(i)[1]) - 1) << said.get(i)[0];
          apart &= (days & mask) == 0;
          days |= mask;
          sum += said.get(i)[2];
        }
      }
      most = apart ? Math.max(most, sum) : most;
    }
    assertThat(drawn()).isEqualTo(flop(Integer.toString(most)));
    assertThat(book().lineageTotals()).containsEntry(OF_A, flop(Integer.toString(most)));
  }

  @Test
  void nothingIsLeftOfWhatIsUsedUpAndNeverLess() {
    said(report(0, 1, NONE, training("9e23", NONE)));
    assertThat(book().life(permit.id(), LATER))
        .contains(new PermitLife.Live(permit, terms(), flop("1e23")));
    said(report(1, 1, NONE, training("9e23", NONE)));
    assertThat(book().life(permit.id(), LATER)).contains(new PermitLife.Exhausted(permit, terms()));
  }

  @Test
  void whatRanBeforeThePermitBeganDoesNotDrawOnItUnlessItSaysSo() {
    Citation later =
        log.say(permit(terms(f -> f.notBefore = START.plus(DAY.multipliedBy(10)))), START, B, C);
    said(report(0, 10, NONE, training("3e23", NONE)));
    assertThat(book().drawn(later.id())).contains(Flop.ZERO);
    said(report(10, 1, NONE, training("1e23", NONE)));
    said(report(11, 1, NONE, training("1e22", Optional.of(later.id()))));
    assertThat(book().drawn(later.id())).contains(flop("1.1e23"));
  }

  @Test
  void whatRanUnderATacitApprovalDrawsOnThePermitThatAnswersIt() {
    Citation asked = log.say(SamplePermits.request(terms(f -> f.devices = 5)), START, A);
    said(report(0, 1, NONE, training("3e23", Optional.of(asked.id()))));
    Citation answer = log.say(SamplePermits.answer(terms(f -> f.devices = 6), asked), START, B, C);
    assertThat(book().drawn(answer.id())).contains(flop("3e23"));
  }

  @Test
  void namingARequestThatWasRefusedNamesNone() {
    Citation asked = log.say(SamplePermits.request(terms(f -> f.devices = 5)), START, A);
    log.say(SamplePermits.change(new Step.Refuse(asked.id())), START.plus(DAY), B, C);
    said(report(1, 10, NONE, training("3e23", Optional.of(asked.id()))));
    assertThat(drawn()).isEqualTo(flop("3e23"));
  }

  @Test
  void namingAPermitThatNobodyGrantedNamesNone() {
    Citation proposed = log.say(permit(terms(f -> f.devices = 5)), START, B);
    said(report(1, 10, NONE, training("3e23", Optional.of(proposed.id()))));
    assertThat(drawn()).isEqualTo(flop("3e23"));
  }

  @Test
  void namingARequestBeforeSilenceApprovedItNamesNoneAndAfterwardsNamesIt() {
    Citation asked = log.say(SamplePermits.request(terms(f -> f.devices = 5)), START, A);
    said(report(0, 14, NONE, training("3e23", Optional.of(asked.id()))));
    assertThat(drawn()).isEqualTo(flop("3e23"));
    said(report(14, 1, NONE, training("1e23", Optional.of(asked.id()))));
    assertThat(drawn()).isEqualTo(flop("3e23"));
    assertThat(book().drawn(asked.id())).contains(flop("4e23"));
  }

  @Test
  void namingAPermitOfAnotherLineageNamesNone() {
    Citation other = log.say(permit(terms(f -> f.lineage = "lineage-2")), START, B, C);
    said(report(1, 10, NONE, training("3e23", Optional.of(other.id()))));
    assertThat(drawn()).isEqualTo(flop("3e23"));
    assertThat(book().drawn(other.id())).contains(Flop.ZERO);
  }

  @Test
  void namingAPermitThatWasOverNamesNone() {
    Citation over =
        log.say(permit(terms(f -> f.expires = START.plus(DAY.multipliedBy(5)))), START, B, C);
    Citation revoked = log.say(permit(terms(f -> f.devices = 5)), START, B, C);
    log.say(SamplePermits.change(new Step.Revoke(revoked.id())), START.plus(DAY), B, C);
    said(report(5, 1, NONE, training("1e23", Optional.of(over.id()))));
    said(report(6, 1, NONE, training("2e23", Optional.of(revoked.id()))));
    assertThat(drawn()).isEqualTo(flop("3e23"));
  }

  @Test
  void aCorrectionForAnotherTimeCorrectsNothing() {
    Citation first = said(report(1, 10, NONE, training("3e23", NONE)));
    said(report(300, 1, Optional.of(first.id()), training("1e23", NONE)));
    assertThat(drawn()).isEqualTo(flop("4e23"));
  }

  @Test
  void aLineageIsTheSumOverAllSitesOfItsPartyAndUnknownIsNotZero() {
    said(report(0, 1, NONE, training("3e23", NONE)));
    ActivityReport one = report(0, 1, NONE, training("2e23", NONE));
    said(
        new ActivityReport(
            "another", one.period(), one.areas(), List.of(), List.of(), Optional.empty()));
    log.say(one, START, B);
    assertThat(book().lineageTotals())
        .containsOnly(
            Map.entry(OF_A, flop("5e23")), Map.entry(new PartyLineage(B, LINEAGE), flop("2e23")));
  }
}
