package dev.standstill.telemetry.source;

import dev.standstill.telemetry.MeterReading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Numbers and times of a source line turned into the integers of a reading, or refused. */
public final class Watts {
  // No exponent and a bounded length: "1e999999999" would otherwise fill the memory.
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");

  private Watts() {}

  /**
   * Power in watts as whole milliwatts, rounded half to even where the source is finer.
   *
   * @param places most decimal places the source's format allows
   */
  public static long milliwatts(TextLines line, String watts, int places) {
    BigDecimal value = decimal(line, watts, "power");
    if (value.scale() > places) {
      throw line.problem(
          "power " + watts + " has more than " + places + " decimal places",
          "give watts with at most " + places + " decimals");
    }
    if (value.signum() < 0) {
      throw line.problem("power " + watts + " W is negative", "check the meter's polarity");
    }
    BigDecimal milliwatts = value.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN);
    if (milliwatts.compareTo(BigDecimal.valueOf(MeterReading.MILLIWATTS_MAX)) > 0) {
      throw line.problem(
          "power " + watts + " W is absurd (above 100 GW)", "check the meter and its unit");
    }
    return milliwatts.longValueExact();
  }

  /** Unix time in milliseconds as microseconds; refused when finer, before 1970 or in future. */
  public static long micros(TextLines line, String unixMillis, Instant now) {
    BigDecimal micros = decimal(line, unixMillis, "time").movePointRight(3);
    try {
      return micros(line, micros.longValueExact(), now);
    } catch (ArithmeticException e) {
      throw line.problem(
          "time " + unixMillis + " is no Unix time in ms", "check the clock that stamped it");
    }
  }

  /** The time unchanged, if a reading can have it. */
  public static long micros(TextLines line, long micros, Instant now) {
    if (micros < 0 || micros > MeterReading.TIME_MICROS_MAX) {
      throw line.problem(
          "time " + micros + " us is outside 1970 to 2200", "check the clock that stamped it");
    }
    if (micros > ChronoUnit.MICROS.between(Instant.EPOCH, now)) {
      throw line.problem(
          "is dated in the future: " + Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
          "check the meter's clock and this machine's");
    }
    return micros;
  }

  private static BigDecimal decimal(TextLines line, String text, String what) {
    if (!DECIMAL.matcher(text).matches()) {
      throw line.problem(
          what + " '" + text + "' is not a number", "correct the line or export again");
    }
    return new BigDecimal(text);
  }
}
