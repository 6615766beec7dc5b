/**
 * What may be concluded, and what was noticed on the way.
 *
 * <p>A {@link dev.standstill.core.finding.Finding} is something noticed: two series that are the
 * same, a report that is not there. A {@link dev.standstill.core.finding.Conclusion} is an answer
 * to one {@link dev.standstill.core.finding.Claim} about one subject and period: upheld, refuted or
 * undecided. It always says why, how large a violation would have been seen, what it assumes, which
 * single failure would break it, and what it does not establish. Undecided is not half a guilty
 * verdict and missing evidence is never good news.
 *
 * <p>{@link dev.standstill.core.finding.Evaluation#evaluate} is a pure function of the charter, the
 * ledger, what was measured and the state of the source. A refutation says "compute not explained
 * by the declaration", never "cheated": only a ruling says violation.
 *
 * <p>All codes are closed lists: a new one breaks every reader at compile time, on purpose.
 */
@NullMarked
package dev.standstill.core.finding;

import org.jspecify.annotations.NullMarked;
