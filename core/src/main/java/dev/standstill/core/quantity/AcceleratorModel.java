package dev.standstill.core.quantity;

/**
 * A kind of accelerator, as far as accountancy needs it.
 *
 * @param name as the maker names it, for example {@code NVIDIA H100 SXM}
 * @param thermalDesignPower the board's power limit, which bounds what a meter can read
 */
public record AcceleratorModel(String name, Power thermalDesignPower) {

  public AcceleratorModel {
    if (name.isBlank() || thermalDesignPower.milliwatts() == 0) {
      throw new IllegalArgumentException("an accelerator model has a name and a power limit");
    }
  }
}
