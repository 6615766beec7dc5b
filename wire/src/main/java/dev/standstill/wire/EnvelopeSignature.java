package dev.standstill.wire;

import dev.standstill.log.encoding.StrictBase64;
import java.util.regex.Pattern;

/**
 * One signature of an envelope.
 *
 * @param keyid {@code <key name>+<8 hex digits>}, the head of a party key: a hint which key to try,
 *     nothing more
 * @param sigBase64 the signature, as written
 */
public record EnvelopeSignature(String keyid, String sigBase64) {

  private static final Pattern KEYID = Pattern.compile("[^+]+\\+[0-9a-f]{8}");

  public EnvelopeSignature {
    if (!KEYID.matcher(keyid).matches()) {
      throw new IllegalArgumentException("expected a keyid such as name+0a1b2c3d");
    }
    Envelope.base64(sigBase64);
  }

  /** Whether this key, and not only its hint, made the signature. */
  boolean isBy(PartyKey key, byte[] signedBytes) {
    return keyid.equals(key.keyid())
        && StrictBase64.decode(sigBase64)
            .map(signature -> key.verifies(signedBytes, signature))
            .orElse(false);
  }
}
