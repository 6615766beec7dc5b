package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.site.kubernetes.Owners.Reference;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a listing keeps of one object.
 *
 * @param workload what it asks for
 * @param version the version that was listed
 * @param uid which one of its name it is
 * @param owner who stands above it
 * @param submitted when it was made
 * @param started when its pod started; empty for anything but a pod
 * @param bound whether it is a pod with a node
 * @param ending whether it is being deleted
 * @param over whether it is over
 * @param halted whether it makes no pods now
 * @param heldForUs why we held it
 * @param kueue whether Kueue decides when it starts
 */
record KnownObject(
    Workload workload,
    String version,
    String uid,
    Optional<Reference> owner,
    Instant submitted,
    Optional<Instant> started,
    boolean bound,
    boolean ending,
    boolean over,
    boolean halted,
    Optional<String> heldForUs,
    boolean kueue) {

  /** What cannot be counted is more than anything may have. */
  private static final int UNCLEAR_DEVICES = 1_000_000;

  static KnownObject of(
      WorkloadKind kind, String version, JsonNode object, WorkloadReading reading) {
    JsonNode metadata = object.path("metadata");
    JsonNode status = object.path("status");
    return new KnownObject(
        workload(kind, object, reading),
        version,
        metadata.path("uid").asText(),
        Reference.controller(object),
        time(metadata.path("creationTimestamp")).orElse(Instant.EPOCH),
        time(status.path("startTime")),
        kind.equals(WorkloadKind.POD) && object.path("spec").hasNonNull("nodeName"),
        metadata.hasNonNull("deletionTimestamp"),
        over(status),
        HaltedObjects.ways(kind).stream().anyMatch(way -> HaltedObjects.isHalted(way, object)),
        Optional.of(metadata.path("annotations").path(KubernetesMarks.HELD).asText(""))
            .filter(text -> !text.isEmpty()),
        metadata.path("labels").hasNonNull("kueue.x-k8s.io/queue-name"));
  }

  private static Workload workload(WorkloadKind kind, JsonNode object, WorkloadReading reading) {
    String namespace = object.path("metadata").path("namespace").asText();
    try {
      // As it will be when it goes on.
      return reading.read(
          kind.group(), kind.kind(), namespace, HaltedObjects.restored(kind, object));
    } catch (UnclearObjectException e) {
      return new Workload(
          Optional.of(kind),
          namespace,
          object.path("metadata").path("name").asText(),
          UNCLEAR_DEVICES,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  private static boolean over(JsonNode status) {
    String phase = status.path("phase").asText("");
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      return true;
    }
    for (JsonNode each : status.path("conditions")) {
      String type = each.path("type").asText();
      if ((type.equals("Complete") || type.equals("Failed") || type.equals("Succeeded"))
          && each.path("status").asText().equals("True")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Instant> time(JsonNode node) {
    try {
      return node.isTextual() ? Optional.of(Instant.parse(node.textValue())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  String id() {
    return workload.id().orElseThrow();
  }

  WorkloadKind kind() {
    return workload.kind().orElseThrow();
  }

  String path() {
    return KubernetesApi.path(kind(), version, workload.namespace(), workload.name());
  }
}
