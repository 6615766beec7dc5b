/**
 * The account book: who declared and reported what, what is missing, what contradicts itself.
 *
 * <p>{@link dev.standstill.core.ledger.Ledger#fold} reads the facts once, in log order, and files
 * them under their site: the declarations and calibrations as they followed each other, and one
 * report for each balance period. The first report of a period counts; a later one replaces it only
 * if it names the one it corrects, else the two contradict each other and both are kept.
 *
 * <p>The ledger is a fold and nothing more: it holds no readings, computes no balance and judges
 * nobody. Delete it and fold the log again: the same book.
 *
 * <p>Example: declaration (index 1), calibration (2), report for Monday (3), a report for Monday
 * that corrects 3 (4): the account of Monday holds report 4 under declaration 1, calibration 2.
 */
@NullMarked
package dev.standstill.core.ledger;

import org.jspecify.annotations.NullMarked;
