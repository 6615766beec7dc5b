package dev.standstill.site.follow;

import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.evidence.source.LogMirror;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A site's own copy of the log. It only grows, and its checkpoint only becomes more recent: that is
 * the site's memory against a register that takes something back. For one thread at a time.
 */
final class LogCopy {
  private static final String CHECKPOINT = SourceLayout.CHECKPOINT;

  private final Path directory;
  private final QuorumPolicy policy;
  private final TrustRoot trust;
  private Optional<Held> held = Optional.empty();
  private Optional<Evidence> evidence = Optional.empty();

  /** The copy's checkpoint, checked. */
  record Held(SignedNote note, Checkpoint checkpoint, Optional<Instant> time) {}

  LogCopy(Path directory, QuorumPolicy policy, Digest charter) throws IOException {
    this.directory = directory;
    this.policy = policy;
    this.trust = new TrustRoot(Optional.of(policy), Optional.of(charter));
    Files.createDirectories(directory);
    Path own = directory.resolve(CHECKPOINT);
    if (Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = RegularFile.read(own, SignedNote.BYTES_MAX);
      held = checked(bytes);
      if (held.isEmpty()) {
        throw new IOException(
            own + ": is not cosigned as the policy asks; move the copy away to begin a new one");
      }
      evidence = Optional.of(EvidenceReader.read(directory, trust));
    }
  }

  Optional<Held> held() {
    return held;
  }

  Optional<Evidence> evidence() {
    return evidence;
  }

  Path directory() {
    return directory;
  }

  /** What a checkpoint is worth; empty if it is not cosigned by a quorum of the policy. */
  Optional<Held> checked(byte[] bytes) {
    if (policy.check(bytes) instanceof CheckpointCheck.Verified verified
        && verified.quorumSatisfied()) {
      try {
        return Optional.of(
            new Held(
                SignedNote.parse(bytes), verified.checkpoint(), CosignedTime.of(policy, verified)));
      } catch (MalformedNoteException e) {
        throw new IllegalStateException("a verified note is a note", e);
      }
    }
    return Optional.empty();
  }

  /**
   * Takes what a source offers, as far as it is newer.
   *
   * @return why it was not taken; empty if it was, or says nothing new
   */
  Optional<String> offer(TileSource source, byte[] checkpoint) throws IOException {
    Optional<Held> offered = checked(checkpoint);
    if (offered.isPresent() && held.isPresent() && isSameTree(offered.get(), held.get())) {
      renew(checkpoint, offered.get());
      return Optional.empty();
    }
    return switch (new LogMirror(source, directory, policy).run((_, _) -> {})) {
      case LogMirror.Outcome.Copied _ -> Optional.empty();
      case LogMirror.Outcome.Refused refused -> Optional.of(refused.detail());
    };
  }

  /**
   * Reads what was copied. Checkpoint and contents change together or not at all: a fresh
   * checkpoint over an older reading would hide what came between them. A reading that is not whole
   * is not taken; the one before it grows old, and with it the view.
   *
   * @return what was wrong; empty if nothing was
   */
  Optional<String> refresh() throws IOException {
    if (!Files.exists(directory.resolve(CHECKPOINT), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Optional<Held> copied =
        checked(RegularFile.read(directory.resolve(CHECKPOINT), SignedNote.BYTES_MAX));
    boolean known =
        copied.isEmpty()
            || (evidence.isPresent() && held.isPresent() && isSameTree(copied.get(), held.get()));
    if (known) {
      return Optional.empty();
    }
    Evidence read = EvidenceReader.read(directory, trust);
    if (evidence.isPresent() && !read.isIntact()) {
      return Optional.of("the copy cannot be read whole: " + read.defects().getFirst());
    }
    held = copied;
    evidence = Optional.of(read);
    return Optional.empty();
  }

  private static boolean isSameTree(Held one, Held other) {
    return one.checkpoint().equals(other.checkpoint());
  }

  /** The same tree, cosigned anew. Nothing needs to be read again but the time. */
  void renew(byte[] checkpoint, Held offered) throws IOException {
    Instant before = held.flatMap(Held::time).orElse(Instant.MIN);
    if (offered.time().filter(before::isBefore).isEmpty()) {
      return;
    }
    AtomicFile.write(directory, CHECKPOINT, checkpoint);
    held = Optional.of(offered);
    evidence = evidence.map(known -> known.seenAgain(offered.time().orElseThrow()));
  }
}
