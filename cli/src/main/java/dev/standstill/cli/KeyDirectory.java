package dev.standstill.cli;

import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/**
 * Private keys as files, readable by their owner only. They never lie inside an evidence source.
 */
final class KeyDirectory {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyDirectory() {}

  /** The key in {@code directory/file}, made now if there is none. */
  static SigningKey openOrGenerate(Path directory, String file, String keyName) throws IOException {
    Path path = directory.resolve(file);
    if (Files.exists(path)) {
      SigningKey key = read(path);
      if (!key.name().equals(keyName)) {
        throw new IllegalArgumentException(
            path
                + ": is the key "
                + key.name()
                + ", needed is "
                + keyName
                + "; name another --keys");
      }
      return key;
    }
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    return generate(path, keyName);
  }

  /** Makes a new key; an existing file is never overwritten. */
  static SigningKey generate(Path path, String keyName) throws IOException {
    SigningKey key = SigningKey.generate(keyName, new SecureRandom());
    try {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(path + ": exists; a key is never overwritten", e);
    }
    Files.writeString(path, key.encoded() + "\n", StandardOpenOption.WRITE);
    return key;
  }

  static SigningKey read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    if (bytes.length > 4096) {
      throw new IllegalArgumentException(path + ": is not a key");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      return SigningKey.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } catch (MalformedNoteException e) {
      // The message must not quote the file: it may hold a secret all the same.
      throw new IllegalArgumentException(path + ": is not a key", e);
    }
  }
}
