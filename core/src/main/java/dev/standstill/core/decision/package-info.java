/**
 * The docket: from findings to a ruling.
 *
 * <p>A case opens with a {@link dev.standstill.core.decision.Clarification}: findings are cited by
 * place and digest, and a party is asked to explain them. It replies, or its time runs out; time
 * counts from inclusion in the log, and where witnesses leave doubt it favours whoever owes. A
 * quorum then rules, with reasons and dissents, and an order cites the ruling. Who is asked has no
 * voice in the case; others may step aside, up to the number the charter allows. An order can be
 * appealed; that suspends nothing until the appeal's own quorum stays it.
 *
 * <p>{@link dev.standstill.core.decision.Docket} is the fold of all this over the log. It knows
 * what was said and when. It never decides anything itself: people rule.
 *
 * <p>Example: a clarification about {@code aurora}, no reply within the charter's days, a ruling by
 * two of three: the case is {@link dev.standstill.core.decision.CaseState.Ruled}, unanswered.
 */
@NullMarked
package dev.standstill.core.decision;

import org.jspecify.annotations.NullMarked;
