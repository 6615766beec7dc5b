package dev.standstill.log.sequence;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a writer is bound by, durable before any signature leaves the process: he never signs a
 * smaller tree, or another tree of this size, and never opens a log with fewer entries than he has
 * acknowledged. The tiles of this size are durable as well, so that a restart begins from them.
 *
 * @param checkpoint the largest tree that may have been signed
 * @param acknowledged how many entries were durable, at least
 * @param published the size of the checkpoint that readers saw: up to there superseded partial
 *     files are gone
 */
record SigningIntent(Checkpoint checkpoint, long acknowledged, long published) {
  /** Longer than any that is written. */
  static final int BYTES_MAX = 64 * 1024;

  private static final String FIRST_LINE = "standstill-writer/v1\n";

  SigningIntent {
    if (published < 0 || published > checkpoint.size() || checkpoint.size() > acknowledged) {
      throw new IllegalArgumentException(
          published + " published, " + checkpoint.size() + " signed, " + acknowledged + " durable");
    }
  }

  /** What binds before a tree is signed that is durable as a whole. */
  SigningIntent extendedTo(TreeHead head, long publishedSize) {
    boolean beside = head.size() == checkpoint.size() && !head.root().equals(checkpoint.root());
    if (head.size() < checkpoint.size() || beside) {
      throw new IllegalStateException("a smaller or another tree than may have been signed");
    }
    Checkpoint next = new Checkpoint(checkpoint.origin(), head.size(), head.root());
    return new SigningIntent(next, Math.max(acknowledged, head.size()), publishedSize);
  }

  /** The same with at least this many entries acknowledged. */
  SigningIntent acknowledging(long entries) {
    return new SigningIntent(checkpoint, Math.max(acknowledged, entries), published);
  }

  byte[] encoded() {
    String text =
        FIRST_LINE
            + checkpoint.text()
            + ("acknowledged " + acknowledged + "\n")
            + ("published " + published + "\n");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    String last = "crc32c " + HexFormat.of().toHexDigits((int) sum.getValue()) + "\n";
    return (text + last).getBytes(StandardCharsets.UTF_8);
  }

  /** The intent, or empty for bytes that {@link #encoded} would never write. */
  static Optional<SigningIntent> parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // First line, three of the checkpoint, acknowledged, published, checksum.
    String[] lines = text.split("\n", -1);
    if (lines.length != 8) {
      return Optional.empty();
    }
    try {
      Checkpoint checkpoint = Checkpoint.parse(lines[1] + "\n" + lines[2] + "\n" + lines[3] + "\n");
      SigningIntent intent =
          new SigningIntent(
              checkpoint, number("acknowledged ", lines[4]), number("published ", lines[5]));
      // Writing it again checks the words, the checksum and the spelling at once.
      boolean same = Arrays.equals(intent.encoded(), bytes);
      return same ? Optional.of(intent) : Optional.empty();
    } catch (MalformedNoteException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static long number(String word, String line) {
    String digits = line.startsWith(word) ? line.substring(word.length()) : "";
    return StrictDecimal.parse(digits).orElse(-1);
  }
}
