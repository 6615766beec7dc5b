/**
 * What a site declares about itself before anything is measured.
 *
 * <p>A site is divided into {@link dev.standstill.core.site.ComputeBalanceArea}s, over each of
 * which a balance is closed. An area lists its accelerators and its {@link
 * dev.standstill.core.site.MeasurementPoint}s: what is metered there, how many devices hang on it,
 * which instrument reads it, who owns that meter and what seals it, how wrong it may be, and what
 * it can at most read. Points that share an instrument share its systematic error, which then does
 * not average out: the grouping decides the alarm and therefore belongs in the declaration.
 *
 * <p>A {@link dev.standstill.core.site.Calibration} says what one executed operation costs in
 * energy at a named boundary, and what an idle device draws, each with its error. Both are the
 * site's own statements; {@code accountancy} uses them, {@code finding} says what rests on them.
 *
 * <p>This room never knows what was measured or reported.
 */
@NullMarked
package dev.standstill.core.site;

import org.jspecify.annotations.NullMarked;
