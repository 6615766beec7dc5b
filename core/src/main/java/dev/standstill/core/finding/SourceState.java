package dev.standstill.core.finding;

import java.util.List;

/**
 * In what state the source's bytes were found.
 *
 * @param origin the log's origin; empty if not even that could be read
 * @param defects what is wrong with the log, its statements, or cited files
 * @param statementsReliable whether the log binds every statement; if not, no party is judged by
 *     them
 * @param witnessed whether the quorum policy demands, and the checkpoint has, cosignatures
 * @param pinned whether the reader brought the trust root along
 */
public record SourceState(
    String origin,
    List<SourceDefect> defects,
    boolean statementsReliable,
    boolean witnessed,
    boolean pinned) {

  /**
   * One thing that is wrong with the bytes.
   *
   * @param place where, for example {@code tile/0/000} or {@code entry 3}
   * @param detail what, in one line
   * @param stray whether it is only an entry that is no statement of this agreement. Anybody who
   *     can reach a log can leave such a thing there, so it must not silence what others said
   */
  public record SourceDefect(String place, String detail, boolean stray) {

    /** Damage: what was meant to be read cannot be. */
    public SourceDefect(String place, String detail) {
      this(place, detail, false);
    }

    /** An entry that is no statement of this agreement; it is listed and says nothing. */
    public static SourceDefect stray(String place, String detail) {
      return new SourceDefect(place, detail, true);
    }
  }

  public SourceState {
    defects = List.copyOf(defects);
  }
}
