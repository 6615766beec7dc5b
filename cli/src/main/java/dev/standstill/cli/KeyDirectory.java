package dev.standstill.cli;

import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureAlgorithm;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Private keys as files, readable by their owner only. They never lie inside an evidence source.
 */
final class KeyDirectory implements AutoCloseable {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** A key file is some hundred bytes; nothing larger is read as one. */
  private static final int BYTES_MAX = 4096;

  private final Path directory;
  private final Deque<Path> made = new ArrayDeque<>();

  /** Where keys are, or will be made. */
  KeyDirectory(Path directory) {
    this.directory = directory;
  }

  /** The Ed25519 key in {@code file}, made now if there is none. */
  SigningKey openOrGenerate(String file, String keyName) throws IOException {
    return openOrGenerate(file, keyName, SignatureAlgorithm.ED25519);
  }

  /** The key in {@code file}, made now if there is none. */
  SigningKey openOrGenerate(String file, String keyName, SignatureAlgorithm algorithm)
      throws IOException {
    Path path = directory.resolve(file);
    if (Files.exists(path)) {
      SigningKey key = read(path);
      if (key.algorithm() != algorithm) {
        throw new IllegalArgumentException(
            path + ": is no " + algorithm.jcaName() + " key; name another --keys");
      }
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
    makeDirectory();
    SigningKey key = generate(path, keyName, algorithm);
    made.push(path);
    return key;
  }

  /** The name of the key in {@code file}, if there is one. */
  Optional<String> nameOf(String file) throws IOException {
    Path path = directory.resolve(file);
    return Files.exists(path) ? Optional.of(read(path).name()) : Optional.empty();
  }

  private void makeDirectory() throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (Files.exists(directory)) {
      throw new IllegalArgumentException("--keys " + directory + ": is no directory");
    }
    Path parent = directory.toAbsolutePath().normalize().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    made.push(directory);
  }

  /** The keys made have signed something that others will see. */
  void keep() {
    made.clear();
  }

  /** Removes what was made for nothing. */
  @Override
  public void close() throws IOException {
    while (!made.isEmpty()) {
      Files.deleteIfExists(made.pop());
    }
  }

  /** Makes a new key; an existing file is never overwritten. */
  static SigningKey generate(Path path, String keyName, SignatureAlgorithm algorithm)
      throws IOException {
    SigningKey key = SigningKey.generate(keyName, algorithm, new SecureRandom());
    write(path, key.encoded() + "\n");
    return key;
  }

  /** Writes a new key that its owner alone can read; an existing file is never overwritten. */
  static void write(Path path, String key) throws IOException {
    try {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(path + ": exists; a key is never overwritten", e);
    }
    Files.writeString(path, key, StandardOpenOption.WRITE);
  }

  static SigningKey read(Path path) throws IOException {
    String text = new String(SmallFile.read(path, BYTES_MAX), StandardCharsets.UTF_8);
    try {
      return SigningKey.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } catch (MalformedNoteException e) {
      // The message must not quote the file: it may hold a secret all the same.
      throw new IllegalArgumentException(path + ": is not a key", e);
    }
  }
}
