/**
 * How much compute could be hidden, and how soon it would matter.
 *
 * <p>{@link dev.standstill.core.estimate.Breakout} is the time from chips to a forbidden amount of
 * training compute while chips and algorithms grow. A charter's timeliness goal is measured against
 * it: noticing, adjudicating and halting must take less than half as long. {@link
 * dev.standstill.core.estimate.DistributedRun} is the same over many small sites that nobody
 * registered, joined by ordinary lines.
 *
 * <p>{@link dev.standstill.core.estimate.Suspicion} joins evidence for hidden compute: prior odds
 * times likelihood ratios, each item sourced, no item counting for more than a cap, and what comes
 * from one origin counting once, however often it is told.
 *
 * <p>Nothing elicited stands in this code: priors, ratios and growth come from whoever asks, and
 * are shown with the answer. An estimate convicts nobody.
 *
 * <p>Example: 16 H100s at 40 % utilisation reach 1e24 FLOP in 1,828 days.
 */
@NullMarked
package dev.standstill.core.estimate;

import org.jspecify.annotations.NullMarked;
