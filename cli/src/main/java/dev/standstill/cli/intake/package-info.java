/**
 * From an operator's raw files to signed statements: what {@code import} declares on his behalf.
 *
 * <p>An import reads a {@link dev.standstill.cli.intake.MeteredRun} (who was metered, when, with
 * which readings), finds or is told what a joule means ({@link
 * dev.standstill.cli.intake.CalibrationChoice}), and drafts charter, site declaration, calibration
 * and activity report ({@link dev.standstill.cli.intake.EvidenceDraft}). Whatever the files do not
 * say and the operator did not state becomes a named assumption in the statements, or an error that
 * says what is missing; nothing is guessed in silence.
 *
 * <p>The package writes what it is told to declare, true or not: judging is left to whoever reads
 * the evidence.
 */
@NullMarked
package dev.standstill.cli.intake;

import org.jspecify.annotations.NullMarked;
