package dev.standstill.cli;

import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The private key that issues tokens, from a file that key generate made. */
final class PermitKey {
  private static final int BYTES_MAX = 4096;

  private PermitKey() {}

  static PartySigner read(Path file) throws IOException {
    String text = new String(SmallFile.read(file, BYTES_MAX), StandardCharsets.UTF_8);
    try {
      return PartySigner.of(SigningKey.parse(text.stripTrailing()));
    } catch (MalformedNoteException e) {
      // The message must not quote the file: it may hold a secret all the same.
      throw new IllegalArgumentException(file + ": is not a key", e);
    }
  }
}
