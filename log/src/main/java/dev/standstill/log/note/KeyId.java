package dev.standstill.log.note;

import dev.standstill.log.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The short number that, with the name, says which key made a signature line. */
public final class KeyId {
  static final int LENGTH = 4;

  private KeyId() {}

  /** The number of a key: its typed bytes begin with the type. */
  public static int of(String name, byte[] typedKey) {
    ByteArrayOutputStream hashed = new ByteArrayOutputStream();
    hashed.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    hashed.write('\n');
    hashed.writeBytes(typedKey);
    return ByteBuffer.wrap(Hash.sha256(hashed.toByteArray()).bytes()).getInt();
  }

  /** Eight hex digits. */
  public static String hex(int keyId) {
    return HexFormat.of().toHexDigits(keyId);
  }
}
