package dev.standstill.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An object whose fields are all known. */
public final class StrictObject {
  private static final Pattern WORD_START = Pattern.compile("(?=[A-Z])");

  private final Place place;
  private final JsonNode node;
  private final List<String> keys;

  private StrictObject(Place place, JsonNode node, List<String> keys) {
    this.place = place;
    this.node = node;
    this.keys = keys;
  }

  static StrictObject open(Place place, JsonNode node, List<String> keys) {
    StrictObject object = new StrictObject(place, node, keys);
    for (var field : node.properties()) {
      if (!keys.contains(field.getKey())) {
        throw object.unknown(field.getKey());
      }
    }
    return object;
  }

  /** The value of a field that must be there. */
  public StrictValue field(String key) {
    return optional(key)
        .orElseThrow(() ->
            new RefusedInputException(new Refusal(place.key(key).pointer(), "missing field")));
  }

  /** The value of a field that may be left out. If it is there it is read, so null is refused. */
  public Optional<StrictValue> optional(String key) {
    if (!keys.contains(key)) {
      throw new IllegalStateException("the reader asks for a field it did not announce: " + key);
    }
    return Optional.ofNullable(node.get(key)).map(value -> new StrictValue(place.key(key), value));
  }

  private RefusedInputException unknown(String key) {
    String reason = meant(key).map(known -> "; expected " + known).orElse("");
    return new RefusedInputException(
        new Refusal(place.key(key).pointer(), "unknown field" + reason));
  }

  /** A known field that is not there and begins with the same word: most often another unit. */
  private Optional<String> meant(String unknown) {
    String word = firstWord(unknown);
    return keys.stream()
        .filter(key -> !node.has(key))
        .filter(key -> firstWord(key).equals(word) || key.equalsIgnoreCase(unknown))
        .findFirst();
  }

  private static String firstWord(String key) {
    return WORD_START.split(key, 2)[0];
  }
}
