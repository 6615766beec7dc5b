package dev.standstill.evidence;

import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens an evidence source and checks its log and statements. */
public final class EvidenceReader {

  private EvidenceReader() {}

  /**
   * Reads a source.
   *
   * @param source a directory
   * @param trust what the reader brings along
   * @throws SourceUnreadableException if this is no source, or may not be read
   */
  public static Evidence read(Path source, TrustRoot trust) throws IOException {
    requireSource(source);
    List<SourceDefect> defects = new ArrayList<>();
    Optional<QuorumPolicy> policy = policy(source, trust, defects);
    if (policy.isEmpty()) {
      return new Evidence(
          source,
          "",
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          defects,
          false,
          trust.pinned(),
          Optional.empty(),
          Optional.empty());
    }
    LogContents log = audit(source, policy.get());
    log.defects().forEach(d -> defects.add(new SourceDefect(d.place(), d.detail())));
    if (!log.quorumSatisfied() && log.checkpoint().isPresent()) {
      defects.add(
          new SourceDefect(SourceLayout.CHECKPOINT, "its cosignatures are below the quorum"));
    }
    StatementIntake intake = new StatementIntake(policy.get(), trust, defects);
    intake.read(log);
    return new Evidence(
        source,
        log.checkpoint().map(c -> c.origin()).orElse(policy.get().logKeys().getFirst().name()),
        log.checkpoint(),
        intake.charter(),
        intake.facts(),
        intake.doubted(),
        defects,
        !policy.get().isNone() && log.quorumSatisfied(),
        trust.pinned(),
        intake.history(),
        log.checkpoint().flatMap(checkpoint -> intake.times().seen(checkpoint.size())));
  }

  private static void requireSource(Path source) throws SourceUnreadableException {
    if (!Files.exists(source)) {
      throw new SourceUnreadableException(source + ": no such directory; name an evidence source");
    }
    if (!Files.isDirectory(source)) {
      throw new SourceUnreadableException(
          source + ": not a directory; a bundle or a URL is opened as a source first");
    }
    if (!Files.isReadable(source) || !Files.isExecutable(source)) {
      throw new SourceUnreadableException(source + ": no permission to read; check its mode");
    }
    boolean anything =
        Files.exists(source.resolve(SourceLayout.CHECKPOINT), LinkOption.NOFOLLOW_LINKS)
            || Files.exists(source.resolve(SourceLayout.TILES), LinkOption.NOFOLLOW_LINKS);
    if (!anything) {
      throw new SourceUnreadableException(
          source + ": no evidence source: it has neither checkpoint nor tile/");
    }
  }

  private static LogContents audit(Path source, QuorumPolicy policy)
      throws SourceUnreadableException {
    try {
      return LogAudit.read(source, policy);
    } catch (IOException e) {
      throw new SourceUnreadableException(source + ": cannot be read: " + e.getMessage());
    }
  }

  /** The reader's own policy if there is one, else the source's. */
  private static Optional<QuorumPolicy> policy(
      Path source, TrustRoot trust, List<SourceDefect> defects) {
    if (trust.policy().isPresent()) {
      return trust.policy();
    }
    try {
      return Optional.of(
          QuorumPolicy.parse(
              RegularFile.read(
                  source.resolve(SourceLayout.POLICY), SourceLayout.POLICY_BYTES_MAX)));
    } catch (PolicyRefusedException e) {
      defects.add(new SourceDefect(SourceLayout.POLICY, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      defects.add(new SourceDefect(SourceLayout.POLICY, "is missing or cannot be read"));
    }
    return Optional.empty();
  }
}
