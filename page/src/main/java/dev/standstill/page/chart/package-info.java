/**
 * Charts as geometry: where each line, band and mark goes, and nothing about how it is written out.
 *
 * <p>The main chart is the {@link dev.standstill.page.chart.ControlChart} of process control
 * (Shewhart 1931), as nuclear material accountancy uses it for material unaccounted for: one slot a
 * balance period, the amount as a mark, its error as bands of one and two sigma, and the limits
 * that the charter agreed. A single period has no course of time to show, so {@link
 * dev.standstill.page.chart.BalanceLine} lays the same things along one line of FLOP. {@link
 * dev.standstill.page.chart.SequenceChart} is the small panel of one sequential test.
 *
 * <p>A chart yields a {@link dev.standstill.page.chart.Drawing}: shapes and labels with an {@link
 * dev.standstill.page.chart.Ink} that the style sheet colours for light, dark and paper. Marks
 * differ in shape, so that nothing is said by colour alone. A period without a balance is drawn as
 * a cross in its slot, never left out: missing is not zero.
 *
 * <p>Coordinates are rounded to a tenth and computed in one order: same input, same bytes.
 */
@NullMarked
package dev.standstill.page.chart;

import org.jspecify.annotations.NullMarked;
