/**
 * The agreement every conclusion is measured against.
 *
 * <p>The charter names the parties and their keys, one standing limit ("no training lineage above X
 * FLOP from T"), how much undeclared compute would be significant and which site carries which
 * share of it, when reports are due, and the test levels: which test decides, past which
 * false-alarm level an anomaly is open and past which a declaration is refuted. Thresholds are
 * therefore data that the parties signed, never constants in code.
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
