package dev.standstill.core.charter;

import dev.standstill.core.party.Party;

/**
 * A key that others may have used.
 *
 * @param verifierKey the text of the key as a charter named it
 * @param fromLogIndex the first place in the log where its signatures are no longer believed
 */
public record CompromisedKey(String verifierKey, long fromLogIndex) {

  public CompromisedKey {
    if (verifierKey.isBlank() || fromLogIndex < 0) {
      throw new IllegalArgumentException("a compromised key has a text and a log index from 0");
    }
  }

  /** The key itself: it is not believed under any name. */
  public String publicKey() {
    return Party.publicKey(verifierKey);
  }
}
