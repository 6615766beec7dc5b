package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a whole log and checks all of it. */
public final class LogAudit {
  static final String CHECKPOINT = "checkpoint";

  private final QuorumPolicy policy;
  private final List<LogDefect> defects = new ArrayList<>();

  private LogAudit(QuorumPolicy policy) {
    this.policy = policy;
  }

  /**
   * Everything the directory holds of a log. It must not change meanwhile.
   *
   * @throws IOException if the directory is absent, is no directory or cannot be listed
   */
  public static LogContents read(Path directory, QuorumPolicy policy) throws IOException {
    try (DirectoryStream<Path> listable = Files.newDirectoryStream(directory)) {
      var _ = listable.iterator().hasNext();
    }
    return new LogAudit(policy).read(directory);
  }

  private LogContents read(Path directory) {
    Inventory inventory = Inventory.of(directory, defects);
    Optional<CheckpointCheck.Verified> verified = readCheckpoint(inventory);
    Optional<Checkpoint> checkpoint = verified.map(CheckpointCheck.Verified::checkpoint);
    long size = checkpoint.map(Checkpoint::size).orElseGet(inventory::apparentSize);
    Optional<Hash> root = checkpoint.map(Checkpoint::root);
    List<LogEntry> entries = new TreeAudit(inventory, size, root, defects).run();
    return new LogContents(
        checkpoint,
        defects,
        entries,
        verified.map(CheckpointCheck.Verified::cosignatures).orElse(List.of()),
        verified.map(CheckpointCheck.Verified::quorumSatisfied).orElse(false));
  }

  private Optional<CheckpointCheck.Verified> readCheckpoint(Inventory inventory) {
    Optional<byte[]> bytes = inventory.read(CHECKPOINT, SignedNote.BYTES_MAX);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    return switch (policy.check(bytes.get())) {
      case CheckpointCheck.Refused refused -> {
        report(Code.CHECKPOINT_REFUSED, refused.detail());
        yield Optional.empty();
      }
      case CheckpointCheck.Verified verified -> {
        verified.ignored().forEach(line -> reportIfAltered(line, verified));
        yield Optional.of(verified);
      }
    };
  }

  /**
   * A verifier must ignore lines of unknown keys, and so would not see that somebody altered the
   * name or the key id of a line that it knows. An auditor says so.
   */
  private void reportIfAltered(SignatureLine line, CheckpointCheck.Verified verified) {
    Stream<VerifierKey> cosigners = verified.cosignatures().stream().map(Cosignature::witness);
    List<VerifierKey> signed = Stream.concat(verified.signers().stream(), cosigners).toList();
    boolean altered =
        Stream.concat(policy.logKeys().stream(), policy.witnesses().values().stream())
            .filter(key -> !signed.contains(key))
            .anyMatch(key -> isAlmost(line, key));
    if (altered) {
      report(Code.SIGNATURE_LINE_ALTERED, "the line of " + line.name() + " fits no key");
    }
  }

  private static boolean isAlmost(SignatureLine line, VerifierKey key) {
    // Another algorithm under the same name has another length and is a line of its own.
    boolean sameLength = line.signature().length == key.type().signatureLength();
    boolean sameName = line.name().equals(key.name());
    return line.keyId() == key.keyId() || (sameName && sameLength);
  }

  private void report(Code code, String detail) {
    defects.add(new LogDefect(code, CHECKPOINT, detail));
  }
}
