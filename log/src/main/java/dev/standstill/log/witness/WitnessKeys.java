package dev.standstill.log.witness;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.note.VerifierKey;
import java.util.List;

/**
 * The two keys of a witness, of one name: each cosignature comes in the type that every reader
 * knows and in the one that a quantum computer does not break.
 */
public record WitnessKeys(SigningKey ed25519, SigningKey mlDsa44) {
  public WitnessKeys {
    boolean types =
        ed25519.algorithm() == SignatureAlgorithm.ED25519
            && mlDsa44.algorithm() == SignatureAlgorithm.ML_DSA_44;
    if (!types || !ed25519.name().equals(mlDsa44.name())) {
      throw new IllegalArgumentException(
          "a witness has an Ed25519 and an ML-DSA-44 key of one name");
    }
  }

  /** The public keys, the Ed25519 key that every reader knows first. */
  public List<VerifierKey> verifierKeys() {
    return List.of(ed25519.cosignatureKey(), mlDsa44.cosignatureKey());
  }

  List<SignatureLine> cosign(long time, Checkpoint checkpoint) {
    return List.of(
        Cosignature.sign(ed25519, time, checkpoint), Cosignature.sign(mlDsa44, time, checkpoint));
  }
}
