package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a kind keeps a pod's spec, and what it is to be multiplied by.
 *
 * @param at the way to the spec, one step an element; a star stands for any one step
 * @param times ways to numbers; a star in them is what the same star in {@code at} stood for. A
 *     number that is absent is 1. {@code a|b} is the larger of the two
 */
record Place(List<String> at, List<String> times) {

  /** What stands for the number of nodes that have devices. */
  static final String NODES = "@nodes";

  static Place of(String at, String... times) {
    return new Place(List.of(at.split("\\.", -1)), List.of(times));
  }

  /** What the stars stand for if this is the way; empty if it is not. */
  Optional<List<String>> match(List<String> way) {
    if (way.size() != at.size()) {
      return Optional.empty();
    }
    List<String> stars = new ArrayList<>();
    for (int i = 0; i < way.size(); i++) {
      if (at.get(i).equals("*")) {
        stars.add(way.get(i));
      } else if (!at.get(i).equals(way.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(stars);
  }

  /** How many pods there are of the one at this place. */
  long pods(JsonNode object, List<String> stars, DeviceRules rules) throws UnclearObjectException {
    long pods = 1;
    for (String factor : times) {
      pods = Math.multiplyExact(pods, factor(object, factor, stars, rules));
    }
    return pods;
  }

  private static long factor(JsonNode object, String factor, List<String> stars, DeviceRules rules)
      throws UnclearObjectException {
    if (factor.equals(NODES)) {
      return rules
          .nodes()
          .orElseThrow(() ->
              new UnclearObjectException(
                  "it makes a pod on every node, and the site's configuration does not say how"
                      + " many nodes have devices"));
    }
    long most = -1;
    for (String way : factor.split("\\|", -1)) {
      JsonNode number = Ways.at(object, way, stars);
      if (!number.isMissingNode() && !number.isNull()) {
        most = Math.max(most, count(number, way));
      }
    }
    return most < 0 ? 1 : most;
  }

  private static long count(JsonNode number, String way) throws UnclearObjectException {
    if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
      throw new UnclearObjectException(way + " is no number of pods");
    }
    return number.intValue();
  }
}
