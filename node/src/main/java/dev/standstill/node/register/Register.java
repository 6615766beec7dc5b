package dev.standstill.node.register;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementKind;
import dev.standstill.evidence.Admission;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.AppendRefusedException;
import dev.standstill.log.sequence.Receipt;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.node.projection.Projection;
import dev.standstill.node.projection.StatementQuery;
import dev.standstill.node.projection.StatementRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A log that takes what counts, and a projection that follows it.
 *
 * <p>A statement is taken once: by its id and its signers it is looked for among those on their way
 * and those in the projection before it is logged. What was logged since the projection last
 * followed is held in memory until it does.
 */
public final class Register implements AutoCloseable {

  /** What became of a statement. */
  sealed interface Accepted {
    /** It is durable, at this place. */
    @SuppressWarnings("ArrayRecordComponent") // Hashed for the answer, never compared.
    record Durable(long index, Admission.Answer.Admitted statement, boolean duplicate, byte[] entry)
        implements Accepted {}

    /** It is not logged. */
    record NotLogged(Problem problem, String detail) implements Accepted {}
  }

  private record Newest(SignedNote note, CheckpointAge age) {}

  private record Said(Digest id, Set<PartyId> signers) {}

  private final RegisterParts parts;
  private final Projection projection;
  private final Events events = new Events();
  private final Tally tally = new Tally();
  private final Follower follower;
  private final Map<Said, CompletableFuture<Long>> recent = new ConcurrentHashMap<>();

  private volatile Optional<Newest> newest = Optional.empty();

  private Register(RegisterParts parts, Projection projection) throws IOException {
    this.parts = parts;
    this.projection = projection;
    this.follower = new Follower(parts, projection, events, this::forget);
  }

  /**
   * Reads the log, fills the projection, and follows it from now on.
   *
   * @throws IOException if the log cannot be read, or the projection not be written
   */
  public static Register open(RegisterParts parts) throws IOException {
    Projection projection = Projection.open(parts.database());
    try {
      Register register = new Register(parts, projection);
      register.follower.start();
      return register;
    } catch (IOException | RuntimeException e) {
      projection.close();
      throw e;
    }
  }

  Accepted accept(byte[] entry) throws InterruptedException {
    if (entry.length > EntryBundle.ENTRY_BYTES_MAX) {
      return refused(
          Problem.TOO_LARGE, "a statement has at most " + EntryBundle.ENTRY_BYTES_MAX + " bytes");
    }
    return switch (follower.admission().judge(entry, parts.clock().instant())) {
      case Admission.Answer.Refused(var refusal, String detail) ->
          refused(Problem.of(refusal), detail);
      case Admission.Answer.Admitted admitted -> accept(entry, admitted);
    };
  }

  private Accepted accept(byte[] entry, Admission.Answer.Admitted admitted)
      throws InterruptedException {
    Said said = new Said(admitted.id(), admitted.signers());
    CompletableFuture<Long> mine = new CompletableFuture<>();
    Optional<CompletableFuture<Long>> other = Optional.ofNullable(recent.putIfAbsent(said, mine));
    if (other.isPresent()) {
      return await(other.get(), entry, admitted, true);
    }
    // Only now: what is projected in between is in one of the two.
    Optional<StatementRow> known;
    try {
      known = known(said);
    } catch (RuntimeException e) {
      recent.remove(said, mine);
      mine.completeExceptionally(e);
      throw e;
    }
    if (known.isPresent()) {
      recent.remove(said, mine);
      mine.complete(known.get().logIndex());
      tally.duplicate();
      return new Accepted.Durable(known.get().logIndex(), admitted, true, entry);
    }
    var _ =
        sequencer()
            .append(entry)
            .whenComplete((receipt, failure) -> settle(said, mine, receipt, failure));
    return await(mine, entry, admitted, false);
  }

  private Optional<StatementRow> known(Said said) {
    String signers = LogReading.signers(said.signers());
    return projection.read(view -> view.statements(StatementQuery.of(said.id().hex()))).stream()
        .filter(row -> row.signers().equals(signers))
        .findFirst();
  }

  private void settle(
      Said said,
      CompletableFuture<Long> mine,
      @Nullable Receipt receipt,
      @Nullable Throwable failure) {
    if (receipt != null) {
      mine.complete(receipt.index());
    } else {
      recent.remove(said, mine);
      mine.completeExceptionally(failure == null ? new IllegalStateException() : failure);
    }
  }

  private Accepted await(
      CompletableFuture<Long> index,
      byte[] entry,
      Admission.Answer.Admitted admitted,
      boolean duplicate)
      throws InterruptedException {
    try {
      long place = index.get();
      if (duplicate) {
        tally.duplicate();
      } else {
        tally.accepted();
        if (admitted.kind() == StatementKind.CHARTER) {
          follower.awaitFolded(place);
        }
      }
      return new Accepted.Durable(place, admitted, duplicate, entry);
    } catch (ExecutionException e) {
      return notLogged(e.getCause());
    }
  }

  private Accepted notLogged(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException c ? c.getCause() : failure;
    if (cause instanceof AppendRefusedException refused
        && refused.reason() == AppendRefusedException.Reason.BUSY) {
      return refused(Problem.OVERLOADED, "try again in a second");
    }
    System.getLogger(Register.class.getName())
        .log(System.Logger.Level.ERROR, "the log takes no entries", cause);
    return refused(Problem.STOPPED, "nothing was logged, or nobody knows; ask again later");
  }

  private Accepted refused(Problem problem, String detail) {
    tally.refused(problem);
    return new Accepted.NotLogged(problem, detail);
  }

  /** What the projection holds need not be remembered. */
  private void forget(long size) {
    recent.values().removeIf(index -> index.isDone() && covered(index, size));
  }

  private static boolean covered(CompletableFuture<Long> index, long size) {
    return index.isCompletedExceptionally() || index.join() < size;
  }

  Sequencer sequencer() {
    return parts.sequencer();
  }

  QuorumPolicy policy() {
    return parts.policy();
  }

  Path directory() {
    return parts.directory();
  }

  RegisterParts parts() {
    return parts;
  }

  Projection projection() {
    return projection;
  }

  Events events() {
    return events;
  }

  Tally tally() {
    return tally;
  }

  Follower follower() {
    return follower;
  }

  Instant now() {
    return parts.clock().instant();
  }

  /** The newest checkpoint that readers see, and how old it is; empty before the first. */
  Optional<CheckpointAge> newest() throws IOException {
    Optional<SignedNote> note = sequencer().latest();
    if (note.isEmpty()) {
      return Optional.empty();
    }
    Optional<Newest> known = newest.filter(last -> last.note().equals(note.get()));
    if (known.isEmpty()) {
      // Cosignatures are checked once for each checkpoint, not once for each request.
      known = Optional.of(new Newest(note.get(), age(note.get())));
      newest = known;
    }
    return Optional.of(known.get().age());
  }

  private CheckpointAge age(SignedNote note) throws IOException {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNoteException e) {
      throw new IllegalStateException("the log publishes no checkpoint", e);
    }
    Optional<Instant> seen = CosignedTime.of(policy(), note);
    Instant time =
        seen.isPresent()
            ? seen.get()
            : Files.getLastModifiedTime(directory().resolve("checkpoint")).toInstant();
    return new CheckpointAge(checkpoint, time, seen.isPresent());
  }

  /** What an entry is called in the log's tree. */
  static String leafHash(byte[] entry) {
    return TreeHash.leaf(entry).hex();
  }

  /** What keeps it from doing its work, each in one line; empty if nothing does. */
  List<String> hindrances() {
    return Hindrances.of(this);
  }

  @Override
  public void close() {
    follower.close();
    projection.close();
  }
}
