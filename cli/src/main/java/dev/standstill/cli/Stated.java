package dev.standstill.cli;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write on a command line for values of the core; each message names the option. */
final class Stated {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|min|h|d)");

  private Stated() {}

  /** RFC 3339, UTC. */
  static Instant time(String option, String text) {
    try {
      if (!text.endsWith("Z")) {
        throw new IllegalArgumentException(
            option + " must be in UTC, such as 2026-11-01T00:00:00Z, not " + text);
      }
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          option + " must be a time such as 2026-11-01T00:00:00Z, not " + text, e);
    }
  }

  /** A whole number of seconds, with its unit. */
  static Duration duration(String option, String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          option + " must be a length of time with its unit, such as 24h, 90d or 0s, not " + text);
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** FLOP; zero is a number too. */
  static Flop flop(String option, String text) {
    return text.equals("0")
        ? new Flop(BigInteger.ZERO)
        : new Flop(StatedNumber.whole(option, text, "1e40"));
  }

  static Digest digest(String option, String text) {
    return named(option, () -> new Digest(text));
  }

  /** The word of an enum constant: its name in kebab-case. */
  static <E extends Enum<E>> E word(String option, Class<E> type, String text) {
    return named(option, () -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /** A value whose own message does not know the option. */
  static <T> T named(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          reason.startsWith("No enum constant")
              ? option + " knows no such word"
              : option + ": " + reason,
          e);
    }
  }
}
