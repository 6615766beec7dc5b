package dev.standstill.log.note;

import java.util.Optional;

/** The signature types that this module verifies, with their byte in C2SP signed-note. */
public enum SignatureType {
  /** Ed25519 over the text of the note: how a log signs, as every reader understands it. */
  ED25519(0x01, SignatureAlgorithm.ED25519, false),
  /** Ed25519 over a time and the text of a checkpoint: how a witness cosigns. */
  ED25519_COSIGNATURE(0x04, SignatureAlgorithm.ED25519, true),
  /** ML-DSA-44 over a name, a time and a checkpoint: how logs and witnesses sign for the future. */
  ML_DSA_44(0x06, SignatureAlgorithm.ML_DSA_44, true);

  private final int code;
  private final SignatureAlgorithm algorithm;
  private final boolean timed;

  SignatureType(int code, SignatureAlgorithm algorithm, boolean timed) {
    this.code = code;
    this.algorithm = algorithm;
    this.timed = timed;
  }

  public int code() {
    return code;
  }

  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether the signature is preceded by a time and covers a checkpoint, not any text. */
  public boolean isTimed() {
    return timed;
  }

  /** The bytes of a signature line after its key id. */
  public int signatureLength() {
    return (timed ? Long.BYTES : 0) + algorithm.signatureLength();
  }

  static Optional<SignatureType> ofCode(int code) {
    for (SignatureType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
