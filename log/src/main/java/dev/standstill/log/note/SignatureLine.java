package dev.standstill.log.note;

import dev.standstill.log.encoding.StrictBase64;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line, of any type, kept in the spelling it has in the note.
 *
 * @param name the name of the key that claims to have signed
 * @param encoded base64 of the four bytes of the key id and the signature
 */
public record SignatureLine(String name, String encoded) {
  private static final String PREFIX = "— ";

  public SignatureLine {
    if (!KeyName.isValid(name) || !isEncoding(encoded)) {
      throw new IllegalArgumentException("not a signature line: " + name + " " + encoded);
    }
  }

  static SignatureLine of(VerifierKey key, byte[] signature) {
    byte[] bytes =
        ByteBuffer.allocate(KeyId.LENGTH + signature.length)
            .putInt(key.keyId())
            .put(signature)
            .array();
    return new SignatureLine(key.name(), StrictBase64.encode(bytes));
  }

  /** Reads a line without its newline. */
  public static SignatureLine parse(String line) throws MalformedNoteException {
    // SPEC: signed-note §Format: em dash, space, key name, space, base64, newline.
    if (!line.startsWith(PREFIX)) {
      throw new MalformedNoteException("a signature line begins with an em dash and a space");
    }
    int space = line.indexOf(' ', PREFIX.length());
    if (space < 0) {
      throw new MalformedNoteException("a signature line has a name and a signature");
    }
    String name = line.substring(PREFIX.length(), space);
    String encoded = line.substring(space + 1);
    if (!KeyName.isValid(name)) {
      throw new MalformedNoteException("a signature line has no valid key name");
    }
    if (!isEncoding(encoded)) {
      throw new MalformedNoteException("the signature of " + name + " is not base64");
    }
    return new SignatureLine(name, encoded);
  }

  private static boolean isEncoding(String encoded) {
    // SPEC: signed-note §Format: 4+n bytes; a signature of no bytes proves nothing, so n > 0.
    return StrictBase64.decode(encoded).filter(b -> b.length > KeyId.LENGTH).isPresent();
  }

  public int keyId() {
    return ByteBuffer.wrap(bytes()).getInt();
  }

  /** The bytes after the key id. */
  public byte[] signature() {
    byte[] bytes = bytes();
    return Arrays.copyOfRange(bytes, KeyId.LENGTH, bytes.length);
  }

  /** Whether name and id are those of the key; the signature itself is not looked at. */
  public boolean claims(VerifierKey key) {
    return name.equals(key.name()) && keyId() == key.keyId();
  }

  private byte[] bytes() {
    return StrictBase64.decode(encoded).orElseThrow();
  }

  /** The line with its newline. */
  public String text() {
    return PREFIX + name + " " + encoded + "\n";
  }
}
