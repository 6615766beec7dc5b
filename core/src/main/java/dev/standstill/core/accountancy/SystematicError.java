package dev.standstill.core.accountancy;

/**
 * An error that every reading of one instrument shares until it is calibrated again: one draw from
 * N(0, relative squared) for the whole group.
 *
 * <p>One firmware release, one meter model or one power-to-compute factor is one instrument,
 * however many accelerators carry it. The grouping decides the alarm, so it belongs in the site's
 * declaration.
 *
 * @param group the instrument together with its calibration period; a recalibration is a new group
 * @param relative standard deviation of the shared error as a fraction of the amount, 0 or more
 */
public record SystematicError(String group, double relative) {
  public SystematicError {
    Require.name(group, "systematic group");
    Require.notNegative(relative, "relative systematic error of " + group);
  }
}
