package dev.standstill.site.slurm;

import java.util.Optional;

/**
 * What an owner says of a job in its comment: {@code permit:HEX} and {@code lineage:NAME}, between
 * spaces or commas, beside whatever else stands there.
 */
record JobComment(Optional<String> permit, Optional<String> lineage) {

  static JobComment parse(String text) {
    return new JobComment(word("permit:", text), word("lineage:", text));
  }

  /** The last one counts: the hooks refuse a job that names two. */
  private static Optional<String> word(String prefix, String text) {
    Optional<String> found = Optional.empty();
    for (String word : text.split("[\\s,]+", -1)) {
      if (word.startsWith(prefix) && word.length() > prefix.length()) {
        found = Optional.of(word.substring(prefix.length()));
      }
    }
    return found;
  }
}
