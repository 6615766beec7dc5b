package dev.standstill.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened one after the other and is closed in the reverse order: the last part may still
 * use all before it.
 */
final class ClosedInReverse implements AutoCloseable {

  /** Something to close. */
  @FunctionalInterface
  interface Part {
    void close() throws IOException;
  }

  private final Deque<Part> parts = new ArrayDeque<>();

  /** From now on this is closed too, before everything that was opened earlier. */
  void opened(Part part) {
    parts.push(part);
  }

  /** Closes every part, also where one fails; the first failure is thrown. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
