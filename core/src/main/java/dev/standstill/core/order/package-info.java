/**
 * What the parties command, and what it makes of every site at every moment.
 *
 * <p>An {@link dev.standstill.core.order.Order} slows or pauses operations, or changes an earlier
 * order: resume, extend, amend, withdraw, stay. It is a statement like any other. It is adopted by
 * the first envelope in the log that carries the quorum its charter names for the action, and in
 * force once a witnessed checkpoint covers that place. Signatures one by one are proposals. One
 * party is one voice; whoever the case is about, or who stepped aside, has none; a proposer counts
 * and never suffices.
 *
 * <p>{@link dev.standstill.core.order.OrderState} is the fold over the log; an order's {@link
 * dev.standstill.core.order.OrderLife} is computed from it for a moment and never stored, so it
 * cannot be lost. {@link dev.standstill.core.order.Obligations} say what a site must obey: of all
 * that is in force the strictest.
 *
 * <p>Doubt is decided for the stricter side. What restricts begins by whichever clock is later,
 * counts doubted signatures, and does not lapse: an unreviewed pause opens a finding and at most
 * steps down to the cap its charter names. What releases goes by the log's time alone, is the same
 * for all, needs a vouched time of inclusion a whole grace before, and its conditions read as met.
 *
 * <p>This room knows who agreed to what. It never knows why: a ruling is cited, an appeal is named,
 * and what they say stays in their own room. It judges no job; that is the verdict's business.
 *
 * <p>Example: of three parties two sign a pause of everyone's training. At its first inclusion
 * {@code fold(...).at(moment).duty(site, PRE_TRAINING, total)} is {@code Halt}, at every site.
 */
@NullMarked
package dev.standstill.core.order;

import org.jspecify.annotations.NullMarked;
