/**
 * Thresholds on compute: what a run comes to, where that lies, and what falls due.
 *
 * <p><b>What it is.</b> Three things that belong together. <i>Estimates</i>: the operations of a
 * run under every convention at once ({@link dev.standstill.core.rule.Estimation}), each an
 * interval with what it assumes. <i>Rules</i>: laws, guidelines and drafts as data with source and
 * date ({@link dev.standstill.core.rule.RulePack}), against which an interval lies below, astride
 * or above ({@link dev.standstill.core.rule.RuleEvaluation}). <i>Scope</i>: whether an operation is
 * reached by a prohibition ({@link dev.standstill.core.rule.ScopeRules}); whatever is missing,
 * doubtful or fails is in scope.
 *
 * <p><b>What it may know.</b> Exact amounts, and days as they are told. Rules are closed records:
 * there is no expression language, so whoever reads a rule knows all that it can ask.
 *
 * <p><b>What it never does.</b> It reads no clock, takes no missing input for zero, compares no
 * point, and gives no legal advice. It does not know parties, sites or orders: they use it.
 *
 * <p>Example: 4.05e11 parameters and 1.56e13 tokens are 3.79e25 FLOP by {@code 6 P D}, 2.65e25 to
 * 4.93e25 within 30 %, above the EU's 1e25, so the Commission is to be notified within 14 days of
 * the day on which that was known.
 */
@NullMarked
package dev.standstill.core.rule;

import org.jspecify.annotations.NullMarked;
