package dev.standstill.site.follow;

import dev.standstill.evidence.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a site knows of the register's log.
 *
 * @param evidence the log as far as it was copied and checked; empty before the first copy
 * @param newest the time that a quorum vouches for, of the checkpoint of that copy
 * @param sources what each source last gave
 * @param witnesses what came of asking the witnesses themselves, in one line; empty if they need
 *     not be asked
 */
public record LogView(
    Optional<Evidence> evidence,
    Optional<Instant> newest,
    List<SourceStanding> sources,
    Optional<String> witnesses) {

  public LogView {
    sources = List.copyOf(sources);
  }

  /** Before anything was heard. */
  public static LogView nothing() {
    return new LogView(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }
}
