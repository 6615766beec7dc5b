/**
 * The agreement every conclusion is measured against.
 *
 * <p>The charter names the parties and their keys, one standing limit ("no training lineage above X
 * FLOP from T"), how much undeclared compute would be significant and which site carries which
 * share of it, when reports are due, and the test levels: which test decides, past which
 * false-alarm level an anomaly is open and past which a declaration is refuted. Thresholds are
 * therefore data that the parties signed, never constants in code.
 *
 * <p>Its {@link dev.standstill.core.charter.Governance} says who decides what: a quorum for each
 * action, the delays, how fresh a view of the log must be, what can never be changed. Without it
 * nobody can give orders. A new version needs the quorum of the old one and its own; a {@link
 * dev.standstill.core.charter.CharterHistory} holds them all and says which was in force where.
 * {@link dev.standstill.core.charter.CharterCheck} finds what would make an agreement unfit before
 * anybody signs it: a voice that decides or blocks alone, times that cannot all be kept.
 *
 * <p>This room knows what was agreed. It never knows what happened: no site, report or reading.
 *
 * <p>Example: with {@code significantCompute} of 1e24 FLOP a period and a share of 1/2, a site
 * whose test can only see 7e23 FLOP cannot support "they stopped": its conclusion stays undecided,
 * goal not attained.
 */
@NullMarked
package dev.standstill.core.charter;

import org.jspecify.annotations.NullMarked;
