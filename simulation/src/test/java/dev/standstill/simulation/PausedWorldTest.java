package dev.standstill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.NotEstablished;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.Progress;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.simulation.PausedWorld.PausedSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pause in a witnessed log, read back through the one door: who kept it, who did not. */
class PausedWorldTest {
  @TempDir Path folder = Path.of("replaced");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whoeverBreaksThePauseIsFoundAndNobodyElse(long seed) throws IOException {
    PausedWorld world = PausedWorld.of(seed);
    Evaluation evaluation = evaluate(world);
    for (PausedSite site : world.sites()) {
      Conclusion kept = kept(evaluation, site.id());
      assertThat(kept.status()).as("%s", kept).isEqualTo(site.conduct().expected());
      assertThat(codes(kept)).isEqualTo(site.conduct().reasons());
    }
    assertThat(evaluation.findings())
        .filteredOn(finding -> finding.code() == FindingCode.RECEIPT_OVERDUE)
        .extracting(finding -> finding.subject().site().orElseThrow())
        .containsExactly("mesa");
  }

  @Test
  void whereEverySiteKeepsThePauseItIsUpheldAtEverySite() throws IOException {
    PausedWorld world = PausedWorld.of(1).everywhere(UnderPause.KEEPS_IT);
    Evaluation evaluation = evaluate(world);
    for (PausedSite site : world.sites()) {
      Conclusion kept = kept(evaluation, site.id());
      assertThat(kept.status()).as("%s", kept).isEqualTo(Status.UPHELD);
      assertThat(kept.sentence()).contains("2 reports declare nothing against it");
      assertThat(kept.notEstablished()).doesNotContain(NotEstablished.SINGLE_VIEW);
    }
  }

  @Test
  void whileTheGraceLastsNothingIsDecidedOfWhoAcknowledged() throws IOException {
    PausedWorld world = PausedWorld.of(1);
    Instant duringTheGrace = world.day(7).minus(PausedWorld.GRACE.dividedBy(2));
    Evaluation early =
        Examination.of(evidence(world), Optional.of(duringTheGrace), Progress.NONE).evaluation();
    assertThat(world.sites())
        .filteredOn(
            site -> site.conduct() == UnderPause.KEEPS_IT || site.conduct() == UnderPause.TRAINS_ON)
        .hasSize(2)
        .allSatisfy(site ->
            assertThat(codes(kept(early, site.id()))).containsExactly(ReasonCode.NOT_YET_DUE));
  }

  private Evidence evidence(PausedWorld world) throws IOException {
    Path target = folder.resolve("evidence");
    Digest pause = PausedWorldEvidence.write(world, target);
    Evidence evidence = EvidenceReader.read(target, TrustRoot.fromSource());
    assertThat(evidence.defects()).isEmpty();
    assertThat(evidence.witnessed()).isTrue();
    assertThat(evidence.facts()).anyMatch(fact -> fact.id().equals(pause));
    return evidence;
  }

  private Evaluation evaluate(PausedWorld world) throws IOException {
    return Examination.of(evidence(world), Optional.empty(), Progress.NONE).evaluation();
  }

  private static Conclusion kept(Evaluation evaluation, SiteId site) {
    return evaluation.conclusions().stream()
        .filter(conclusion -> conclusion.claim() == Claim.ORDER_KEPT)
        .filter(conclusion -> conclusion.subject().party().equals(Optional.of(site.party())))
        .filter(conclusion -> conclusion.subject().site().equals(Optional.of(site.name())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is said of the order at " + site));
  }

  private static List<ReasonCode> codes(Conclusion conclusion) {
    return conclusion.reasons().stream().map(Reason::code).toList();
  }
}
