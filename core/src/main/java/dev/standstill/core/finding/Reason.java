package dev.standstill.core.finding;

import java.util.List;

/**
 * One reason for a status.
 *
 * @param code which reason
 * @param points the measurement points it is about, as the source names them; empty if none
 * @param place where in the source, for example {@code tile/0/000}; empty if not about bytes
 * @param detail one line a reader understands
 */
public record Reason(ReasonCode code, List<String> points, String place, String detail) {

  public Reason {
    points = List.copyOf(points);
  }

  static Reason of(ReasonCode code, String detail) {
    return new Reason(code, List.of(), "", detail);
  }

  static Reason of(ReasonCode code, List<String> points, String detail) {
    return new Reason(code, points, "", detail);
  }
}
