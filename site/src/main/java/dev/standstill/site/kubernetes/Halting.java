package dev.standstill.site.kubernetes;

import java.util.Optional;

/** How an object of some kind is made to end its pods and to be able to go on later. */
sealed interface Halting {

  /**
   * A field of its own.
   *
   * @param way where it stands
   * @param halted what it is while the object is halted: true for {@code suspend}, false for {@code
   *     active}
   * @param otherwise what is done where the server does not know this field yet, and drops it
   */
  record Flag(String way, boolean halted, Optional<Scale> otherwise) implements Halting {
    Flag(String way, boolean halted) {
      this(way, halted, Optional.empty());
    }
  }

  /**
   * No replicas; how many there were is kept in an annotation.
   *
   * @param way where their number stands
   */
  record Scale(String way) implements Halting {}

  /**
   * A node that no pod finds: its pods go, and wait.
   *
   * @param way to the node selector of its pods
   */
  record Nowhere(String way) implements Halting {}

  /** There is no such thing. Only its pods can be deleted, and that only if the site says so. */
  record None() implements Halting {}
}
