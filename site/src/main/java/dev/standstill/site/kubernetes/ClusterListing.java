package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.site.kubernetes.Owners.Reference;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.SchedulerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything in a cluster that has devices or may get them, each with the object that stands at its
 * head. It looks into every namespace, those too that the webhook is told to leave alone.
 */
final class ClusterListing {
  private static final int STEPS_MAX = 8;

  private final Map<String, KnownObject> objects = new LinkedHashMap<>();
  private final Map<String, List<KnownObject>> podsOfHead = new HashMap<>();

  private ClusterListing() {}

  /** Before anybody asked. */
  static ClusterListing nothing() {
    return new ClusterListing();
  }

  /**
   * Asks for it.
   *
   * @throws SchedulerException if any part cannot be read: then nothing is known
   */
  static ClusterListing read(KubernetesApi api, DeviceRules rules) throws SchedulerException {
    WorkloadReading reading = new WorkloadReading(rules);
    Set<String> served = served(api);
    ClusterListing listing = new ClusterListing();
    for (WorkloadKind kind : WorkloadKinds.ALL) {
      for (String version : kind.versions()) {
        if (served.contains(kind.base(version))) {
          api.each(
              kind.base(version) + "/" + kind.resource(),
              object -> listing.add(KnownObject.of(kind, version, object, reading)));
          break;
        }
      }
    }
    listing.objects.values().stream()
        .filter(object -> object.kind().equals(WorkloadKind.POD))
        .forEach(pod ->
            listing
                .podsOfHead
                .computeIfAbsent(listing.head(pod).id(), _ -> new ArrayList<>())
                .add(pod));
    return listing;
  }

  /** The groups and versions that this server has, by the base of their addresses. */
  private static Set<String> served(KubernetesApi api) throws SchedulerException {
    Set<String> served = new HashSet<>(Set.of("/api/v1"));
    JsonNode groups =
        api.get("/apis").orElseThrow(() -> new SchedulerException("/apis is not there"));
    for (JsonNode group : groups.path("groups")) {
      for (JsonNode version : group.path("versions")) {
        served.add("/apis/" + version.path("groupVersion").asText());
      }
    }
    return served;
  }

  private void add(KnownObject object) {
    boolean matters = object.workload().devices() > 0 && !object.over();
    if (matters && !object.kind().repeats()) {
      objects.put(object.id(), object);
    }
  }

  /** Who stands at the head of an object: itself, if nobody who is listed stands above it. */
  private KnownObject head(KnownObject object) {
    KnownObject head = object;
    for (int step = 0; step < STEPS_MAX; step++) {
      Optional<KnownObject> upper = above(head);
      if (upper.isEmpty()) {
        return head;
      }
      head = upper.get();
    }
    return object;
  }

  private Optional<KnownObject> above(KnownObject object) {
    return object
        .owner()
        .filter(owner -> owner.workloadKind().isPresent())
        .flatMap(owner -> Optional.ofNullable(objects.get(id(object, owner))))
        .filter(upper -> upper.uid().equals(object.owner().orElseThrow().uid()));
  }

  private static String id(KnownObject object, Reference owner) {
    return object.workload().namespace()
        + "/"
        + owner.workloadKind().orElseThrow().fullResource()
        + "/"
        + owner.name();
  }

  /** One job for each head. */
  List<ScheduledJob> jobs() {
    return objects.values().stream()
        .filter(object -> head(object).equals(object))
        .map(this::job)
        .toList();
  }

  private ScheduledJob job(KnownObject head) {
    List<KnownObject> pods = pods(head.id());
    List<KnownObject> bound = pods.stream().filter(KnownObject::bound).toList();
    long given = bound.stream().mapToLong(pod -> pod.workload().devices()).sum();
    int devices = (int) Math.min(Integer.MAX_VALUE, Math.max(given, head.workload().devices()));
    Optional<Instant> started =
        bound.stream().flatMap(pod -> pod.started().stream()).min(Comparator.naturalOrder());
    return new ScheduledJob(
        head.id(),
        head.workload().name(),
        phase(head, bound),
        head.workload().withDevices(devices).demand(),
        head.submitted(),
        started,
        0,
        head.heldForUs());
  }

  private static Phase phase(KnownObject head, List<KnownObject> bound) {
    if (!bound.isEmpty()) {
      // One that is not told to go still works, whatever stands above it.
      return bound.stream().allMatch(KnownObject::ending) ? Phase.ENDING : Phase.RUNNING;
    }
    return head.halted() ? Phase.HELD : Phase.PENDING;
  }

  /** The pods under a head, itself if it is one. */
  List<KnownObject> pods(String head) {
    return Collections.unmodifiableList(podsOfHead.getOrDefault(head, List.of()));
  }

  /** The object of this name. */
  Optional<KnownObject> find(String id) {
    return Optional.ofNullable(objects.get(Objects.requireNonNull(id)));
  }
}
