package dev.standstill.telemetry.source;

import dev.standstill.telemetry.UnreadableReadings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A text file, line by line, without ever holding it whole. Lines are looked at as bytes and
 * decoded (strictly, as UTF-8) only when asked for: run logs are mostly noise, and noise may be in
 * any encoding.
 */
public final class TextLines implements AutoCloseable {
  private static final int LINE_BYTES_MAX = 8 << 20;

  private final Path file;
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int start;
  private int end;
  private int next;
  private long number;
  private boolean terminated;

  private TextLines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Opens the file; empty, compressed and binary files are refused here. */
  public static TextLines open(Path file) {
    if (Files.isDirectory(file)) {
      throw new UnreadableReadings(file, 0, "is a directory", "name the file itself");
    }
    TextLines lines;
    try {
      lines = new TextLines(file, Files.newInputStream(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    try {
      lines.fill();
      lines.refuseOtherThanText();
    } catch (UnreadableReadings e) {
      lines.close();
      throw e;
    }
    return lines;
  }

  /** Why a file or folder could not be read, as one clear line. */
  public static UnreadableReadings unreadable(Path file, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ ->
          new UnreadableReadings(file, 0, "does not exist", "check the path", cause);
      case AccessDeniedException _ ->
          new UnreadableReadings(
              file, 0, "may not be read", "give this user permission to read it", cause);
      default ->
          new UnreadableReadings(
              file, 0, "cannot be read: " + cause.getMessage(), "check the disk and retry", cause);
    };
  }

  /** Moves to the next line; false at the end of the file. */
  public boolean next() {
    start = next;
    int from = start;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (buffer[i] == '\n') {
          terminated = true;
          return line(i, i + 1);
        }
      }
      from = filled - start;
      if (!fill()) {
        terminated = false;
        return start < filled && line(filled, filled);
      }
      from += start;
    }
  }

  /** The number of the current line, from 1. */
  public long number() {
    return number;
  }

  /** Whether the current line ended with a line break; a last line without one may be cut. */
  public boolean terminated() {
    return terminated;
  }

  /** Where the text first stands in the current line, in bytes, or -1. The text must be ASCII. */
  public int indexOf(String ascii) {
    int length = ascii.length();
    char first = ascii.charAt(0);
    outer:
    for (int i = start; i <= end - length; i++) {
      if (buffer[i] != first) {
        continue;
      }
      for (int j = 1; j < length; j++) {
        if (buffer[i + j] != ascii.charAt(j)) {
          continue outer;
        }
      }
      return i - start;
    }
    return -1;
  }

  /** The current line as text, without its line break. */
  public String text() {
    for (int i = start; i < end; i++) {
      if (buffer[i] == 0) {
        throw problem("holds a NUL byte, so it is not text", "export the readings again as text");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw problem("is not UTF-8 text", "save the file as UTF-8 throughout");
    }
  }

  /** A problem at the current line. */
  public UnreadableReadings problem(String problem, String remedy) {
    return new UnreadableReadings(file, number, problem, remedy);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private boolean line(int lineEnd, int nextLine) {
    number++;
    next = nextLine;
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    return true;
  }

  /** Reads more behind what is held, moving the unfinished line to the front first. */
  private boolean fill() {
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    start = 0;
    if (filled == buffer.length) {
      if (filled >= LINE_BYTES_MAX) {
        throw new UnreadableReadings(
            file, number + 1, "is longer than 8 MiB", "check that this is a text log");
      }
      buffer = Arrays.copyOf(buffer, filled * 2);
    }
    try {
      int read = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(read, 0);
      return read > 0;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void refuseOtherThanText() {
    if (filled == 0) {
      throw new UnreadableReadings(file, 0, "is empty", "export the readings again");
    }
    if (begins(0x1f, 0x8b)) {
      throw new UnreadableReadings(file, 0, "is gzip, not text", "unpack it with gunzip first");
    }
    if (begins('P', 'K', 3, 4) || begins(0x28, 0xb5, 0x2f, 0xfd) || begins('B', 'Z', 'h')) {
      throw new UnreadableReadings(file, 0, "is compressed, not text", "unpack it first");
    }
    if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) {
      throw new UnreadableReadings(file, 0, "is UTF-16, not UTF-8", "save the file as UTF-8");
    }
    for (int i = 0; i < Math.min(filled, 512); i++) {
      if (buffer[i] == 0) {
        throw new UnreadableReadings(file, 0, "is binary, not text", "name the text log instead");
      }
    }
  }

  private boolean begins(int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= filled || (buffer[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
