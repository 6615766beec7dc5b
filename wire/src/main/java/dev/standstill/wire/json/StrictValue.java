package dev.standstill.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One value at its place. Each method says what it must be and refuses it if it is not. */
public final class StrictValue {
  /** Beyond this, readers that hold numbers as doubles would see another number. */
  private static final BigInteger EXACT_MAX = BigInteger.TWO.pow(53);

  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,39}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3}|\\.\\d{6})?Z");

  private final Place place;
  private final JsonNode node;

  StrictValue(Place place, JsonNode node) {
    this.place = place;
    this.node = node;
  }

  /** An exception for the caller to throw if the value is wrong for a reason only it knows. */
  public RefusedInputException refused(String reason) {
    return new RefusedInputException(new Refusal(place.pointer(), reason));
  }

  /** An object with no other fields than these; which of them it must have is asked later. */
  public StrictObject object(String... keys) {
    if (!node.isObject()) {
      throw wrongType("an object");
    }
    return StrictObject.open(place, node, List.of(keys));
  }

  /** Every element of an array, in order. */
  public <T> List<T> list(Function<StrictValue, T> element) {
    if (!node.isArray()) {
      throw wrongType("an array");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(element.apply(new StrictValue(place.item(i), node.get(i))));
    }
    return values;
  }

  /** As {@link #list}, and no element twice. */
  public <T> List<T> distinct(Function<StrictValue, T> element) {
    Set<T> seen = new HashSet<>();
    return list(value -> {
      T read = element.apply(value);
      if (!seen.add(read)) {
        throw value.refused("listed twice");
      }
      return read;
    });
  }

  /** One line of text, possibly empty. */
  public String text() {
    if (!node.isTextual()) {
      throw wrongType("a string");
    }
    OptionalInt forbidden = StrictText.firstForbidden(node.textValue());
    if (forbidden.isPresent()) {
      throw refused("holds the forbidden character U+%04X".formatted(forbidden.getAsInt()));
    }
    return node.textValue();
  }

  public boolean flag() {
    if (!node.isBoolean()) {
      throw wrongType("true or false");
    }
    return node.booleanValue();
  }

  /** An integer from {@code min} to {@code max}, and within 2^53 whatever they are. */
  public long integer(long min, long max) {
    if (!node.isNumber()) {
      throw wrongType("an integer");
    }
    if (!node.isIntegralNumber()) {
      throw refused("expected an integer, found a number with a fraction or exponent");
    }
    if (node.bigIntegerValue().abs().compareTo(EXACT_MAX) > 0) {
      throw refused("beyond 2^53, past which JSON numbers are not exact everywhere");
    }
    long value = node.longValue();
    if (value < min || value > max) {
      throw refused("must be " + min + " to " + max + ", found " + value);
    }
    return value;
  }

  /** As {@link #integer} for what Java holds as an {@code int}. */
  public int count(int min) {
    return (int) integer(min, Integer.MAX_VALUE);
  }

  /** A number that a double can hold, with or without fraction or exponent. */
  public double real() {
    if (!node.isNumber()) {
      throw wrongType("a number");
    }
    double value = node.doubleValue();
    if (!Double.isFinite(value)) {
      throw refused("beyond the largest number a double holds");
    }
    return value;
  }

  /** As {@link #real}, or empty for null: something that should have a number has none. */
  public OptionalDouble realOrMissing() {
    return node.isNull() ? OptionalDouble.empty() : OptionalDouble.of(real());
  }

  /** An exact non-negative whole number written as a string of decimal digits. */
  public BigInteger decimal() {
    if (!node.isTextual()) {
      throw wrongType("a string of decimal digits");
    }
    if (!DECIMAL.matcher(node.textValue()).matches()) {
      throw refused("expected up to 40 decimal digits, no sign, leading zero, point or exponent");
    }
    return new BigInteger(node.textValue());
  }

  /** A time in RFC 3339, UTC, in its one spelling: no fraction, or 3 or 6 digits that are due. */
  public Instant instant() {
    String text = text();
    try {
      if (TIME.matcher(text).matches()) {
        Instant instant = Instant.parse(text);
        // Also refuses 24:00:00, leap seconds and fractions longer than they need to be.
        if (instant.toString().equals(text)) {
          return instant;
        }
      }
    } catch (DateTimeException e) {
      throw refused("no such time: " + text);
    }
    throw refused(
        "expected a time such as 2026-11-01T00:00:00Z, up to microseconds, found " + text);
  }

  /** A word of a closed list. */
  public <E extends Enum<E>> E word(Class<E> type) {
    String text = text();
    for (E constant : type.getEnumConstants()) {
      if (Words.of(constant).equals(text)) {
        return constant;
      }
    }
    throw refused("unknown word " + text + "; expected one of " + Words.allOf(type));
  }

  /** Exactly this text. */
  public void constant(String expected) {
    if (!text().equals(expected)) {
      throw refused("expected " + expected);
    }
  }

  /** Builds a domain record; what its constructor refuses is refused at this place. */
  public <T> T build(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      String message = e.getMessage();
      throw refused(message == null ? e.getClass().getSimpleName() : message);
    }
  }

  private RefusedInputException wrongType(String expected) {
    String found =
        switch (node.getNodeType()) {
          case NULL -> "null";
          case BOOLEAN -> "a boolean";
          case NUMBER -> "a number";
          case STRING -> "a string";
          case ARRAY -> "an array";
          case OBJECT -> "an object";
          case BINARY, MISSING, POJO -> "nothing JSON has";
        };
    return refused("expected " + expected + ", found " + found);
  }
}
