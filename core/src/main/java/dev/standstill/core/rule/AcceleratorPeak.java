package dev.standstill.core.rule;

import dev.standstill.core.quantity.FlopRate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one accelerator does at most, dense, as its maker states it. Clock and power limit of a real
 * device differ; a declared peak overrides this table.
 *
 * @param name as people write it
 * @param sixteenBit FP16 or BF16
 * @param eightBit FP8; empty if it has none or we know none, which is not zero
 */
public record AcceleratorPeak(String name, FlopRate sixteenBit, Optional<FlopRate> eightBit) {

  /** The peak of one H100 SXM: 132 processors of 4,096 operations a cycle at 1,830 MHz. */
  public static final FlopRate H100_SXM = FlopRate.ofTera("989.4");

  public static final List<AcceleratorPeak> KNOWN =
      List.of(
          new AcceleratorPeak("A100", FlopRate.ofTera("312"), Optional.empty()),
          both("H100-SXM", "989.4", "1979"),
          // The maker's FP8 figure for this board is not at hand.
          new AcceleratorPeak("H100-PCIe", FlopRate.ofTera("756.45"), Optional.empty()),
          both("H200", "989", "1979"),
          both("MI300X", "1307", "2615"));

  private static AcceleratorPeak both(String name, String sixteen, String eight) {
    return new AcceleratorPeak(name, FlopRate.ofTera(sixteen), Optional.of(FlopRate.ofTera(eight)));
  }

  /**
   * By name, whatever its case, with or without its maker and punctuation. A bare {@code H100} is
   * the SXM board: of the two the one that never counts too little.
   */
  public static Optional<AcceleratorPeak> named(String name) {
    String wanted = plain(name);
    String meant = wanted.equals("h100") ? "h100sxm" : wanted;
    return KNOWN.stream().filter(known -> plain(known.name).equals(meant)).findFirst();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceFirst("^(nvidia|amd)[ _-]", "")
        .replaceAll("[ _-]", "");
  }

  /** How many H100s have together this 16-bit peak, to two decimals; for people, not to decide. */
  public static BigDecimal equivalents(FlopRate cluster, FlopRate h100) {
    BigInteger one = h100.perSecond();
    return new BigDecimal(cluster.perSecond())
        .divide(new BigDecimal(one), 2, RoundingMode.HALF_EVEN);
  }
}
