package dev.standstill.page.register;

import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.page.words.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How old what is shown is. A page that is too old says so on top; one that nobody can date does
 * too.
 *
 * @param state how it stands
 * @param sentence in words
 * @param age the bare age
 * @param staleFrom from when on it is stale, for whoever reads it later; empty if nobody can say
 */
record Recency(State state, String sentence, String age, Optional<Instant> staleFrom) {

  /** How old. */
  enum State {
    FRESH,
    STALE,
    /** Nobody vouches for when this log was seen. */
    UNDATED,
    /** The charter states no limit, so nobody agreed on what is too old. */
    UNLIMITED;

    String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Recency of(RegisterSnapshot snapshot, Instant now) {
    if (snapshot.logTime().isEmpty()) {
      return new Recency(
          State.UNDATED,
          "No quorum of witnesses vouches for when this log was seen. Nobody can say how old this"
              + " is: take it as stale.",
          "not known",
          Optional.empty());
    }
    Instant seen = snapshot.logTime().get();
    Optional<Freshness> agreed =
        snapshot
            .history()
            .flatMap(history -> history.current(seen).body().governance())
            .map(Governance::freshness);
    String old =
        seen.isAfter(now)
            ? "none: its time is still to come for the clock that made this page"
            : Figures.duration(Duration.between(seen, now)) + " when this page was made";
    String age =
        seen.isAfter(now)
            ? "seen by witnesses at a time that is still to come for this clock"
            : "seen by witnesses " + Figures.duration(Duration.between(seen, now)) + " before";
    if (agreed.isEmpty()) {
      return new Recency(
          State.UNLIMITED,
          "The checkpoint was " + age + " this page was made. The charter states no limit.",
          old,
          Optional.empty());
    }
    Freshness limit = agreed.get();
    Instant staleFrom = seen.plus(limit.limit());
    return switch (limit.view(snapshot.logTime(), now)) {
      case FRESH ->
          new Recency(
              State.FRESH,
              "The checkpoint was " + age + " this page was made.",
              old,
              Optional.of(staleFrom));
      case STALE, SILENT ->
          new Recency(
              State.STALE,
              "The checkpoint was "
                  + age
                  + " this page was made; the charter's limit is "
                  + Figures.duration(limit.limit())
                  + ". What happened since is not known here.",
              old,
              Optional.of(staleFrom));
    };
  }

  /** Whether it must be said on top. */
  boolean alarming() {
    return state == State.STALE || state == State.UNDATED;
  }
}
