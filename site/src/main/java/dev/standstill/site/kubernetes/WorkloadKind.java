package dev.standstill.site.kubernetes;

import java.util.List;
import java.util.Optional;

/**
 * A kind of object that makes pods.
 *
 * @param group its API group; empty for the first one
 * @param versions the versions that are understood, the preferred one first
 * @param kind its name
 * @param resource its name in addresses
 * @param places where its pods stand
 * @param limit where it says after how many seconds it is ended; empty if it cannot say
 * @param halting how it is halted
 * @param repeats whether it makes objects that each run for themselves, and are each judged
 */
record WorkloadKind(
    String group,
    List<String> versions,
    String kind,
    String resource,
    List<Place> places,
    Optional<String> limit,
    Halting halting,
    boolean repeats) {

  static final WorkloadKind POD =
      new WorkloadKind(
          "",
          List.of("v1"),
          "Pod",
          "pods",
          List.of(Place.of("spec")),
          Optional.of("spec.activeDeadlineSeconds"),
          new Halting.None(),
          false);

  /** As kubectl says it: {@code jobs.batch}. */
  String fullResource() {
    return group.isEmpty() ? resource : resource + "." + group;
  }

  /** The base of its addresses. */
  String base(String version) {
    return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
  }
}
