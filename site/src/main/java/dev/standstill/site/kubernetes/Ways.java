package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** Ways through a tree, written with points: {@code spec.template.spec}. */
final class Ways {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  private Ways() {}

  /** What stands there; a missing node if nothing does. */
  static JsonNode at(JsonNode object, String way) {
    return at(object, way, List.of());
  }

  /** As above, with the stars of the way filled in, in order. */
  static JsonNode at(JsonNode object, String way, List<String> stars) {
    JsonNode node = object;
    int star = 0;
    for (String step : way.split("\\.", -1)) {
      String name = step.equals("*") ? stars.get(star++) : step;
      node = step(node, name);
    }
    return node;
  }

  private static JsonNode step(JsonNode node, String name) {
    return node.isArray() && NUMBER.matcher(name).matches()
        ? node.path(Integer.parseInt(name))
        : node.path(name);
  }

  /** An object with nothing in it but this value, there. */
  static ObjectNode only(String way, JsonNode value) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode node = root;
    String[] steps = way.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      node = node.putObject(steps[i]);
    }
    node.set(steps[steps.length - 1], value);
    return root;
  }
}
