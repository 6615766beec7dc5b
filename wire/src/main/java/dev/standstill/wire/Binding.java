package dev.standstill.wire;

import dev.standstill.core.record.Digest;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.VerifierKey;
import java.nio.charset.StandardCharsets;

/**
 * What a statement is bound to, its {@code subject[0]}: under any other agreement it is not valid,
 * so nothing can be replayed there.
 */
public sealed interface Binding {

  /** SHA-256 of what it is bound to. */
  Digest digest();

  /**
   * To the charter in force.
   *
   * @param digest the id of the charter's statement
   */
  record ToCharter(Digest digest) implements Binding {}

  /**
   * To the key of the log, for the first charter: before it there is nothing else to be bound to.
   *
   * @param digest SHA-256 of the text of the log's verifier key
   */
  record ToLogKey(Digest digest) implements Binding {

    /** The binding to a log with this key. */
    public static ToLogKey of(VerifierKey logKey) {
      byte[] text = logKey.toString().getBytes(StandardCharsets.UTF_8);
      return new ToLogKey(new Digest(Hash.sha256(text).hex()));
    }
  }
}
