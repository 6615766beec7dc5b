package dev.standstill.core.permit;

import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.flop;
import static dev.standstill.core.SamplePermits.permit;
import static dev.standstill.core.SamplePermits.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.record.Citation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a permit said last, whatever became of it. */
class LastTermsTest {
  private static final PermitTerms AMENDED = terms(f -> f.budget = flop("5e23"));
  private final SampleLog log = new SampleLog(SamplePermits.charter());
  private final Citation permit = log.say(permit(terms()), START, B, C);

  private Citation changed(Step step) {
    return log.say(SamplePermits.change(step), START, B, C);
  }

  private Optional<PermitTerms> last(long witnessedSize) {
    return PermitBook.fold(log.history, log.facts(), witnessedSize).lastTerms(permit.id());
  }

  @Test
  void areTheAmendedOnesOfAPermitThatWasSuspendedOrRevoked() {
    assertThat(last(log.size())).contains(terms());
    Citation amended = changed(new Step.Amend(permit.id(), AMENDED));
    changed(new Step.Suspend(permit.id(), Optional.empty()));
    assertThat(last(log.size())).contains(AMENDED);
    changed(new Step.Revoke(permit.id()));
    assertThat(last(log.size())).contains(AMENDED);
    // What no witness has seen amends nothing.
    assertThat(last(amended.logIndex())).contains(terms());
  }
}
