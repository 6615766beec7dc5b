package dev.standstill.wire.json;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Enum constants as JSON writes them: the Java name in kebab-case. */
public final class Words {
  private Words() {}

  /** For example {@code node-wall} for {@code NODE_WALL}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All words of a closed list, in order, for messages. */
  static String allOf(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
  }
}
