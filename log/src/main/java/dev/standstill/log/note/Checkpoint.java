package dev.standstill.log.note;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHead;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log says of itself: at this size it has this root. Extension lines are refused although
 * the specification allows them: monitors cannot audit them and newer cosignatures do not cover
 * them.
 *
 * @param origin which log; in a Standstill log the name of its key
 * @param size how many entries
 * @param root the root over them
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final Pattern NEWLINE = Pattern.compile("\n", Pattern.LITERAL);

  public Checkpoint {
    if (!isOrigin(origin) || size < 0) {
      throw new IllegalArgumentException("no checkpoint of " + origin + " at size " + size);
    }
  }

  public static Checkpoint parse(String text) throws MalformedNoteException {
    // SPEC: tlog-checkpoint §Note text: three lines, each ended by a newline.
    List<String> lines = List.of(NEWLINE.split(text, -1));
    if (lines.size() < 4 || !lines.getLast().isEmpty()) {
      throw new MalformedNoteException("a checkpoint has three lines");
    }
    if (lines.size() > 4) {
      throw new MalformedNoteException(
          "the checkpoint has extension lines, which are refused here");
    }
    // SPEC: tlog-checkpoint §Note text 1: the origin MUST be non-empty.
    if (!isOrigin(lines.get(0))) {
      throw new MalformedNoteException("the checkpoint has no valid origin");
    }
    // SPEC: tlog-checkpoint §Note text 2: ASCII decimal, no leading zeroes.
    long size =
        StrictDecimal.parse(lines.get(1))
            .orElseThrow(() -> new MalformedNoteException("the tree size is not a decimal"));
    // SPEC: tlog-checkpoint §Note text 3: base64 of the root hash.
    Hash root =
        Hash.parseBase64(lines.get(2))
            .orElseThrow(() -> new MalformedNoteException("the root is not base64 of 32 bytes"));
    return new Checkpoint(lines.get(0), size, root);
  }

  private static boolean isOrigin(String origin) {
    return !origin.isEmpty() && origin.chars().noneMatch(c -> c < 0x20);
  }

  /** The note text: {@code parse(text())} gives the same checkpoint. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  public TreeHead head() {
    return new TreeHead(size, root);
  }
}
