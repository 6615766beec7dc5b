package dev.standstill.core.finding;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.List;
import java.util.Optional;

/**
 * Something noticed. As a statement it is the claim of whoever evaluated; it is never read back.
 *
 * @param code what
 * @param subject about whom
 * @param period when; empty if it is about no single period
 * @param points measurement points concerned, as the source names them
 * @param detail one line with the figures
 */
public record Finding(
    FindingCode code,
    Subject subject,
    Optional<BalancePeriod> period,
    List<String> points,
    String detail)
    implements StatementBody {

  public Finding {
    points = List.copyOf(points);
  }

  @Override
  public StatementKind kind() {
    return StatementKind.FINDING;
  }
}
