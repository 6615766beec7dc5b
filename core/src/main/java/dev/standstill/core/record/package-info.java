/**
 * A published fact: what was said, by whom, and where it stands in the log.
 *
 * <p>Everything that matters is a signed statement in an append-only log. By the time a statement
 * reaches the core it has been checked by {@code evidence}: its signature is by a key of its
 * author, its bytes are the ones the log binds. What is left is a {@link
 * dev.standstill.core.record.PublishedFact}: author, signers, log index, time, id, and a body that
 * this room does not look into. Each later room folds the kinds it defines.
 *
 * <p>Time is an interval: an {@link dev.standstill.core.record.InclusionTime} is what the
 * witnesses' cosignatures around an entry allow, and either end may be unknown.
 *
 * <p>Order in the log is the only order there is. A correction is a new fact that names the old
 * one; nothing is overwritten.
 *
 * <p>Example: {@code new PublishedFact<>(author, 2, id, calibration)}.
 */
@NullMarked
package dev.standstill.core.record;

import org.jspecify.annotations.NullMarked;
