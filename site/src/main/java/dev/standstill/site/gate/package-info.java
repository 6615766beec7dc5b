/**
 * Where schedulers ask whether a job may start.
 *
 * <p>A hook inside a scheduler is small and asks a {@link dev.standstill.site.gate.Gate} on the
 * loopback: {@code GET /v1/verdict} with the demand as parameters, answered by one line, {@code
 * ADMIT} or {@code REFUSE reason: detail}. Whatever else comes back, or nothing in time, is a
 * refusal too. A question counts as an admission only with the token of the site's hooks ({@code
 * token=}); anybody else on the machine may ask what would be answered.
 *
 * <p>The gate counts what a log cannot know: what jobs that were admitted, and are not yet
 * reported, may still draw on their permits, and what one owner's jobs without a permit come to
 * together.
 *
 * <p>Example: {@code /v1/verdict?occasion=submit&scheduler=slurm&queue=train&owner=ada&account=lab}
 * and {@code &devices=8&seconds=28800} is answered {@code REFUSE permit-missing: scope rule large
 * asks for a permit}.
 */
@NullMarked
package dev.standstill.site.gate;

import org.jspecify.annotations.NullMarked;
