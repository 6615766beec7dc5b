package dev.standstill.log.note;

import java.util.List;

/** All the keys with which a log signs its checkpoints. */
public interface CheckpointSigner {
  /** The origin of the log, which is the name of each of its keys. */
  String origin();

  /** The public keys, the Ed25519 key that every reader knows first. */
  List<VerifierKey> verifierKeys();

  /**
   * The checkpoint signed with every key.
   *
   * @param time seconds since the epoch, for signature types that carry a time
   */
  SignedNote sign(Checkpoint checkpoint, long time);

  /** A log with an Ed25519 key alone. */
  static CheckpointSigner of(SigningKey key) {
    requireAlgorithm(key, SignatureAlgorithm.ED25519);
    return new CheckpointSigner() {
      @Override
      public String origin() {
        return key.name();
      }

      @Override
      public List<VerifierKey> verifierKeys() {
        return List.of(key.verifierKey());
      }

      @Override
      public SignedNote sign(Checkpoint checkpoint, long time) {
        return SignedNote.sign(checkpoint.text(), key);
      }
    };
  }

  /**
   * A log with both keys: today's readers know the Ed25519 line, and whoever fears a quantum
   * computer believes the ML-DSA-44 line.
   */
  static CheckpointSigner of(SigningKey ed25519, SigningKey mlDsa44) {
    requireAlgorithm(ed25519, SignatureAlgorithm.ED25519);
    requireAlgorithm(mlDsa44, SignatureAlgorithm.ML_DSA_44);
    boolean fits = Cosignature.fits(SignatureType.ML_DSA_44, mlDsa44.name(), ed25519.name());
    if (!ed25519.name().equals(mlDsa44.name()) || !fits) {
      throw new IllegalArgumentException(
          "both keys of a log have its origin as name, of at most 255 bytes");
    }
    return new CheckpointSigner() {
      @Override
      public String origin() {
        return ed25519.name();
      }

      @Override
      public List<VerifierKey> verifierKeys() {
        return List.of(ed25519.verifierKey(), mlDsa44.verifierKey());
      }

      @Override
      public SignedNote sign(Checkpoint checkpoint, long time) {
        return SignedNote.sign(checkpoint.text(), ed25519)
            .with(Cosignature.sign(mlDsa44, time, checkpoint));
      }
    };
  }

  private static void requireAlgorithm(SigningKey key, SignatureAlgorithm algorithm) {
    if (key.algorithm() != algorithm) {
      throw new IllegalArgumentException(key + " is no " + algorithm.jcaName() + " key");
    }
  }
}
