/**
 * Exact amounts: the units every other room counts in.
 *
 * <p>Chips are stock, compute is flow. Compute is counted in floating-point operations ({@link
 * dev.standstill.core.quantity.Flop}, a fused multiply-add counts as two), energy in whole
 * millijoules ({@link dev.standstill.core.quantity.Energy}), the use of accelerators in device-time
 * ({@link dev.standstill.core.quantity.DeviceTime}). Whatever is signed, compared or summed here is
 * an integer with its unit in the type, because floating sums differ between engines and thread
 * counts; a relative error is a whole number of parts per million. Doubles appear only where
 * statistics begin, and each accessor that returns one names its unit.
 *
 * <p>This room knows arithmetic and nothing of parties, statements or evidence. It never rounds
 * twice: a conversion that cannot be exact says at the method how it rounds.
 *
 * <p>Example: {@code new EnergyPerFlop(1_100_000).energyOf(Flop.of("1000000000000000"))} is 1,100
 * mJ: 1e15 operations at 1.1 pJ each.
 */
@NullMarked
package dev.standstill.core.quantity;

import org.jspecify.annotations.NullMarked;
