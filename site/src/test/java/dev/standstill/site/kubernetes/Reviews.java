package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Objects and the questions about them, as an API server puts them. */
final class Reviews {
  static final String USER = "ada";

  private Reviews() {}

  static ObjectNode json(String text) {
    try {
      // Single quotes read better in Java; no text of ours has any of its own.
      byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      return (ObjectNode) KubernetesJson.read(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ObjectNode job(String name, int parallelism, int gpus) {
    return json(
        """
        {'apiVersion': 'batch/v1', 'kind': 'Job', 'metadata': {'name': '%s', 'namespace': 'train'},
         'spec': {'parallelism': %d, 'template': {'spec': {'restartPolicy': 'Never', 'containers': [
           {'name': 'main', 'image': 'x', 'resources': {'limits': {'nvidia.com/gpu': %d}}}]}}}}
        """
            .formatted(name, parallelism, gpus));
  }

  static ObjectNode pod(String name, int gpus) {
    return json(
        """
        {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': '%s', 'namespace': 'train'},
         'spec': {'containers': [
           {'name': 'main', 'image': 'x', 'resources': {'limits': {'nvidia.com/gpu': '%d'}}}]}}
        """
            .formatted(name, gpus));
  }

  static ObjectNode deployment(String name, int replicas, int gpus) {
    return json(
        """
        {'apiVersion': 'apps/v1', 'kind': 'Deployment',
         'metadata': {'name': '%1$s', 'namespace': 'train', 'uid': 'uid-%1$s'},
         'spec': {'replicas': %2$d, 'selector': {'matchLabels': {'app': '%1$s'}},
          'template': {'metadata': {'labels': {'app': '%1$s'}}, 'spec': {'containers': [
           {'name': 'main', 'image': 'x', 'resources': {'limits': {'nvidia.com/gpu': %3$d}}}]}}}}
        """
            .formatted(name, replicas, gpus));
  }

  static ObjectNode permit(ObjectNode object, String permit) {
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata/annotations").put(Workload.PERMIT, permit);
    return copy;
  }

  static ObjectNode ownedBy(ObjectNode object, ObjectNode owner) {
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata")
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", owner.path("apiVersion").asText())
        .put("kind", owner.path("kind").asText())
        .put("name", owner.path("metadata").path("name").asText())
        .put("uid", owner.path("metadata").path("uid").asText())
        .put("controller", true);
    return copy;
  }

  static ObjectNode create(ObjectNode object) {
    return review("CREATE", object, JsonNodeFactory.instance.nullNode());
  }

  static ObjectNode update(ObjectNode before, ObjectNode after) {
    return review("UPDATE", after, before);
  }

  static ObjectNode by(String user, ObjectNode review) {
    review.withObject("/request/userInfo").put("username", user);
    return review;
  }

  static ObjectNode dryRun(ObjectNode review) {
    review.withObject("/request").put("dryRun", true);
    return review;
  }

  static ObjectNode scale(ObjectNode object, int from, int to) {
    ObjectNode review = update(scale(object, from), scale(object, to));
    ObjectNode request = review.withObject("/request");
    request.put("subResource", "scale");
    request.withObject("/resource").put("resource", plural(object)).put("group", group(object));
    return review;
  }

  private static ObjectNode scale(ObjectNode object, int replicas) {
    ObjectNode scale =
        json(
            "{'apiVersion': 'autoscaling/v1', 'kind': 'Scale', 'spec': {'replicas': "
                + replicas
                + "}}");
    scale.set("metadata", object.path("metadata"));
    return scale;
  }

  private static ObjectNode review(String operation, ObjectNode object, JsonNode before) {
    ObjectNode review =
        json("{'apiVersion': 'admission.k8s.io/v1', 'kind': 'AdmissionReview', 'request': {}}");
    ObjectNode request = review.withObject("/request").put("uid", "705ab4f5-6393-11e8-b7cc");
    request
        .putObject("kind")
        .put("group", group(object))
        .put("version", "v1")
        .put("kind", object.path("kind").asText());
    request
        .putObject("resource")
        .put("group", group(object))
        .put("version", "v1")
        .put("resource", plural(object));
    request
        .put("name", object.path("metadata").path("name").asText())
        .put("namespace", "train")
        .put("operation", operation);
    request.putObject("userInfo").put("username", USER);
    request.set("object", object);
    request.set("oldObject", before);
    request.put("dryRun", false);
    return review;
  }

  private static String group(ObjectNode object) {
    String version = object.path("apiVersion").asText();
    return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
  }

  static WorkloadKind kind(ObjectNode object) {
    return WorkloadKinds.find(group(object), object.path("kind").asText()).orElseThrow();
  }

  /** A pod that has a node, made by a controller for its owner. */
  static ObjectNode running(ObjectNode pod) {
    ObjectNode copy = pod.deepCopy();
    copy.withObject("/spec").put("nodeName", "node-1");
    copy.withObject("/status").put("phase", "Running").put("startTime", "2026-11-01T00:01:00Z");
    return copy;
  }

  private static String plural(ObjectNode object) {
    String kind = object.path("kind").asText();
    return WorkloadKinds.find(group(object), kind)
        .map(WorkloadKind::resource)
        .orElse(kind.toLowerCase(java.util.Locale.ROOT) + "s");
  }
}
