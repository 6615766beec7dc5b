package dev.standstill.site.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds that are understood. A kind that is missing here is not let through: its pods come to
 * the webhook one by one, and where it comes itself and asks for devices it is refused.
 */
final class WorkloadKinds {
  private static final String BATCH = "batch";
  private static final String APPS = "apps";
  private static final String KUBEFLOW = "kubeflow.org";
  private static final String RAY = "ray.io";
  private static final Halting SUSPEND = new Halting.Flag("spec.suspend", true);
  private static final Halting RUN_POLICY = new Halting.Flag("spec.runPolicy.suspend", true);
  private static final Halting REPLICAS = new Halting.Scale("spec.replicas");
  private static final Place REPLICATED = Place.of("spec.template.spec", "spec.replicas");

  /** Every kind, those that are most often the root of others first. */
  static final List<WorkloadKind> ALL =
      List.of(
          WorkloadKind.POD,
          new WorkloadKind(
              BATCH,
              List.of("v1"),
              "Job",
              "jobs",
              List.of(Place.of("spec.template.spec", "spec.parallelism")),
              Optional.of("spec.activeDeadlineSeconds"),
              // Servers before 1.21 have no suspend.
              new Halting.Flag(
                  "spec.suspend", true, Optional.of(new Halting.Scale("spec.parallelism"))),
              false),
          new WorkloadKind(
              BATCH,
              List.of("v1", "v1beta1"),
              "CronJob",
              "cronjobs",
              List.of(
                  Place.of(
                      "spec.jobTemplate.spec.template.spec", "spec.jobTemplate.spec.parallelism")),
              Optional.of("spec.jobTemplate.spec.activeDeadlineSeconds"),
              SUSPEND,
              true),
          kind(APPS, "Deployment", REPLICAS, REPLICATED),
          kind(APPS, "StatefulSet", REPLICAS, REPLICATED),
          kind(APPS, "ReplicaSet", REPLICAS, REPLICATED),
          kind(
              APPS,
              "DaemonSet",
              new Halting.Nowhere("spec.template.spec.nodeSelector"),
              Place.of("spec.template.spec", Place.NODES)),
          new WorkloadKind(
              "",
              List.of("v1"),
              "ReplicationController",
              "replicationcontrollers",
              List.of(REPLICATED),
              Optional.empty(),
              REPLICAS,
              false),
          trainer("PyTorchJob", List.of("v1"), "pytorchReplicaSpecs"),
          trainer("TFJob", List.of("v1"), "tfReplicaSpecs"),
          trainer("XGBoostJob", List.of("v1"), "xgbReplicaSpecs"),
          trainer("PaddleJob", List.of("v1"), "paddleReplicaSpecs"),
          trainer("JAXJob", List.of("v1"), "jaxReplicaSpecs"),
          trainer("MXJob", List.of("v1"), "mxReplicaSpecs"),
          trainer("MPIJob", List.of("v2beta1", "v1"), "mpiReplicaSpecs"),
          new WorkloadKind(
              "trainer.kubeflow.org",
              List.of("v2alpha1", "v1alpha1"),
              "TrainJob",
              "trainjobs",
              List.of(Place.of("spec.trainer.resourcesPerNode", "spec.trainer.numNodes")),
              Optional.of("spec.activeDeadlineSeconds"),
              SUSPEND,
              false),
          ray("RayCluster", "spec"),
          ray("RayJob", "spec.rayClusterSpec"),
          new WorkloadKind(
              "jobset.x-k8s.io",
              List.of("v1alpha2"),
              "JobSet",
              "jobsets",
              List.of(
                  Place.of(
                      "spec.replicatedJobs.*.template.spec.template.spec",
                      "spec.replicatedJobs.*.replicas",
                      "spec.replicatedJobs.*.template.spec.parallelism")),
              Optional.empty(),
              SUSPEND,
              false),
          // The leader is one of the group's size, so its devices count once too often.
          new WorkloadKind(
              "leaderworkerset.x-k8s.io",
              List.of("v1"),
              "LeaderWorkerSet",
              "leaderworkersets",
              List.of(
                  Place.of("spec.leaderWorkerTemplate.leaderTemplate.spec", "spec.replicas"),
                  Place.of(
                      "spec.leaderWorkerTemplate.workerTemplate.spec",
                      "spec.replicas",
                      "spec.leaderWorkerTemplate.size")),
              Optional.empty(),
              REPLICAS,
              false),
          new WorkloadKind(
              "batch.volcano.sh",
              List.of("v1alpha1"),
              "Job",
              "jobs",
              List.of(Place.of("spec.tasks.*.template.spec", "spec.tasks.*.replicas")),
              Optional.empty(),
              new Halting.None(),
              false),
          new WorkloadKind(
              "kueue.x-k8s.io",
              List.of("v1beta1", "v1beta2"),
              "Workload",
              "workloads",
              List.of(Place.of("spec.podSets.*.template.spec", "spec.podSets.*.count")),
              Optional.of("spec.maximumExecutionTimeSeconds"),
              new Halting.Flag("spec.active", false),
              false));

  private WorkloadKinds() {}

  /** The one of this name; empty if it is not understood. */
  static Optional<WorkloadKind> find(String group, String kind) {
    return ALL.stream()
        .filter(each -> each.group().equals(group) && each.kind().equals(kind))
        .findFirst();
  }

  /** The one that has this name in addresses. */
  static Optional<WorkloadKind> ofResource(String group, String resource) {
    return ALL.stream()
        .filter(each -> each.group().equals(group) && each.resource().equals(resource))
        .findFirst();
  }

  private static WorkloadKind kind(String group, String kind, Halting halting, Place place) {
    return new WorkloadKind(
        group, List.of("v1"), kind, plural(kind), List.of(place), Optional.empty(), halting, false);
  }

  /** The kinds of Kubeflow's training operator differ in one word. */
  private static WorkloadKind trainer(String kind, List<String> versions, String replicas) {
    return new WorkloadKind(
        KUBEFLOW,
        versions,
        kind,
        plural(kind),
        List.of(
            Place.of(
                "spec." + replicas + ".*.template.spec",
                "spec." + replicas + ".*.replicas|spec.elasticPolicy.maxReplicas")),
        Optional.of("spec.runPolicy.activeDeadlineSeconds"),
        RUN_POLICY,
        false);
  }

  /** A cluster may grow to its most replicas by itself. */
  private static WorkloadKind ray(String kind, String cluster) {
    String group = cluster + ".workerGroupSpecs.*";
    return new WorkloadKind(
        RAY,
        List.of("v1", "v1alpha1"),
        kind,
        plural(kind),
        List.of(
            Place.of(cluster + ".headGroupSpec.template.spec"),
            Place.of(
                group + ".template.spec",
                group + ".replicas|" + group + ".maxReplicas",
                group + ".numOfHosts")),
        Optional.empty(),
        SUSPEND,
        false);
  }

  private static String plural(String kind) {
    return kind.toLowerCase(Locale.ROOT) + "s";
  }
}
