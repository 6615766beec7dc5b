package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.site.workload.SchedulerException;
import java.util.Optional;

/** Finds the object that a pod was made for in the end: the one that its user made. */
final class Owners {
  /** Five is the longest way that is known. */
  private static final int STEPS_MAX = 8;

  private final Cluster cluster;
  private final WorkloadReading reading;

  Owners(Cluster cluster, WorkloadReading reading) {
    this.cluster = cluster;
    this.reading = reading;
  }

  /**
   * Who stands above an object.
   *
   * @param apiVersion group and version of the owner
   * @param kind its kind
   * @param name its name
   * @param uid which of that name; one that was made later is another
   */
  record Reference(String apiVersion, String kind, String name, String uid) {

    /** The one owner that is in control. */
    static Optional<Reference> controller(JsonNode object) {
      for (JsonNode each : object.path("metadata").path("ownerReferences")) {
        if (each.path("controller").asBoolean(false)) {
          return Optional.of(
              new Reference(
                  each.path("apiVersion").asText(),
                  each.path("kind").asText(),
                  each.path("name").asText(),
                  each.path("uid").asText()));
        }
      }
      return Optional.empty();
    }

    /** What it is; empty if that is not understood, or each of what it makes is judged. */
    Optional<WorkloadKind> workloadKind() {
      int slash = apiVersion.indexOf('/');
      String group = slash < 0 ? "" : apiVersion.substring(0, slash);
      return WorkloadKinds.find(group, kind).filter(known -> !known.repeats());
    }
  }

  /**
   * The object at the end of the chain.
   *
   * @return empty if nobody stands above this one, or whoever does is not there
   * @throws UnclearObjectException if it cannot be said what it asks for
   */
  Optional<Workload> root(JsonNode object, String namespace)
      throws SchedulerException, UnclearObjectException {
    Optional<Workload> root = Optional.empty();
    JsonNode lower = object;
    for (int step = 0; step < STEPS_MAX; step++) {
      Optional<Reference> reference = Reference.controller(lower);
      Optional<WorkloadKind> kind = reference.flatMap(Reference::workloadKind);
      if (reference.isEmpty() || kind.isEmpty()) {
        return root;
      }
      Optional<JsonNode> upper = cluster.find(kind.get(), namespace, reference.get().name());
      if (upper.isEmpty() || !uid(upper.get()).equals(reference.get().uid())) {
        return Optional.empty();
      }
      lower = upper.get();
      root = Optional.of(reading.read(kind.get().group(), kind.get().kind(), namespace, lower));
    }
    throw new UnclearObjectException("its owners have owners without end");
  }

  private static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }
}
