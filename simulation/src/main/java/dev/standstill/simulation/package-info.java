/**
 * Worlds of honest and dishonest sites, written as the evidence that a real register would hold.
 *
 * <p>Whoever wants to know what a test is worth must know the truth, and of real sites nobody does.
 * Here it is known: a {@link dev.standstill.simulation.World} says which party has which sites,
 * what each openly does before the standing limit and since ({@link
 * dev.standstill.simulation.Program}), and how it deals with what it did ({@link
 * dev.standstill.simulation.Conduct}): honestly, with a report that never comes, with readings not
 * shown, with rows that have no meter, or by training in secret inside what it declares as serving.
 * Honest sites and adversaries are plain records.
 *
 * <p>{@link dev.standstill.simulation.WorldEvidence} lets the world happen and writes it through
 * {@link dev.standstill.evidence.EvidenceWriter}, the same door as every importer, so readers take
 * it as they take any other evidence. {@link dev.standstill.simulation.WorldOutcome} then holds
 * what a reader concluded against what each site's conduct should make one conclude.
 *
 * <p>A {@link dev.standstill.simulation.PausedWorld} is a small one with an order: its log has
 * witnesses and tells the time, two of three parties pause all training, and each site does
 * something else about it ({@link dev.standstill.simulation.UnderPause}). What ran is declared
 * honestly there, so the order alone is in question.
 *
 * <p>Nature follows the published calibration facts, and its errors have the law that the sites'
 * own statements give them: a meter is wrong by one draw for good and one a week, an operation
 * costs each site something else (12 % between workloads, 10 % from device to wall) and each week a
 * little else (3 %). A site calibrates itself by sixteen earlier runs and states what they showed:
 * standard deviation, Student's t, no more certainty than that. The secret training leaves
 * readings, energies and device-time untouched and can show nowhere but in the balance.
 *
 * <p>Nothing reads a clock or a random device: the calendar is fixed, every draw and every key
 * follows from the seed, and the same seed gives the same bytes.
 *
 * <p>Chance remains. Of 1,200 seeds (1 to 1,200) all came out as planned: the one site refuted, no
 * other. Among their 3,600 honest sites seven had an anomaly left open by chance, which is
 * undecided and not hidden; the charter's alarm level allows one in twenty. A test repeats the
 * first 200. The demo's default is the first seed.
 *
 * <p>What these worlds do not show: a calibration that was itself falsified, meters that lie, sites
 * that nobody declared. The balance sees none of them; {@code notEstablished} says so.
 *
 * <p>Example: {@code WorldEvidence.write(World.of(7), path, Progress.NONE)}.
 */
@NullMarked
package dev.standstill.simulation;

import org.jspecify.annotations.NullMarked;
