/**
 * May this job start, here and now? Admit, or refuse with one reason. And if it runs: may it go on?
 *
 * <p>{@link dev.standstill.core.verdict.Verdict#of} is a pure function of three things: the {@link
 * dev.standstill.core.verdict.Job}, an {@link dev.standstill.core.verdict.Outlook} made once a
 * moment from the log, and the clock. It never throws: whatever goes wrong while it thinks is a
 * refusal. There is no path from something unknown to admission: an unknown lineage is above every
 * threshold, a stale view admits nothing, an unreadable permit is no permit.
 *
 * <p>The rules, in order: the evidence is whole; clock and outlook belong together; the view of the
 * log is fresh; the charter is known, in force and says what needs a permit; the site is a party's.
 * Then no pause may reach the job, unless its permit is live, fits and is for a critical service or
 * an emergency: such work goes on under pauses and caps, and where nothing new is heard. It needs a
 * permit if a cap or the charter's own scope reaches it; a permit that is named is checked in full
 * even where none was needed, because the job will draw on it. It must be live and fit, and what
 * the job can do at most must be within what is left, within a day's rate, and within the permit's
 * share of every cap.
 *
 * <p>{@link dev.standstill.core.verdict.RunningVerdict#of} asks the same of a job that runs. A view
 * that is stale will do for it; where less is known than that, what is restrained must stop and
 * what nothing restrains goes on.
 *
 * <p>This room must stay small enough to be read in an afternoon: it knows orders and permits as
 * they stand, never how they came about, and nothing of dockets, balances or findings. A test
 * bounds what it imports.
 *
 * <p>Example: a pause of pre-training is in force; {@code Verdict.of(job, outlook, clock)} of a
 * pre-training job is {@code Refuse(PAUSED, ..., the pause's id)}, however good its permit for
 * ordinary work.
 */
@NullMarked
package dev.standstill.core.verdict;

import org.jspecify.annotations.NullMarked;
