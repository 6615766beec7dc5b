package dev.standstill.node;

import dev.standstill.log.merkle.Hash;
import java.util.concurrent.CompletionStage;

/** Where entries become durable. */
@FunctionalInterface
public interface Appender {
  /**
   * Takes an entry of at most 65,535 bytes. The stage ends when the entry is on the disk, or it is
   * certain that it was not taken; it ends exceptionally only if the log has stopped.
   */
  CompletionStage<Appended> append(byte[] entry);

  /** What became of an entry. */
  sealed interface Appended {
    /**
     * Durable.
     *
     * @param duplicate whether the same bytes stood there already
     */
    record Durable(long index, Hash leafHash, boolean duplicate) implements Appended {}

    /** Not taken, and worth another attempt: there is more to do than can be done. */
    record Overloaded() implements Appended {}
  }
}
