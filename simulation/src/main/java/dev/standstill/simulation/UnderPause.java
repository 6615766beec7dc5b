package dev.standstill.simulation;

import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import java.util.List;

/** What a site does about a pause that binds it. */
public enum UnderPause {
  /** Acknowledges it in time, stops training, reports every week. */
  KEEPS_IT,
  /** As {@link #KEEPS_IT}, but its acknowledgement comes after it was due. */
  ACKNOWLEDGES_LATE,
  /** Acknowledges it, trains all the same, and reports that it does. */
  TRAINS_ON,
  /** Says nothing from the pause on: no acknowledgement, no report. */
  SILENT;

  /** What a reader ought to conclude on whether the order was kept. */
  public Status expected() {
    return switch (this) {
      case KEEPS_IT -> Status.UPHELD;
      case ACKNOWLEDGES_LATE, TRAINS_ON -> Status.REFUTED;
      case SILENT -> Status.UNDECIDED;
    };
  }

  /** All the reasons that a reader ought to be given for it. */
  public List<ReasonCode> reasons() {
    return switch (this) {
      case KEEPS_IT -> List.of();
      case ACKNOWLEDGES_LATE -> List.of(ReasonCode.ACKNOWLEDGED_LATE);
      case TRAINS_ON -> List.of(ReasonCode.IN_SCOPE_AS_DECLARED);
      case SILENT -> List.of(ReasonCode.NOT_REPORTED, ReasonCode.NOT_ACKNOWLEDGED);
    };
  }
}
