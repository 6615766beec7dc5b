package dev.standstill.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a password comes from: a file, or the person at the terminal. */
final class PasswordSource {
  private static final int BYTES_MAX = 1024;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "The first line of this file is the password (or a token's PIN). Default: asked for at"
              + " the terminal, if one is needed.")
  private @Nullable Path file;

  boolean isFile() {
    return file != null;
  }

  /** The password; whoever uses it overwrites it. */
  char[] password(String prompt) throws IOException {
    if (file == null) {
      return asked(prompt);
    }
    byte[] bytes = SmallFile.read(file, BYTES_MAX);
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    try {
      CharBuffer line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
      if (line.isEmpty()) {
        throw new IllegalArgumentException(file + ": its first line is empty; a password is not");
      }
      char[] password = new char[line.length()];
      line.get(password);
      return password;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": its first line is not UTF-8", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** A new password, typed twice if it is typed. */
  char[] chosen() throws IOException {
    char[] password = password("Password for the new key");
    if (file == null && !Arrays.equals(password, asked("The same password again"))) {
      throw new IllegalArgumentException("the two passwords differ; no key was made");
    }
    return password;
  }

  private static char[] asked(String prompt) {
    char[] password =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> console.readPassword("%s: ", prompt))
            .orElse(null);
    if (password == null || password.length == 0) {
      throw new IllegalArgumentException(
          prompt + ": nobody is at a terminal to type it; name --password-file");
    }
    return password;
  }
}
