package dev.standstill.log.note;

import java.util.List;

/** What became of a note's signatures under a set of known keys. */
public sealed interface NoteCheck {
  /**
   * Every line of a known key verified, and there is at least one.
   *
   * @param signers keys that signed the text itself, once for each of their lines
   * @param cosignatures keys that cosigned it with a time, once for each of their lines; whether a
   *     log or a witness holds such a key only the caller knows
   * @param ignored lines of keys that are not known; nothing follows from them
   */
  record Verified(
      List<VerifierKey> signers, List<Cosignature> cosignatures, List<SignatureLine> ignored)
      implements NoteCheck {
    public Verified {
      signers = List.copyOf(signers);
      cosignatures = List.copyOf(cosignatures);
      ignored = List.copyOf(ignored);
    }
  }

  /** A line bears name and id of a known key and is not its signature: the note is rejected. */
  record WrongSignature(SignatureLine line) implements NoteCheck {}

  /** No known key has signed: nothing follows from the note. */
  record NoKnownSignature() implements NoteCheck {}
}
