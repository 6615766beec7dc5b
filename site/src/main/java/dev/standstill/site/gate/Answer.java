package dev.standstill.site.gate;

import dev.standstill.core.record.Digest;
import java.util.Optional;

/** What a scheduler is told. */
public sealed interface Answer {

  /** It may start. */
  record Admit() implements Answer {}

  /**
   * It may not.
   *
   * @param reason one word, such as {@code paused}
   * @param detail one line for its owner
   * @param restsOn the id of the statement that says so; empty where none does
   */
  record Refuse(String reason, String detail, Optional<Digest> restsOn) implements Answer {}
}
