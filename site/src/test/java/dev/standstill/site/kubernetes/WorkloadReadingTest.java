package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many devices each kind comes to. */
final class WorkloadReadingTest {
  private static final String TEMPLATE =
      "{'spec': {'containers': [{'name': 'm', 'resources': {'limits': {'nvidia.com/gpu': 8}}}]}}";

  private final WorkloadReading reading = new WorkloadReading(DeviceRules.USUAL);

  /** A tilde stands for a template of eight devices, @n for replicas, a bar for a comma. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "", ReplicationController, {@3| ~}, 24
          apps, StatefulSet, {~}, 8
          apps, ReplicaSet, {@0| ~}, 0
          batch, Job, {'parallelism': 4| 'completions': 2| ~}, 32
          batch, CronJob, {'jobTemplate': {'spec': {'parallelism': 2| ~}}}, 16
          kubeflow.org, PyTorchJob, {'pytorchReplicaSpecs': {'Master': {~}| 'W': {@3| ~}}}, 32
          kubeflow.org, JAXJob, {%5| 'jaxReplicaSpecs': {'W': {~}}}, 40
          kubeflow.org, MPIJob, {'mpiReplicaSpecs': {'Worker': {@2| ~}}}, 16
          kubeflow.org, TFJob, {'tfReplicaSpecs': {'PS': {~}}}, 8
          kubeflow.org, XGBoostJob, {'xgbReplicaSpecs': {'Worker': {~}}}, 8
          kubeflow.org, PaddleJob, {'paddleReplicaSpecs': {'Worker': {~}}}, 8
          trainer.kubeflow.org, TrainJob, {'trainer': {'numNodes': 3| 'resourcesPerNode': %8}}, 24
          ray.io, RayCluster, {'workerGroupSpecs': [{@1| 'maxReplicas': 4| 'numOfHosts': 2| ~}]}, 64
          ray.io, RayJob, {'rayClusterSpec': {'headGroupSpec': {~}}}, 8
          jobset.x-k8s.io, JobSet, {'replicatedJobs': [{@2| 'template': {'spec': {~}}}]}, 16
          leaderworkerset.x-k8s.io, LeaderWorkerSet, {@2| ^}, 64
          batch.volcano.sh, Job, {'tasks': [{@2| ~}| {~}]}, 24
          kueue.x-k8s.io, Workload, {'podSets': [{'count': 5| ~}]}, 40
          """)
  void countsEveryPodOfEachKind(String group, String kind, String spec, int devices)
      throws UnclearObjectException {
    assertThat(read(group, kind, spec).devices()).isEqualTo(devices);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{~, 'another': {~}}",
        "{'parallelism': -1, ~}",
        "{'parallelism': 'four', ~}",
        "{'parallelism': 1.5, ~}",
        "{'parallelism': 2147483647, ~}",
        "{'trainer': {'limits': {'nvidia.com/gpu': 1}}}"
      })
  void refusesToGuess(String spec) {
    assertThatThrownBy(() -> read("batch", "Job", spec)).isInstanceOf(UnclearObjectException.class);
  }

  @Test
  void aKindThatNobodyKnowsIsUnclearOnlyIfItAsksForDevices() throws UnclearObjectException {
    assertThatThrownBy(() -> read("example.com", "Swarm", "{'pods': {~}}"))
        .isInstanceOf(UnclearObjectException.class)
        .hasMessageContaining("spec.pods.template.spec");
    String harmless = "{'pods': {'spec': {'containers': [{'name': 'm'}]}}}";
    assertThat(read("example.com", "Swarm", harmless).devices()).isZero();
  }

  @Test
  void aDaemonSetIsAsManyPodsAsNodesHaveDevices() throws UnclearObjectException {
    assertThatThrownBy(() -> read("apps", "DaemonSet", "{~}"))
        .isInstanceOf(UnclearObjectException.class);
    DeviceRules rules =
        new DeviceRules(DeviceRules.USUAL_RESOURCES, OptionalInt.of(2), OptionalInt.of(5));
    ObjectNode object = object("{~}");
    assertThat(new WorkloadReading(rules).read("apps", "DaemonSet", "train", object).devices())
        .isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "{'limits': {'nvidia.com/gpu': '4'}}, 4",
        "{'requests': {'nvidia.com/gpu': 3}}, 3",
        "{'limits': {'nvidia.com/mig-1g.5gb': 2| 'nvidia.com/gpu': 1}}, 3",
        "{'limits': {'amd.com/gpu': '1k'}}, 1000",
        "{'limits': {'google.com/tpu': '8000m'}}, 8",
        "{'limits': {'habana.ai/gaudi': '1500m'}}, 2",
        "{'limits': {'cpu': '64'| 'memory': '1Ti'}}, 0"
      })
  void countsWhateverIsADevice(String resources, int devices) throws UnclearObjectException {
    String pod = "{'containers': [{'name': 'm', 'resources': %s}]}".formatted(resources);
    assertThat(read("", "Pod", pod).devices()).isEqualTo(devices);
  }

  @Test
  void initContainersRunOneAfterAnotherAndSidecarsAllTheTime() throws UnclearObjectException {
    String pod =
        """
        {'containers': [%1$s2%2$s, %1$s1%2$s],
         'initContainers': [%1$s5%2$s,
           {'restartPolicy': 'Always', 'resources': {'limits': {'nvidia.com/gpu': 1}}},
           %1$s6%2$s]}
        """
            .formatted("{'resources': {'limits': {'nvidia.com/gpu': ", "}}}");
    assertThat(read("", "Pod", pod).devices()).isEqualTo(7);
  }

  @Test
  void aQuantityThatIsNoneIsUnclear() {
    for (String quantity : List.of("-1", "1e3", "many", "", "99999999999999")) {
      String pod =
          "{'containers': [{'resources': {'limits': {'nvidia.com/gpu': '%s'}}}]}"
              .formatted(quantity);
      assertThatThrownBy(() -> read("", "Pod", pod)).isInstanceOf(UnclearObjectException.class);
    }
  }

  @Test
  void thePermitMayStandOnTheTemplateButNotTwoOfThem() throws UnclearObjectException {
    ObjectNode job = Reviews.job("mars", 1, 1);
    job.withObject("/spec/template/metadata/annotations").put(Workload.PERMIT, "p1");
    assertThat(reading.read("batch", "Job", "train", job).permit()).contains("p1");
    ObjectNode two = Reviews.permit(job, "p2");
    assertThatThrownBy(() -> reading.read("batch", "Job", "train", two))
        .isInstanceOf(UnclearObjectException.class);
  }

  private Workload read(String group, String kind, String spec) throws UnclearObjectException {
    return reading.read(group, kind, "train", object(spec));
  }

  private static ObjectNode object(String spec) {
    return Reviews.json(
        "{'spec': "
            + spec.replace('|', ',')
                .replaceAll("@([0-9])", "'replicas': $1")
                .replace("~", "'template': " + TEMPLATE)
                .replace("%5", "'elasticPolicy': {'maxReplicas': 5}")
                .replace("^", "'leaderWorkerTemplate': {'size': 4, 'workerTemplate': ?}")
                .replace("?", TEMPLATE)
                .replace("%8", "{'limits': {'nvidia.com/gpu': 8}}")
            + "}");
  }
}
