package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.proof.SplitView;
import dev.standstill.log.proof.SplitViewCheck;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.StoredTiles;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Copies a log into a directory and keeps the copy up to date.
 *
 * <p>Every file is verified against the new checkpoint before it is kept, from the root downwards:
 * so a run that was cut off is continued by the next one, and nothing false is ever stored. The
 * directory's own files pass the same check and are fetched again where they fail. Only when all is
 * there does the new checkpoint replace the old one, and only if it extends it: a source that shows
 * less or another history is refused, and the contradiction is kept as a file.
 */
public final class LogMirror {
  static final String CHECKPOINT = "checkpoint";

  private final TileSource source;
  private final Path directory;
  private final QuorumPolicy policy;

  /** How a run ended. */
  public sealed interface Outcome {
    /** The directory now holds this checkpoint and everything below it. */
    record Copied(Checkpoint checkpoint, long filesFetched, long bytesFetched) implements Outcome {}

    /** The directory is as it was, but for verified files of the source. */
    record Refused(Reason reason, String detail, Optional<Path> evidence) implements Outcome {}
  }

  /** Why a source is not copied. */
  public enum Reason {
    /** Its checkpoint is none, or is not signed as the policy asks. */
    CHECKPOINT_REFUSED,
    /** Too few witnesses of the policy cosigned. */
    BELOW_QUORUM,
    /** It is another log. */
    OTHER_ORIGIN,
    /** It shows fewer entries than the directory has. */
    ROLLED_BACK,
    /** It shows another history than the directory has. */
    SPLIT_VIEW,
    /** Its files do not lead to its own checkpoint. */
    DAMAGED
  }

  /** A note with what it says. */
  private record Signed(SignedNote note, Checkpoint checkpoint) {}

  /** Ends a run early. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Refused outcome;

    Refusal(Reason reason, String detail) {
      this(reason, detail, Optional.empty());
    }

    Refusal(Reason reason, String detail, Optional<Path> evidence) {
      super(detail);
      this.outcome = new Outcome.Refused(reason, detail, evidence);
    }
  }

  public LogMirror(TileSource source, Path directory, QuorumPolicy policy) {
    this.source = source;
    this.directory = directory;
    this.policy = policy;
  }

  /**
   * Brings the directory up to the source's checkpoint.
   *
   * @throws SourceUnreadableException if the source has no checkpoint, or cannot be read
   */
  public Outcome run(CopyProgress progress) throws IOException {
    try (MirrorLock _ = MirrorLock.of(directory)) {
      byte[] bytes =
          source
              .read(CHECKPOINT, SignedNote.BYTES_MAX)
              .orElseThrow(() -> new SourceUnreadableException("the source has no checkpoint"));
      Signed offered = checked(bytes);
      Optional<Signed> own = own();
      if (own.isPresent()) {
        requireExtension(own.get(), offered);
      }
      MirrorCopy copy = new MirrorCopy(source, directory, offered.checkpoint(), progress);
      copy.run();
      AtomicFile.write(directory, CHECKPOINT, bytes);
      if (own.isPresent()) {
        copy.removeSuperseded(own.get().checkpoint().size());
      }
      return new Outcome.Copied(offered.checkpoint(), copy.files(), copy.bytes());
    } catch (Refusal refusal) {
      return refusal.outcome;
    }
  }

  private Signed checked(byte[] bytes) throws Refusal {
    return switch (policy.check(bytes)) {
      case CheckpointCheck.Refused refused ->
          throw new Refusal(Reason.CHECKPOINT_REFUSED, refused.detail());
      case CheckpointCheck.Verified verified -> {
        if (!verified.quorumSatisfied()) {
          throw new Refusal(Reason.BELOW_QUORUM, "its cosignatures are below the quorum");
        }
        yield new Signed(note(bytes), verified.checkpoint());
      }
    };
  }

  private Optional<Signed> own() throws IOException {
    if (!Files.exists(directory.resolve(CHECKPOINT), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    byte[] bytes = RegularFile.read(directory.resolve(CHECKPOINT), SignedNote.BYTES_MAX);
    return switch (policy.check(bytes)) {
      case CheckpointCheck.Refused refused ->
          throw new SourceUnreadableException(
              directory + ": its checkpoint cannot be continued: " + refused.detail());
      case CheckpointCheck.Verified verified ->
          Optional.of(new Signed(note(bytes), verified.checkpoint()));
    };
  }

  private static SignedNote note(byte[] bytes) {
    try {
      return SignedNote.parse(bytes);
    } catch (MalformedNoteException e) {
      throw new IllegalStateException("a verified note is a note", e);
    }
  }

  private void requireExtension(Signed own, Signed offered) throws IOException {
    Checkpoint old = own.checkpoint();
    Checkpoint next = offered.checkpoint();
    if (!old.origin().equals(next.origin())) {
      throw new Refusal(Reason.OTHER_ORIGIN, "the directory holds the log " + old.origin());
    }
    boolean behind = next.size() < old.size();
    Signed smaller = behind ? offered : own;
    Signed larger = behind ? own : offered;
    StoredTiles tree =
        new StoredTiles(behind ? TileSource.of(directory) : source, larger.checkpoint().size());
    if (isPrefix(smaller.checkpoint(), larger.checkpoint(), tree)) {
      if (behind) {
        String detail = "it shows " + next.size() + " entries; the directory has " + old.size();
        throw new Refusal(Reason.ROLLED_BACK, detail);
      }
      return;
    }
    SplitView evidence = evidence(smaller, larger, tree);
    if (evidence.check(policy) instanceof SplitViewCheck.Proven) {
      throw new Refusal(
          Reason.SPLIT_VIEW,
          "its history of " + next.size() + " entries contradicts the directory's of " + old.size(),
          Optional.of(EvidenceOfSplit.keep(directory, evidence)));
    }
    throw new Refusal(
        Reason.DAMAGED,
        behind
            ? "it shows fewer entries, and the directory's own tiles are damaged"
            : "its tiles do not lead to its checkpoint");
  }

  private static boolean isPrefix(Checkpoint smaller, Checkpoint larger, StoredTiles tree)
      throws IOException {
    try {
      return ConsistencyProof.generate(smaller.size(), larger.size(), tree)
              .verify(smaller.head(), larger.head())
          == ProofCheck.VALID;
    } catch (UncheckedIOException e) {
      throw new SourceUnreadableException("no proof can be made: " + e.getMessage());
    }
  }

  private static SplitView evidence(Signed smaller, Signed larger, StoredTiles tree)
      throws IOException {
    try {
      return smaller.checkpoint().size() == larger.checkpoint().size()
          ? SplitView.ofEqualSizes(smaller.note(), larger.note(), larger.checkpoint().root())
          : SplitView.of(
              smaller.note(),
              smaller.checkpoint().size(),
              larger.note(),
              larger.checkpoint().size(),
              tree);
    } catch (UncheckedIOException e) {
      throw new SourceUnreadableException("no proof can be made: " + e.getMessage());
    }
  }
}
