package dev.standstill.node.register;

import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.Progress;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.page.register.RegisterSnapshot;
import dev.standstill.page.register.RegisterSnapshot.Head;
import dev.standstill.wire.StatementText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the register's pages show of a source that was examined. */
public final class SourcePages {
  private static final Duration DAY = Duration.ofDays(1);

  private SourcePages() {}

  /**
   * Gathers it. The source is judged once more as of a day earlier, for what changed since.
   *
   * @param address where readers find the source
   */
  public static RegisterSnapshot snapshot(
      Examination examination, String address, Progress progress) throws IOException {
    Evidence evidence = examination.evidence();
    Examination before =
        Examination.of(evidence, Optional.of(examination.asOf().minus(DAY)), progress);
    return new RegisterSnapshot(
        address,
        evidence.checkpoint().map(c -> new Head(c.origin(), c.size(), c.root().base64())),
        logKey(evidence),
        evidence.logTime(),
        evidence.witnessed(),
        examination.asOf(),
        examination.disclosed().size(),
        evidence.history(),
        evidence.facts(),
        evidence.defects(),
        examination.evaluation(),
        Optional.of(before.evaluation()),
        SourcePages::text);
  }

  /** The source's own word for its key; a reader may put another in its stead. */
  private static Optional<String> logKey(Evidence evidence) throws IOException {
    try {
      byte[] policy =
          RegularFile.read(
              evidence.directory().resolve(SourceLayout.POLICY), SourceLayout.POLICY_BYTES_MAX);
      return Optional.of(QuorumPolicy.parse(policy).logKeys().getFirst().toString());
    } catch (PolicyRefusedException e) {
      return Optional.empty();
    }
  }

  private static List<String> text(PublishedFact<? extends StatementBody> fact) {
    return StatementText.ofBody(fact.body());
  }
}
