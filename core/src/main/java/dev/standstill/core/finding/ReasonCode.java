package dev.standstill.core.finding;

/** Why a claim is not upheld. The first group refutes, the second leaves undecided. */
public enum ReasonCode {
  // Refuting.
  /** The source's bytes are damaged, unsigned or inconsistent. */
  SOURCE_DAMAGED(true),
  /** More compute was metered than declared, past the refutation level. */
  UNACCOUNTED_COMPUTE(true),
  /** The energy a party reported is not the energy of the readings it cites. */
  ENERGY_DIFFERS(true),
  /** More device-time was declared than the site has. */
  DEVICE_TIME_EXCEEDED(true),
  /** Two reports for one period, neither correcting the other. */
  CONTRADICTING_REPORTS(true),
  /** The party's own report declares work in the scope of a pause that no permit covers. */
  IN_SCOPE_AS_DECLARED(true),
  /** The reports declare more in the scope of a cap than it leaves. */
  CAP_EXCEEDED_AS_DECLARED(true),
  /** The party's own report declares work under a cap that no permit covers. */
  UNPERMITTED_AS_DECLARED(true),
  /** The receipt of an order certainly came too late. */
  ACKNOWLEDGED_LATE(true),

  // Undecided.
  MISSING_READINGS(false),
  NOT_REPORTED(false),
  NOT_DECLARED(false),
  NOT_CALIBRATED(false),
  /** The digest is there, the bytes were not shown to this reader. */
  WITHHELD(false),
  EVIDENCE_DAMAGED(false),
  /** Past the alarm level, short of refutation: a clarification is due. */
  ANOMALY_OPEN(false),
  /** The detectable amount is larger than the significant compute of this site's share. */
  GOAL_NOT_ATTAINED(false),
  UNMETERED(false),
  ASSUMPTION_UNVERIFIED(false),
  DUPLICATE_SERIES(false),
  READING_ABOVE_LIMIT(false),
  /** Readings came from points that were never declared. */
  UNDECLARED_POINT(false),
  /** Point and calibration, or calibration and activity, do not share boundary or precision. */
  MISMATCHED_BASIS(false),
  /** The calibration was made from the readings it would judge. */
  CALIBRATION_JUDGES_ITSELF(false),
  /** Some device-time is neither declared used nor idle. */
  DEVICE_TIME_UNACCOUNTED(false),
  /** The receipt of an order is overdue. */
  NOT_ACKNOWLEDGED(false),
  /** What would show it is not due yet. */
  NOT_YET_DUE(false),
  /** Nobody vouches for when the order was logged. */
  ORDER_TIME_UNKNOWN(false),
  /** A period with work in scope lies partly inside, partly outside the time of the duty. */
  PERIOD_STRADDLES_ORDER(false),
  /** The report does not say enough to tell whether its work was in the order's scope. */
  SCOPE_UNCERTAIN(false),
  /** Several parties together exceed a cap that none of them exceeds alone. */
  CAP_EXCEEDED_TOGETHER(false),
  /** What was declared does not stand, so what it says of the order does not either. */
  DECLARATION_REFUTED(false),
  /** Site evidence cannot say what happens elsewhere. */
  COMPLETENESS_NOT_EXAMINED(false);

  private final boolean refutes;

  ReasonCode(boolean refutes) {
    this.refutes = refutes;
  }

  public boolean refutes() {
    return refutes;
  }
}
