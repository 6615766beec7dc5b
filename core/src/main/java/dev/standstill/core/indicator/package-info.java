/**
 * When? Capability indicators, with their uncertainty and the method that made them.
 *
 * <p><b>What it is.</b> Two public indicators that anyone can recompute. The <i>time horizon</i>:
 * how long a task, in the time a skilled human takes, an AI system does half (p50) or four fifths
 * (p80) of the time. {@link dev.standstill.core.indicator.LogisticFit} finds it from {@link
 * dev.standstill.core.indicator.EvaluationRun evaluation runs}, {@link
 * dev.standstill.core.indicator.HorizonBootstrap} says how sure it is, {@link
 * dev.standstill.core.indicator.HorizonTrend} how fast the best of them grows over a named window,
 * and {@link dev.standstill.core.indicator.Forecast} when it crosses a level. The <i>authored
 * share</i>: how much of the code that was merged an AI wrote, as three estimates ({@link
 * dev.standstill.core.indicator.AuthorshipTally}), because the absence of a mark proves nothing.
 *
 * <p><b>What it may know.</b> Runs, tables and counted lines as they are told, and days.
 *
 * <p><b>What it never does.</b> It reads no file, starts no thread, and draws no chance of its own:
 * a replicate is a pure function of its seed and its number, so callers may share the replicates
 * out over threads and get the same bits. It prints no number where there is only a bound: a system
 * that solves nothing has no horizon "0", and a trend that may as well be flat has no crossing
 * date. A number without its {@link dev.standstill.core.indicator.HorizonMethod} means nothing: the
 * regularisation alone moves the horizon of the best systems by a sixth.
 *
 * <p>Example: ten tasks of 1 to 480 minutes, of which all but the 30 minute one are done up to an
 * hour and none beyond: p50 is 43.5 minutes and p80 15.0 at regularisation 0.1; at 0.00001 they are
 * 42.7 and 20.5. Two methods, two series.
 */
@NullMarked
package dev.standstill.core.indicator;

import org.jspecify.annotations.NullMarked;
