package dev.standstill.core.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one executed operation costs in energy, in whole attojoules (1e-18 J). An H100 node spends
 * about 1.1 pJ, that is 1,100,000 aJ, so the unit resolves one part in a million.
 *
 * @param attojoules the coefficient, at least 1
 */
public record EnergyPerFlop(long attojoules) {

  public EnergyPerFlop {
    if (attojoules < 1) {
      throw new IllegalArgumentException("energy per FLOP must be positive: " + attojoules + " aJ");
    }
  }

  /** From joules per operation, rounded half-even to the attojoule. */
  public static EnergyPerFlop ofJoules(BigDecimal joules) {
    return new EnergyPerFlop(
        joules.movePointRight(18).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  /** The energy of so many operations, rounded half-even to the millijoule. */
  public Energy energyOf(Flop flop) {
    return new Energy(
        new BigDecimal(flop.operations())
            .multiply(BigDecimal.valueOf(attojoules))
            .movePointLeft(15)
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact());
  }

  /** Joules per operation, for statistics only. */
  public double joules() {
    return attojoules / 1e18;
  }
}
