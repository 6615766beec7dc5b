/**
 * Balances of anything, judged after the fact or planned before anyone signs: the researcher's way
 * into the accountancy.
 *
 * <p>A {@link dev.standstill.core.study.StatedBalance} is what somebody writes down of a balance:
 * {@link dev.standstill.core.study.Flow flows} of each period, {@link
 * dev.standstill.core.study.Stock stocks} at the boundaries between periods, each measured by an
 * {@link dev.standstill.core.study.Instrument}. A {@link dev.standstill.core.study.BalanceStudy}
 * closes it and runs every test of {@link dev.standstill.core.accountancy} on it. {@link
 * dev.standstill.core.study.DetectionStudy} says, from the same statement and before any amount is
 * measured, which violations each test would have found, of several {@link
 * dev.standstill.core.study.LossShape shapes}: analytically where that can be done, else from
 * simulated normals that the caller brings, with their standard error. {@link
 * dev.standstill.core.study.PowerStudy} shows how that grows with false alarms and with time.
 *
 * <p>{@link dev.standstill.core.study.SeriesPlan} judges many series under one plan, fast.
 *
 * <p>{@link dev.standstill.core.study.LargestSite} turns the question round: how large may a site
 * be so that a given amount of hidden compute would still be found, with which channels of
 * measurement.
 *
 * <p>Amounts have whatever unit the statement has; here nothing is known of sites or charters, and
 * no conclusion follows. A missing amount leaves its periods without a balance, which is said and
 * never counted as zero.
 *
 * <p>Example: twelve periods of 80 in and 80 out, each meter wrong by .5 % at random and .3 %
 * throughout, stores of 70: sigma is .637 a period, and a total of 7.87 over eight periods is found
 * with 90 % probability however it is spread.
 */
@NullMarked
package dev.standstill.core.study;

import org.jspecify.annotations.NullMarked;
