package dev.standstill.site.kubernetes;

import dev.standstill.site.workload.Demand;
import java.time.Duration;
import java.util.Optional;

/**
 * An object that makes pods, as far as it matters to a verdict.
 *
 * @param kind what it is; empty for a kind that is not understood, which asks for no devices
 * @param namespace where it is
 * @param name its own name; empty if it has none yet
 * @param devices how many its pods have at most at the same time, whether it is halted or not
 * @param halted whether it says itself that it makes no pods now
 * @param timeLimit after which it is ended
 * @param permit the permit it names
 * @param lineage the lineage it names
 */
record Workload(
    Optional<WorkloadKind> kind,
    String namespace,
    String name,
    int devices,
    boolean halted,
    Optional<Duration> timeLimit,
    Optional<String> permit,
    Optional<String> lineage) {

  /** What schedulers of this kind are called in demands. */
  static final String SCHEDULER = "kubernetes";

  /** Names the permit, on the object or on the template of its pods. */
  static final String PERMIT = "standstill.dev/permit";

  /** Names the lineage. */
  static final String LINEAGE = "standstill.dev/lineage";

  /** What it is called: {@code train/jobs.batch/mars}. Empty while it has no name. */
  Optional<String> id() {
    return name.isEmpty() || kind.isEmpty()
        ? Optional.empty()
        : Optional.of(namespace + "/" + kind.get().fullResource() + "/" + name);
  }

  /**
   * What it asks for. Its owner is its namespace: who made an object stands nowhere in it, so a
   * name could not be found again by the sweep, and one person's work would count as two people's.
   */
  Demand demand() {
    return new Demand(
        SCHEDULER, namespace, namespace, namespace, devices, timeLimit, permit, lineage);
  }

  /** The devices that it has, or may have at any moment. */
  int devicesNow() {
    return halted ? 0 : devices;
  }

  Workload withDevices(int count) {
    return new Workload(kind, namespace, name, count, halted, timeLimit, permit, lineage);
  }
}
