/**
 * What a site reports, period by period. This is a contract across a trust border: the site writes
 * it, the register and every rival read it, and neither side imports the other's reasoning.
 *
 * <p>An {@link dev.standstill.core.report.ActivityReport} says for one balance period what ran (by
 * category, with executed FLOP and device-time), how long devices were idle, the energy of every
 * measurement point to the millijoule, and the digests of the readings it came from. Whoever holds
 * those readings recomputes the energy and must find the same number.
 *
 * <p>It may say too how the site enforced: {@link dev.standstill.core.report.Enforcement} counts
 * the canaries, measures hooks and configuration, and says which sources were heard.
 *
 * <p>Example: one training run of 1.268e21 FLOP on 512 devices for the whole period, no idle time,
 * 64 energies, one digest.
 */
@NullMarked
package dev.standstill.core.report;

import org.jspecify.annotations.NullMarked;
