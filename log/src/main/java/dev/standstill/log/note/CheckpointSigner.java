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
}
