package dev.standstill.core.indicator;

import java.util.Optional;

/**
 * What one commit that is no merge says of who wrote its lines.
 *
 * @param addedLines in scope: neither vendored nor generated; 0 or more
 * @param mark what its author and message say
 * @param note what a note says line by line; it overrides the mark as to lines
 */
public record CommitAuthorship(long addedLines, Mark mark, Optional<LineNote> note) {

  public CommitAuthorship {
    Require.notNegative(addedLines, "added lines");
    note.ifPresent(lines -> {
      if (lines.ai + lines.human > addedLines) {
        throw new IllegalArgumentException(
            "a note attests " + (lines.ai + lines.human) + " lines of " + addedLines);
      }
    });
  }

  /** What a commit shows of itself. Its absence proves nothing. */
  public enum Mark {
    /** Neither author nor message names an AI. */
    NONE,
    /** A trailer or a line of the message names an AI as one who took part. */
    TRAILER,
    /** The author is an AI. */
    AUTHOR
  }

  /**
   * Lines as a note attests them; the rest are unknown.
   *
   * @param ai written by an AI
   * @param human written by a person
   */
  public record LineNote(long ai, long human) {
    public LineNote {
      Require.notNegative(ai, "lines by AI");
      Require.notNegative(human, "lines by people");
    }
  }
}
