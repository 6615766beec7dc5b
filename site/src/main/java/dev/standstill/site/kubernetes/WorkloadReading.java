package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads any object that makes pods. Devices are looked for everywhere in it; where they stand at a
 * place that the kind is not known to have, nobody knows how many times they count.
 */
final class WorkloadReading {
  /** What the server writes into an object: no demand of anybody. */
  private static final List<String> NOT_ASKED = List.of("status", "metadata");

  private final DeviceRules rules;
  private final PodDevices pods;

  WorkloadReading(DeviceRules rules) {
    this.rules = rules;
    this.pods = new PodDevices(rules);
  }

  /**
   * Reads one.
   *
   * @param group its API group
   * @param kindName its kind
   * @param namespace where it is
   * @throws UnclearObjectException if it cannot be said how many devices it may have
   */
  Workload read(String group, String kindName, String namespace, JsonNode object)
      throws UnclearObjectException {
    Optional<WorkloadKind> kind = WorkloadKinds.find(group, kindName);
    List<JsonNode> templates = new ArrayList<>();
    long devices;
    try {
      devices = count(new Walk(object, kind, templates), object, new ArrayList<>());
    } catch (ArithmeticException e) {
      throw new UnclearObjectException("it asks for more devices than there are");
    }
    if (devices > Integer.MAX_VALUE) {
      throw new UnclearObjectException("it asks for more devices than there are");
    }
    JsonNode metadata = object.path("metadata");
    return new Workload(
        kind,
        namespace,
        metadata.path("name").asText(""),
        (int) devices,
        kind.map(WorkloadKind::halting)
            .filter(Halting.Flag.class::isInstance)
            .filter(halting -> HaltedObjects.isHalted(halting, object))
            .isPresent(),
        limit(kind, object),
        named(Workload.PERMIT, metadata, templates),
        named(Workload.LINEAGE, metadata, templates));
  }

  /**
   * One way through one object.
   *
   * @param templates the metadata of every template that is found on it
   */
  private record Walk(JsonNode object, Optional<WorkloadKind> kind, List<JsonNode> templates) {}

  private long count(Walk walk, JsonNode node, List<String> way) throws UnclearObjectException {
    if (isPodSpec(node)) {
      return counted(walk, pods.of(node), way);
    }
    long sum = counted(walk, pods.ofResources(node), way);
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        sum = Math.addExact(sum, into(walk, node.path(i), Integer.toString(i), way));
      }
    }
    if (node.isObject()) {
      JsonNode spec = node.path("spec");
      if (isPodSpec(spec) && !way.isEmpty()) {
        walk.templates.add(node.path("metadata"));
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!way.isEmpty() || !NOT_ASKED.contains(field.getKey())) {
          sum = Math.addExact(sum, into(walk, field.getValue(), field.getKey(), way));
        }
      }
    }
    return sum;
  }

  private long into(Walk walk, JsonNode node, String step, List<String> way)
      throws UnclearObjectException {
    way.addLast(step);
    long sum = count(walk, node, way);
    way.removeLast();
    return sum;
  }

  private static boolean isPodSpec(JsonNode node) {
    return node.path("containers").isArray();
  }

  private long counted(Walk walk, long each, List<String> way) throws UnclearObjectException {
    if (each == 0) {
      return 0;
    }
    for (Place place : walk.kind.map(WorkloadKind::places).orElse(List.of())) {
      Optional<List<String>> stars = place.match(way);
      if (stars.isPresent()) {
        return Math.multiplyExact(each, place.pods(walk.object, stars.get(), rules));
      }
    }
    throw new UnclearObjectException(
        "it asks for devices at "
            + String.join(".", way)
            + ", and how many pods are made of that is not known");
  }

  private static Optional<Duration> limit(Optional<WorkloadKind> kind, JsonNode object) {
    return kind.flatMap(WorkloadKind::limit)
        .map(way -> Ways.at(object, way))
        .filter(seconds -> seconds.canConvertToLong() && seconds.longValue() > 0)
        .map(seconds -> Duration.ofSeconds(seconds.longValue()));
  }

  /** The object's own word, or the one word of all its templates. */
  private static Optional<String> named(String key, JsonNode metadata, List<JsonNode> templates)
      throws UnclearObjectException {
    Optional<String> own = annotation(metadata, key);
    List<String> others =
        templates.stream().flatMap(each -> annotation(each, key).stream()).distinct().toList();
    if (others.size() > 1
        || (own.isPresent() && others.stream().anyMatch(o -> !own.get().equals(o)))) {
      throw new UnclearObjectException("it names two values for " + key);
    }
    return own.or(() -> others.stream().findFirst());
  }

  private static Optional<String> annotation(JsonNode metadata, String key) {
    return Optional.of(metadata.path("annotations").path(key).asText(""))
        .filter(text -> !text.isEmpty());
  }
}
