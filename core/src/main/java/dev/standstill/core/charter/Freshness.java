package dev.standstill.core.charter;

import dev.standstill.core.party.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How recent a site's view of the log must be, and where it may get one.
 *
 * @param limit a checkpoint whose quorum of cosignature times is older than this is stale
 * @param deadManGrace how long after that in-scope work may go on before it must halt
 * @param sources where fresh checkpoints are to be had
 */
public record Freshness(Duration limit, Duration deadManGrace, List<Source> sources) {

  /** Fewer sources, or fewer parties behind them, and silence would be in too few hands. */
  public static final int SOURCES_MIN = 3;

  /**
   * Where checkpoints are to be had.
   *
   * @param name what it is called, for example the start of its address
   * @param party who runs it
   */
  public record Source(String name, PartyId party) {

    public Source {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a source has a name");
      }
    }
  }

  /** What a site makes of the age of its view. */
  public enum View {
    /** Within the limit: go on. */
    FRESH,
    /** Past the limit: warn, look for other sources. */
    STALE,
    /** Past the grace too, or never seen: in-scope work halts. */
    SILENT
  }

  public Freshness {
    sources = List.copyOf(sources);
    if (limit.isNegative()
        || limit.isZero()
        || deadManGrace.isNegative()
        || limit.compareTo(Clocks.LENGTH_MAX) > 0
        || deadManGrace.compareTo(Clocks.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("freshness has a positive limit and no negative grace");
    }
    Set<String> names = new HashSet<>();
    sources.forEach(source -> {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException("two sources are called " + source.name());
      }
    });
  }

  /**
   * Judges a view.
   *
   * @param newest the time that a quorum vouches for, of the newest checkpoint from any source
   * @param clock the site's own time. A clock behind the log is wrong, and a wrong clock cannot
   *     tell how old anything is
   */
  public View view(Optional<Instant> newest, Instant clock) {
    if (newest.isEmpty() || newest.get().isAfter(clock.plus(limit))) {
      return View.SILENT;
    }
    if (!newest.get().plus(limit).isBefore(clock)) {
      return View.FRESH;
    }
    return newest.get().plus(limit).plus(deadManGrace).isBefore(clock) ? View.SILENT : View.STALE;
  }
}
