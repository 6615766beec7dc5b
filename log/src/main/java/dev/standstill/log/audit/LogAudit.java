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
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a whole log and checks all of it, holding one bundle and a tile of each level at a time.
 *
 * <p>The root of the checkpoint decides which leaf hashes are true. First the hashes of the entries
 * are tried: if they lead to the root, every entry is authentic, and a tile that differs is at
 * fault. If they do not, the stored leaf hashes are tried, and then two mixtures, tile by tile, of
 * those that fit their parents: if these lead to the root, they say exactly which entries are at
 * fault. If nothing leads to the root, nothing is authentic; files are then still compared with the
 * entries. An undamaged log is read once; entries are handed out, and defects named, in one more
 * pass, because only the end of the first says which of them are true.
 *
 * <p>The directory may be that of a log which is being written: the checkpoint is read first, and a
 * log only grows. While the writer's own folder is there, what stands beyond the checkpoint is not
 * yet shown and no defect; in a finished log or a copy it is {@code FILE_BEYOND_CHECKPOINT}.
 * Partial files that the writer has removed meanwhile are reported as missing, with {@link
 * AuditOutcome#rewritten} true.
 */
public final class LogAudit {
  static final String CHECKPOINT = "checkpoint";

  /** Beside the checkpoint as long as the log may be extended here; no part of the log. */
  public static final String WRITER = ".writer";

  private final Path directory;
  private final QuorumPolicy policy;
  private final AuditListener listener;
  private final Defects defects;

  /** Whether the pass that leads to the root met nothing that is wrong. */
  private boolean undamaged;

  private LogAudit(Path directory, QuorumPolicy policy, AuditListener listener) {
    this.directory = directory;
    this.policy = policy;
    this.listener = listener;
    this.defects = new Defects(listener);
  }

  /**
   * Everything the directory holds of a log, in memory; defects in the order of their kinds.
   *
   * @throws IOException if the directory is absent, is no directory or cannot be listed, or if its
   *     entries change while they are read
   */
  public static LogContents read(Path directory, QuorumPolicy policy) throws IOException {
    List<LogDefect> found = new ArrayList<>();
    List<LogEntry> entries = new ArrayList<>();
    AuditOutcome outcome = stream(directory, policy, found::add, entries::add);
    found.sort(Comparator.comparing(LogDefect::code));
    return new LogContents(
        outcome.checkpoint(), found, entries, outcome.cosignatures(), outcome.quorumSatisfied());
  }

  /** As {@link #read}, handing out what is found instead of keeping it. */
  public static AuditOutcome stream(
      Path directory, QuorumPolicy policy, AuditListener listener, Consumer<LogEntry> entries)
      throws IOException {
    return audit(directory, policy, listener, Optional.of(entries));
  }

  /** As {@link #stream} without the entries: half the time for a log that is undamaged. */
  public static AuditOutcome check(Path directory, QuorumPolicy policy, AuditListener listener)
      throws IOException {
    return audit(directory, policy, listener, Optional.empty());
  }

  private static AuditOutcome audit(
      Path directory,
      QuorumPolicy policy,
      AuditListener listener,
      Optional<Consumer<LogEntry>> entries)
      throws IOException {
    try (DirectoryStream<Path> listable = Files.newDirectoryStream(directory)) {
      var _ = listable.iterator().hasNext();
    }
    return new LogAudit(directory, policy, listener).run(entries);
  }

  private AuditOutcome run(Optional<Consumer<LogEntry>> entries) throws IOException {
    Optional<byte[]> note = defects.read(directory, CHECKPOINT, SignedNote.BYTES_MAX);
    Optional<CheckpointCheck.Verified> verified = note.flatMap(this::checkCheckpoint);
    Optional<Checkpoint> checkpoint = verified.map(CheckpointCheck.Verified::checkpoint);
    long size = checkpoint.isPresent() ? checkpoint.get().size() : apparentSize();
    CompletableFuture<Boolean> strays = strays(size);
    Optional<Hash> root = checkpoint.map(Checkpoint::root);
    Optional<LeafRule> binding = root.isPresent() ? bind(size, root.get()) : Optional.empty();
    if (strays.join()) {
      StrayFiles.report(directory, size, defects);
    }
    if (root.isPresent() && binding.isEmpty()) {
      String detail = "neither entries nor tiles lead to the root of the checkpoint";
      report(Code.ROOT_MISMATCH, detail);
    }
    if (entries.isPresent() || !undamaged) {
      name(size, binding, root, entries.orElse(entry -> {}));
    }
    return new AuditOutcome(
        checkpoint,
        defects.count(),
        verified.map(CheckpointCheck.Verified::cosignatures).orElse(List.of()),
        verified.map(CheckpointCheck.Verified::quorumSatisfied).orElse(false),
        note.isPresent() && isRewritten(note.get()));
  }

  /** Whether there are any, looked for while the first pass hashes; the second look names them. */
  private CompletableFuture<Boolean> strays(long size) {
    return CompletableFuture.supplyAsync(() -> {
      Defects met = new Defects(defect -> {});
      StrayFiles.report(directory, size, met);
      return met.count() > 0;
    });
  }

  private Optional<LeafRule> bind(long size, Hash root) {
    for (LeafRule rule : LeafRule.values()) {
      Defects met = new Defects(defect -> {});
      Optional<Hash> folded =
          new TreePass(directory, size, rule, listener, met).run(Optional.empty());
      if (folded.equals(Optional.of(root))) {
        undamaged = met.count() == 0;
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private void name(
      long size, Optional<LeafRule> binding, Optional<Hash> root, Consumer<LogEntry> entries)
      throws IOException {
    TreePass pass =
        new TreePass(directory, size, binding.orElse(LeafRule.ENTRIES), listener, defects);
    Consumer<LogEntry> bound =
        binding.isPresent() ? entries : entry -> entries.accept(entry.unbound());
    Optional<Hash> folded = pass.run(Optional.of(bound));
    if (binding.isPresent() && !folded.equals(root)) {
      throw new FileSystemException(directory.toString(), null, "changed while it was read");
    }
  }

  private boolean isRewritten(byte[] note) {
    try {
      return !Arrays.equals(
          note, RegularFile.read(directory.resolve(CHECKPOINT), SignedNote.BYTES_MAX));
    } catch (IOException e) {
      return true;
    }
  }

  /** How many entries there seem to be, for a log whose checkpoint says nothing. */
  private long apparentSize() {
    LevelFiles bundles = new LevelFiles(directory, new TilePath.Entries(0, TilePath.WIDTH_FULL));
    long full = 0;
    while (bundles.peek() == full) {
      int width = bundles.take().getLast().width();
      if (width < TilePath.WIDTH_FULL) {
        return full * TilePath.WIDTH_FULL + width;
      }
      full++;
    }
    return full * TilePath.WIDTH_FULL;
  }

  private Optional<CheckpointCheck.Verified> checkCheckpoint(byte[] bytes) {
    return switch (policy.check(bytes)) {
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
    defects.report(code, CHECKPOINT, detail);
  }
}
