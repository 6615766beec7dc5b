package dev.standstill.simulation.live;

import dev.standstill.core.decision.Clarification;
import dev.standstill.core.decision.ClarificationReply;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.record.Citation;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** From a refuted conclusion to a ruling: the accused is asked, and has no voice in it. */
record LiveDocket(LiveParties parties) {

  void judge(RegisterClient register, Conclusion refuted) throws IOException, InterruptedException {
    Citation finding =
        parties.send(
            register,
            new Finding(
                FindingCode.UNACCOUNTED_COMPUTE,
                Subject.ofSite(LivePlan.DELTA),
                refuted.period(),
                List.of(),
                refuted.sentence()),
            LivePlan.AURORA);
    Citation asked =
        parties.send(
            register,
            new Clarification(
                LivePlan.CYGNUS, List.of(finding), "What ran in the hall beside serving?"),
            LivePlan.BOREALIS);
    parties.told(asked, "aurora logs the finding, borealis asks cygnus to explain it", "findings");
    Citation reply =
        parties.send(
            register,
            new ClarificationReply(asked, List.of(), List.of(), "We have nothing to add."),
            LivePlan.CYGNUS);
    parties.told(reply, "cygnus replies: we have nothing to add", "findings");
    Citation ruling =
        parties.send(
            register,
            new Ruling(
                asked,
                Ruling.Outcome.NOT_EXPLAINED,
                LivePlan.BOREALIS,
                Set.of(LivePlan.CYGNUS),
                Set.of(),
                List.of(finding, reply),
                List.of("Half of the energy of the hall is explained by nothing declared."),
                List.of()),
            LivePlan.AURORA,
            LivePlan.BOREALIS);
    parties.told(
        ruling, "aurora and borealis rule: not explained; cygnus has no voice in it", "findings");
  }
}
