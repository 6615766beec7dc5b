package dev.standstill.core.indicator;

import java.time.LocalDate;

/**
 * A published horizon of one system.
 *
 * @param model the system
 * @param released the day it was released
 * @param p50Minutes at which half of the tasks are done, above 0
 */
public record ModelHorizon(String model, LocalDate released, double p50Minutes) {

  public ModelHorizon {
    Require.named(model, "model");
    Require.positive(p50Minutes, "p50 minutes");
  }
}
