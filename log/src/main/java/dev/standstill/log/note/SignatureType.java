package dev.standstill.log.note;

import java.util.Optional;

/** The signature types that this module verifies, with their byte in C2SP signed-note. */
public enum SignatureType {
  /** Ed25519 over the text of the note: how a log signs. */
  ED25519(0x01),
  /** Ed25519 over a time and the text of a checkpoint: how a witness cosigns. */
  ED25519_COSIGNATURE(0x04);

  private final int code;

  SignatureType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
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
