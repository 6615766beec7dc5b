package dev.standstill.core.finding;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.HALL;
import static dev.standstill.core.SamplePermits.permit;
import static dev.standstill.core.SamplePermits.report;
import static dev.standstill.core.SamplePermits.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which declared work a permit covers. Day 0 begins at the start; a report is of one day. */
class PermitsOfLogTest {
  private static final Optional<Digest> NONE = Optional.empty();
  private final SampleLog log = new SampleLog(SamplePermits.charter());

  private static Instant day(int number) {
    return START.plus(DAY.multipliedBy(number));
  }

  private Citation granted(PermitTerms terms) {
    return log.say(permit(terms), START, B, C);
  }

  private void changed(Step step, InclusionTime loggedAt) {
    log.say(SamplePermits.change(step), loggedAt, Signers.of(B, C));
  }

  private boolean covered(int day, Optional<Digest> named) {
    return covered(day, SamplePermits.training("1e20", named), SampleLog.SITE_A, HALL);
  }

  private boolean covered(int day, DeclaredActivity activity, SiteId site, AreaId area) {
    ActivityReport body = report(day, 1, NONE, activity);
    log.say(body, day(day + 1), A);
    var said = log.facts().getLast();
    var fact =
        new PublishedFact<>(
            said.author(),
            said.logIndex(),
            said.id(),
            body,
            said.signers(),
            said.loggedAt(),
            said.charter());
    PermitBook book = PermitBook.fold(log.history, log.facts(), log.size());
    return new PermitsOfLog(book).covers(site, area, fact, activity);
  }

  @Test
  void aPermitCoversWorkOfItsLineageWhetherItIsNamedOrNot() {
    Citation permit = granted(terms());
    assertThat(covered(1, NONE)).isTrue();
    assertThat(covered(2, Optional.of(permit.id()))).isTrue();
  }

  @Test
  void itCoversNothingElsewhere() {
    granted(terms());
    DeclaredActivity training = SamplePermits.training("1e20", NONE);
    assertThat(covered(1, training, SampleLog.SITE_B, HALL)).isFalse();
    assertThat(covered(2, training, SampleLog.SITE_A, new AreaId("annexe"))).isFalse();
  }

  @Test
  void itCoversNoOtherLineageWhoeverNamesIt() {
    Citation permit = granted(terms(f -> f.lineage = "tiny"));
    assertThat(covered(1, NONE)).isFalse();
    assertThat(covered(2, Optional.of(permit.id()))).isFalse();
  }

  @Test
  void itCoversOnlyWhatMayHaveBeenOfItsKinds() {
    granted(terms(f -> f.operations = Set.of(OperationKind.INFERENCE)));
    assertThat(covered(1, NONE)).isFalse();
    granted(terms(f -> f.operations = Set.of(OperationKind.FINE_TUNING)));
    assertThat(covered(2, NONE)).isTrue();
  }

  @Test
  void itCoversNothingOnceItWasCertainlyRevoked() {
    Citation permit = granted(terms());
    changed(
        new Step.Revoke(permit.id()), new InclusionTime(Optional.of(day(2)), Optional.of(day(4))));
    assertThat(covered(1, NONE)).isTrue();
    assertThat(covered(3, NONE)).isTrue();
    assertThat(covered(4, NONE)).isFalse();
    assertThat(covered(5, Optional.of(permit.id()))).isFalse();
  }

  @Test
  void itCoversNothingWhileItWasCertainlySuspended() {
    Citation permit = granted(terms());
    changed(new Step.Suspend(permit.id(), Optional.of(day(4))), InclusionTime.at(day(2)));
    changed(new Step.Suspend(permit.id(), Optional.empty()), InclusionTime.at(day(6)));
    changed(
        new Step.Reinstate(permit.id()),
        new InclusionTime(Optional.of(day(8)), Optional.of(day(9))));
    assertThat(covered(1, NONE)).isTrue();
    assertThat(covered(2, NONE)).isFalse();
    assertThat(covered(3, NONE)).isFalse();
    assertThat(covered(4, NONE)).isTrue();
    assertThat(covered(6, NONE)).isFalse();
    assertThat(covered(7, NONE)).isFalse();
    assertThat(covered(8, NONE)).isTrue();
  }

  @Test
  void itCoversNothingBeyondItsBudget() {
    granted(terms(f -> f.budget = SamplePermits.flop("2e20")));
    assertThat(covered(1, NONE)).isTrue();
    assertThat(covered(2, NONE)).isTrue();
    assertThat(covered(3, NONE)).isFalse();
  }

  @Test
  void itCoversWhatItsTermsOfThatTimeAllow() {
    Citation permit = granted(terms());
    PermitTerms elsewhere = terms(f -> f.areas = Set.of(new AreaId("annexe")));
    changed(
        new Step.Amend(permit.id(), elsewhere),
        new InclusionTime(Optional.of(day(2)), Optional.of(day(4))));
    DeclaredActivity training = SamplePermits.training("1e20", NONE);
    assertThat(covered(3, training, SampleLog.SITE_A, HALL)).isTrue();
    assertThat(covered(4, training, SampleLog.SITE_A, HALL)).isFalse();
    assertThat(covered(1, training, SampleLog.SITE_A, new AreaId("annexe"))).isFalse();
    assertThat(covered(5, training, SampleLog.SITE_A, new AreaId("annexe"))).isTrue();
  }

  @Test
  void aRequestCoversOnlyOnceSilenceApprovedIt() {
    Citation asked = log.say(SamplePermits.request(terms()), START, A);
    assertThat(covered(13, Optional.of(asked.id()))).isFalse();
    assertThat(covered(14, Optional.of(asked.id()))).isTrue();
    changed(new Step.Refuse(asked.id()), InclusionTime.at(day(20)));
    assertThat(covered(19, NONE)).isTrue();
    assertThat(covered(20, NONE)).isFalse();
  }

  @Test
  void whatNobodyGrantedCoversNothing() {
    Citation proposed = log.say(permit(terms()), START, B);
    assertThat(covered(1, Optional.of(proposed.id()))).isFalse();
    assertThat(covered(2, NONE)).isFalse();
  }

  @Test
  void itCoversNothingAfterItsLastDay() {
    granted(terms(f -> f.expires = day(5)));
    assertThat(covered(4, NONE)).isTrue();
    assertThat(covered(5, NONE)).isFalse();
  }
}
