package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** The changes that halt an object, and those that let it go on as it was. */
final class HaltedObjects {

  private HaltedObjects() {}

  /**
   * What halts it.
   *
   * @param halting how
   * @param object as it is
   * @return a merge patch; empty if there is no way
   */
  static Optional<ObjectNode> halt(Halting halting, JsonNode object, String reason) {
    return switch (halting) {
      case Halting.Flag(String way, boolean halted, var _) ->
          Optional.of(marked(Ways.only(way, BooleanNode.valueOf(halted)), reason));
      case Halting.Scale(String way) -> {
        int replicas = Ways.at(object, way).asInt(1);
        ObjectNode patch = marked(Ways.only(way, IntNode.valueOf(0)), reason);
        ObjectNode metadata = patch.withObject("/metadata");
        // Between the reading and the change nobody may have set another number.
        metadata.set("resourceVersion", object.path("metadata").path("resourceVersion"));
        int kept = replicas > 0 ? replicas : saved(object).orElse(0);
        metadata.withObject("/annotations").put(KubernetesMarks.REPLICAS, Integer.toString(kept));
        yield Optional.of(patch);
      }
      case Halting.Nowhere(String way) -> {
        ObjectNode selector = JsonNodeFactory.instance.objectNode();
        yield Optional.of(
            marked(Ways.only(way, selector.put(KubernetesMarks.NOWHERE, "true")), reason));
      }
      case Halting.None _ -> Optional.empty();
    };
  }

  /** What lets it go on; empty if there is no way. */
  static Optional<ObjectNode> goOn(Halting halting, JsonNode object) {
    return switch (halting) {
      case Halting.Flag(String way, boolean halted, var _) ->
          Optional.of(unmarked(Ways.only(way, BooleanNode.valueOf(!halted))));
      case Halting.Scale(String way) ->
          saved(object).map(count -> unmarked(Ways.only(way, IntNode.valueOf(count))));
      case Halting.Nowhere(String way) -> {
        ObjectNode selector = JsonNodeFactory.instance.objectNode();
        selector.set(KubernetesMarks.NOWHERE, NullNode.getInstance());
        yield Optional.of(unmarked(Ways.only(way, selector)));
      }
      case Halting.None _ -> Optional.empty();
    };
  }

  /** Whether an object says that it is halted in this way. */
  static boolean isHalted(Halting halting, JsonNode object) {
    return switch (halting) {
      case Halting.Flag(String way, boolean halted, var _) -> {
        JsonNode flag = Ways.at(object, way);
        yield flag.isBoolean() && flag.booleanValue() == halted;
      }
      case Halting.Scale(String way) ->
          saved(object).isPresent()
              && Ways.at(object, way).isInt()
              && Ways.at(object, way).intValue() == 0;
      case Halting.Nowhere(String way) ->
          Ways.at(object, way).path(KubernetesMarks.NOWHERE).isTextual();
      case Halting.None _ -> false;
    };
  }

  /** The ways in which a kind may be halted, the best one first. */
  static java.util.List<Halting> ways(WorkloadKind kind) {
    return kind.halting() instanceof Halting.Flag flag && flag.otherwise().isPresent()
        ? java.util.List.of(flag, flag.otherwise().get())
        : java.util.List.of(kind.halting());
  }

  /** The object with the replicas that it had before we took them. */
  static JsonNode restored(WorkloadKind kind, JsonNode object) {
    for (Halting halting : ways(kind)) {
      if (halting instanceof Halting.Scale(String way) && isHalted(halting, object)) {
        ObjectNode copy = object.deepCopy();
        int last = way.lastIndexOf('.');
        if (Ways.at(copy, way.substring(0, last)) instanceof ObjectNode parent) {
          parent.put(way.substring(last + 1), saved(object).orElse(0));
        }
        return copy;
      }
    }
    return object;
  }

  private static Optional<Integer> saved(JsonNode object) {
    String text =
        object.path("metadata").path("annotations").path(KubernetesMarks.REPLICAS).asText("");
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static ObjectNode marked(ObjectNode patch, String reason) {
    patch.withObject("/metadata/annotations").set(KubernetesMarks.HELD, TextNode.valueOf(reason));
    return patch;
  }

  private static ObjectNode unmarked(ObjectNode patch) {
    ObjectNode annotations = patch.withObject("/metadata/annotations");
    annotations.set(KubernetesMarks.HELD, NullNode.getInstance());
    annotations.set(KubernetesMarks.REPLICAS, NullNode.getInstance());
    return patch;
  }
}
