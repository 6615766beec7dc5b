package dev.standstill.page.words;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Energy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Numbers and times as a reader would write them. The same value gives the same text always. */
public final class Figures {

  /** What stands in place of a number that nobody stated or that is not finite. */
  public static final String NOT_STATED = "not stated";

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final BigDecimal MILLIJOULES_PER_KILOWATT_HOUR =
      BigDecimal.valueOf(3_600_000_000L);
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

  private Figures() {}

  /** Two significant digits, for example {@code 9.5 × 10²⁰ FLOP}. */
  public static String flop(double flop) {
    return Double.isFinite(flop) ? scientific(flop) + " FLOP" : NOT_STATED;
  }

  /** The same without the unit. */
  public static String scientific(double value) {
    if (!Double.isFinite(value)) {
      return NOT_STATED;
    }
    BigDecimal rounded = new BigDecimal(value).round(TWO_DIGITS);
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= 0 && exponent < 3) {
      return sign(rounded.toPlainString());
    }
    BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(1, RoundingMode.UNNECESSARY);
    return sign(mantissa.toPlainString()) + " × " + powerOfTen(exponent);
  }

  /** For example {@code 10²⁰}. */
  public static String powerOfTen(int exponent) {
    StringBuilder text = new StringBuilder("10");
    if (exponent < 0) {
      text.append('⁻');
    }
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** Every digit that the double holds, for whoever recomputes. */
  public static String raw(double value) {
    if (!Double.isFinite(value)) {
      return NOT_STATED;
    }
    return value == 0 ? "0" : Double.toString(value).replace("E", "e");
  }

  /** A fixed number of decimals, with a true minus sign. */
  public static String decimal(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return NOT_STATED;
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return sign(grouped(rounded));
  }

  /** For example {@code 0.1 %}. */
  public static String percent(double fraction) {
    if (!Double.isFinite(fraction)) {
      return NOT_STATED;
    }
    BigDecimal hundredths =
        new BigDecimal(100 * fraction).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return sign(
            hundredths
                .setScale(Math.max(0, hundredths.scale()), RoundingMode.UNNECESSARY)
                .toPlainString())
        + " %";
  }

  /** For example {@code 415.255 kWh}. */
  public static String energy(Energy energy) {
    BigDecimal hours =
        new BigDecimal(energy.milliJoules())
            .divide(MILLIJOULES_PER_KILOWATT_HOUR, 3, RoundingMode.HALF_EVEN);
    return grouped(hours) + " kWh";
  }

  /** An exact whole number, its digits in groups of three. */
  public static String exact(BigInteger value) {
    return sign(grouped(new BigDecimal(value)));
  }

  /** For example {@code 2026-10-01 06:00 UTC}; seconds only where there are any. */
  public static String instant(Instant instant) {
    return clock(instant) + " UTC";
  }

  /** From and to; only dates where both are at midnight. */
  public static String period(BalancePeriod period) {
    return isMidnight(period.from()) && isMidnight(period.to())
        ? date(period.from()) + " to " + date(period.to())
        : clock(period.from()) + " to " + clock(period.to()) + " UTC";
  }

  /** For example {@code 2026-10-01}, in UTC. */
  public static String date(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** How long, in its two largest units, for example {@code 3 days 4 hours}. */
  public static String duration(Duration duration) {
    if (duration.toDays() > 0) {
      return count(duration.toDays(), "day") + rest(duration.toHoursPart(), "hour");
    }
    if (duration.toHours() > 0) {
      return count(duration.toHours(), "hour") + rest(duration.toMinutesPart(), "minute");
    }
    return duration.toMinutes() > 0
        ? count(duration.toMinutes(), "minute")
        : count(Math.max(0, duration.toSeconds()), "second");
  }

  /** A count with its noun, plural where due. */
  public static String count(long number, String noun) {
    return grouped(BigDecimal.valueOf(number)) + " " + noun + (number == 1 ? "" : "s");
  }

  private static String rest(int number, String noun) {
    return number == 0 ? "" : " " + count(number, noun);
  }

  private static String clock(Instant instant) {
    OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
    // LocalTime prints seconds and fractions only where they are not zero.
    return time.toLocalDate() + " " + time.toLocalTime();
  }

  private static boolean isMidnight(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  private static String grouped(BigDecimal value) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
  }

  private static String sign(String number) {
    return number.startsWith("-") ? "−" + number.substring(1) : number;
  }
}
