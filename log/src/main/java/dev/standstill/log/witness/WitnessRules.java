package dev.standstill.log.witness;

import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.witness.WitnessAnswer.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which a witness decides, as a function of what it knows and what it is asked. Keeps
 * nothing, signs nothing; the order of the checks is that of the specification.
 */
final class WitnessRules {
  private WitnessRules() {}

  /** What to do with a request. */
  sealed interface Decision {
    /**
     * Record this checkpoint, and only then cosign it.
     *
     * @param note the checkpoint with the lines of known keys alone
     */
    record Cosign(SignedNote note, Checkpoint checkpoint) implements Decision {}

    /**
     * Answer, and change nothing.
     *
     * @param suspect a checkpoint that the log signed and that must be kept, with why
     */
    record Answer(WitnessAnswer answer, Optional<Suspect> suspect) implements Decision {}
  }

  /** A checkpoint that the log really signed and that does not go with what is recorded. */
  record Suspect(SignedNote note, Checkpoint checkpoint, boolean contradicts) {}

  /**
   * Decides.
   *
   * @param trusted the keys of the log with the request's origin; empty if it is not known
   * @param recorded the largest tree cosigned for this origin, or the empty tree
   */
  static Decision decide(
      Optional<List<VerifierKey>> trusted, TreeHead recorded, AddCheckpoint request) {
    Checkpoint checkpoint = request.checkpoint();
    // SPEC: tlog-witness §add-checkpoint: unknown origin MUST be 404.
    if (trusted.isEmpty()) {
      return refuse(Refusal.UNKNOWN_LOG, "the log is not known here");
    }
    // SPEC: tlog-witness §add-checkpoint: no signature of a trusted key MUST be 403; a wrong one of
    // a trusted key makes the note invalid (signed-note §Signatures).
    switch (request.note().check(trusted.get())) {
      case NoteCheck.NoKnownSignature _ -> {
        return refuse(Refusal.NO_TRUSTED_SIGNATURE, "no trusted key of the log signed");
      }
      case NoteCheck.WrongSignature wrong -> {
        return refuse(
            Refusal.NO_TRUSTED_SIGNATURE, "the signature of " + wrong.line().name() + " is wrong");
      }
      case NoteCheck.Verified _ -> {}
    }
    SignedNote signed = signedBy(trusted.get(), request.note());
    return decideSigned(recorded, request, signed, checkpoint);
  }

  private static Decision decideSigned(
      TreeHead recorded, AddCheckpoint request, SignedNote signed, Checkpoint checkpoint) {
    TreeHead head = checkpoint.head();
    boolean contradicts = head.size() == recorded.size() && !head.root().equals(recorded.root());
    Suspect suspect = new Suspect(signed, checkpoint, contradicts);
    Optional<Suspect> ifContradicts = contradicts ? Optional.of(suspect) : Optional.empty();
    // SPEC: tlog-witness §add-checkpoint: an old size beyond the checkpoint MUST be 400.
    if (request.oldSize() > head.size()) {
      return new Decision.Answer(
          new WitnessAnswer.Refused(
              Refusal.SIZES_REVERSED, "the old size is beyond the checkpoint"),
          ifContradicts);
    }
    // SPEC: tlog-witness §add-checkpoint: another old size than recorded MUST be 409.
    if (request.oldSize() != recorded.size()) {
      return new Decision.Answer(new WitnessAnswer.Conflict(recorded.size()), ifContradicts);
    }
    // SPEC: tlog-witness §add-checkpoint: a proof that does not verify MUST be 422; from size 0 it
    // is empty; at equal sizes it is empty and the roots are the same; size 0 has but one root.
    ProofCheck proved =
        new ConsistencyProof(recorded.size(), head.size(), request.proof()).verify(recorded, head);
    if (proved != ProofCheck.VALID) {
      return new Decision.Answer(
          new WitnessAnswer.Refused(
              Refusal.INCONSISTENT, "no proof that the checkpoint extends the recorded tree"),
          Optional.of(suspect));
    }
    return new Decision.Cosign(signed, checkpoint);
  }

  /**
   * One line of each known key that signed. Without this, strangers, or a log that signs one text a
   * thousand times, could make the record larger than a note may be.
   */
  private static SignedNote signedBy(List<VerifierKey> trusted, SignedNote note) {
    List<SignatureLine> lines =
        trusted.stream()
            .flatMap(key -> note.signatures().stream().filter(line -> line.claims(key)).limit(1))
            .distinct()
            .toList();
    return new SignedNote(note.text(), lines);
  }

  private static Decision refuse(Refusal refusal, String detail) {
    return new Decision.Answer(new WitnessAnswer.Refused(refusal, detail), Optional.empty());
  }
}
