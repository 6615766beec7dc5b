package dev.standstill.site.metering.scrape;

import dev.standstill.site.metering.metric.MetricRules.Meaning;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an exporter's last answer, in their order. It says the same names and labels second
 * after second; whether a line begins as it did is one comparison, and what it means is known then.
 */
final class UsualLines {
  /** More are not remembered: names that change all the time must not fill the memory. */
  private static final int LINES_MAX = 1 << 16;

  private byte[] @Nullable [] heads = new byte[64][];
  private @Nullable Meaning[] meanings = new Meaning[64];
  private int next;

  /** From here on the lines of another answer are read. */
  void begin() {
    next = 0;
  }

  /**
   * Whether the next line begins as it did last time.
   *
   * @return where its name and labels end; -1 if it begins otherwise
   */
  int match(byte[] text, int from, int to) {
    byte[] head = next < heads.length ? heads[next] : null;
    if (head == null
        || to - from < head.length
        || !Arrays.equals(head, 0, head.length, text, from, from + head.length)) {
      return -1;
    }
    return from + head.length;
  }

  /** What the line means that was just matched; goes on to the next. */
  Meaning matched() {
    Meaning meaning = meanings[next];
    if (meaning == null) {
      throw new IllegalStateException("no line was matched");
    }
    next++;
    return meaning;
  }

  /** Remembers a line that began otherwise; goes on to the next. */
  void learn(byte[] text, int from, int to, Meaning meaning) {
    if (next >= LINES_MAX) {
      return;
    }
    if (next == heads.length) {
      heads = Arrays.copyOf(heads, next * 2);
      meanings = Arrays.copyOf(meanings, next * 2);
    }
    // Only where a brace ends the labels is the end known without what comes after it.
    boolean ends = text[to - 1] == '}';
    heads[next] = ends ? Arrays.copyOfRange(text, from, to) : null;
    meanings[next] = meaning;
    next++;
  }
}
