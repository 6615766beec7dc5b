/**
 * The whole loop in real time: parties that speak to a register over HTTP and wait for its clock.
 *
 * <p>The worlds of {@link dev.standstill.simulation} lay out their evidence at once; nothing in
 * them takes time. Here a charter has clocks of seconds ({@link
 * dev.standstill.simulation.live.LiveCharter}), and {@link dev.standstill.simulation.live.LiveLoop}
 * lets three parties live by it: they declare, report and meter period after period, two of three
 * sign a pause, the sites acknowledge it, one of them hides a run, a reader refutes what it
 * declared, the docket asks, hears and rules, and the same two lift the pause for everybody at one
 * time. Each statement is signed and sent as any party would send it, to a register that knows
 * nothing of the loop. This room opens no register and no witness: it is told where one listens.
 *
 * <p>Nothing is believed because the register says so. {@link
 * dev.standstill.simulation.live.IndependentReader} keeps a mirror of the log from the first entry
 * on, so that the log can only grow, and draws every conclusion from its own copy. At the end the
 * same is computed from the register's URL, and both must be equal to the last byte.
 *
 * <p>Readings do not travel over HTTP: a site discloses each file to the register's folder and to
 * the reader. Whoever has the log alone is told {@code withheld}.
 *
 * <p>The clock is the machine's, chance follows from the seed, keys are new each time.
 *
 * <p>Example: {@code new LiveLoop(plan, keys, places, narrator).run()}.
 */
@NullMarked
package dev.standstill.simulation.live;

import org.jspecify.annotations.NullMarked;
