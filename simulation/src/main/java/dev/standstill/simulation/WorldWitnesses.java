package dev.standstill.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.evidence.SourceLog;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.log.witness.Cosigning;
import java.time.Instant;
import java.util.List;

/**
 * A witness of each party, two of which must cosign. They are honest, always there, and all have
 * the world's own time, which moves only when it is told to.
 */
final class WorldWitnesses implements Cosigners {
  private final SigningKey log;
  private final List<SigningKey> witnesses;
  private Instant now;

  WorldWitnesses(SigningKey log, List<SigningKey> witnesses, Instant now) {
    this.log = log;
    this.witnesses = List.copyOf(witnesses);
    this.now = now;
  }

  /** A log that is published under their quorum. */
  SourceLog sourceLog() {
    StringBuilder policy = new StringBuilder("log " + log.verifierKey() + "\n");
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < witnesses.size(); i++) {
      policy.append("witness w" + i + " " + witnesses.get(i).cosignatureKey() + "\n");
      members.append(" w" + i);
    }
    policy.append("group two 2" + members + "\nquorum two\n");
    return new SourceLog(CheckpointSigner.of(log), policy.toString().getBytes(UTF_8), this);
  }

  /** It is this late now. */
  void turnTo(Instant time) {
    if (time.isBefore(now)) {
      throw new IllegalArgumentException("the world's time does not go back: " + time);
    }
    now = time;
  }

  @Override
  public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(signed.text());
      SignedNote cosigned = signed;
      for (SigningKey witness : witnesses) {
        cosigned = cosigned.with(Cosignature.sign(witness, now.getEpochSecond(), checkpoint));
      }
      return new Cosigning.Quorate(cosigned);
    } catch (MalformedNoteException e) {
      throw new IllegalStateException("a log signs only what is a checkpoint", e);
    }
  }

  @Override
  public List<SignedNote> lastWitnessed() {
    return List.of();
  }
}
