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
   */
  public record SourceDefect(String place, String detail) {}

  public SourceState {
    defects = List.copyOf(defects);
  }
}
