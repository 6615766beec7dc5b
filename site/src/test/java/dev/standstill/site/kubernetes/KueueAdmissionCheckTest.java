package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.gate.Occasion;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.SchedulerException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workloads of Kueue, as its documentation describes them: no Kueue runs here. */
final class KueueAdmissionCheckTest {
  private static final String CHECK = "/apis/kueue.x-k8s.io/v1beta1/admissionchecks/standstill";
  private static final String WORKLOADS =
      "/apis/kueue.x-k8s.io/v1beta1/namespaces/train/workloads/";
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");

  @TempDir private Path directory;
  private final SmallGate gate = new SmallGate(16);
  private FakeApiServer cluster;
  private KueueAdmissionCheck check;

  @BeforeEach
  void start() throws Exception {
    cluster = new FakeApiServer(directory);
    cluster.put(
        CHECK,
        Reviews.json(
            "{'metadata': {'name': 'standstill', 'generation': 3},"
                + " 'spec': {'controllerName': 'standstill.dev/permits'}}"));
    check =
        new KueueAdmissionCheck(cluster.settings(false, List.of()), "standstill", gate, () -> NOW);
  }

  @AfterEach
  void stop() {
    check.close();
    cluster.close();
  }

  private static ObjectNode workload(String name, int pods) {
    return Reviews.json(
        """
        {'apiVersion': 'kueue.x-k8s.io/v1beta1', 'kind': 'Workload',
         'metadata': {'name': '%s', 'namespace': 'train'},
         'spec': {'podSets': [{'name': 'main', 'count': %d, 'template': {'spec': {'containers': [
           {'name': 'main', 'image': 'x', 'resources': {'requests': {'nvidia.com/gpu': 8}}}]}}}]},
         'status': {
          'conditions': [{'type': 'QuotaReserved', 'status': 'True'}],
          'admissionChecks': [
           {'name': 'standstill', 'state': 'Pending', 'message': '', 'retryCount': 2},
           {'name': 'provision', 'state': 'Pending', 'message': 'asks the cloud'}]}}
        """
            .formatted(name, pods));
  }

  @Test
  void whatTheGateAdmitsIsReadyAndWhatItRefusesWaits() throws Exception {
    cluster.put(workload("moon", 2));
    check.answer();
    cluster.put(workload("mars", 4));
    check.answer();
    assertThat(state("moon")).isEqualTo("Ready");
    assertThat(state("mars")).isEqualTo("Retry");
    assertThat(ours("mars").path("message").asText()).isEqualTo("permit-missing: 32 devices");
    assertThat(ours("mars").path("lastTransitionTime").asText()).isEqualTo("2026-11-23T12:00:00Z");
  }

  @Test
  void whatOthersSayOfTheSameWorkloadStays() throws Exception {
    cluster.put(workload("moon", 2));
    check.answer();
    JsonNode status = cluster.at(WORKLOADS + "moon").path("status");
    assertThat(status.path("conditions")).hasSize(1);
    assertThat(status.path("admissionChecks"))
        .hasSize(2)
        .anyMatch(each -> each.path("message").asText().equals("asks the cloud"));
    assertThat(ours("moon").path("retryCount").asInt()).isEqualTo(2);
  }

  @Test
  void whatNobodyKnowsStaysPendingWithTheReason() throws Exception {
    gate.before(() -> {
      throw new IllegalStateException("no disk");
    });
    cluster.put(workload("moon", 2));
    check.answer();
    assertThat(state("moon")).isEqualTo("Pending");
    assertThat(ours("moon").path("message").asText()).isEqualTo("evaluation-failed: no disk");
    int writes = cluster.writes().size();
    check.answer();
    assertThat(cluster.writes()).hasSize(writes);
    gate.before(() -> {});
    check.answer();
    assertThat(state("moon")).isEqualTo("Ready");
  }

  @Test
  void whatItsOwnerMustChangeIsRejected() throws Exception {
    ObjectNode unclear = workload("liar", 1);
    unclear.withObject("/metadata/annotations").put(Workload.PERMIT, "p1");
    ((ObjectNode) Ways.at(unclear, "spec.podSets.0.template"))
        .withObject("/metadata/annotations")
        .put(Workload.PERMIT, "p2");
    cluster.put(unclear);
    check.answer();
    assertThat(state("liar")).isEqualTo("Rejected");
    assertThat(gate.asked()).isEmpty();
  }

  @Test
  void whatHasNoQuotaYetIsNotAskedAbout() throws Exception {
    ObjectNode early = workload("early", 1);
    early.withObject("/status").putArray("conditions");
    cluster.put(early);
    check.answer();
    assertThat(state("early")).isEqualTo("Pending");
    assertThat(gate.asked()).isEmpty();
  }

  @Test
  void aPauseTakesBackWhatIsReadyAndLeavesWhatIsAdmittedToTheSweep() throws Exception {
    cluster.put(workload("waits", 1));
    cluster.put(workload("runs", 1));
    check.answer();
    ((ArrayNode) cluster.at(WORKLOADS + "runs").path("status").path("conditions"))
        .addObject()
        .put("type", "Admitted")
        .put("status", "True");
    gate.pause(true);
    check.answer();
    assertThat(state("waits")).isEqualTo("Retry");
    assertThat(ours("waits").path("message").asText())
        .isEqualTo("paused: order pause-1 is in force");
    assertThat(state("runs")).isEqualTo("Ready");
  }

  @Test
  void aWorkloadIsAskedAboutAsTheJobThatItsUserMade() throws Exception {
    ObjectNode job = Reviews.job("mars", 2, 8);
    job.withObject("/metadata").put("uid", "uid-mars");
    cluster.put(job);
    cluster.put(Reviews.ownedBy(workload("job-mars-1a2b", 2), job));
    gate.ask(Occasion.SUBMIT, Optional.of("train/jobs.batch/mars"), gateDemand());
    check.answer();
    assertThat(state("job-mars-1a2b")).isEqualTo("Ready");
    assertThat(gate.counted()).isEqualTo(16);
  }

  private static Demand gateDemand() throws Exception {
    return new WorkloadReading(DeviceRules.USUAL)
        .read("batch", "Job", "train", Reviews.job("mars", 2, 8))
        .demand();
  }

  @Test
  void whoeverChangedAWorkloadMeanwhileIsNotOverwrittenAndTheOthersAreAnswered() throws Exception {
    cluster.put(workload("a", 1));
    cluster.put(workload("b", 1));
    boolean[] once = {true};
    gate.before(() -> {
      if (once[0]) {
        once[0] = false;
        cluster.touch(WORKLOADS + "a");
      }
    });
    assertThatThrownBy(() -> check.answer())
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("409");
    assertThat(state("a")).isEqualTo("Pending");
    assertThat(state("b")).isEqualTo("Ready");
    check.answer();
    assertThat(state("a")).isEqualTo("Ready");
  }

  @Test
  void theCheckIsSaidToBeActiveOnce() throws Exception {
    check.answer();
    JsonNode active = cluster.at(CHECK).path("status").path("conditions").path(0);
    assertThat(active.path("type").asText()).isEqualTo("Active");
    assertThat(active.path("status").asText()).isEqualTo("True");
    assertThat(active.path("observedGeneration").asInt()).isEqualTo(3);
    check.answer();
    assertThat(cluster.writes()).containsExactly("PATCH " + CHECK + "/status");
  }

  @Test
  void aCheckOfAnotherControllerIsNotOurs() {
    cluster.at(CHECK).withObject("/spec").put("controllerName", "kueue.x-k8s.io/multikueue");
    cluster.put(workload("moon", 1));
    assertThatThrownBy(() -> check.answer())
        .hasMessageContaining("is of kueue.x-k8s.io/multikueue");
    assertThat(cluster.writes()).isEmpty();
    assertThat(gate.asked()).isEmpty();
  }

  @Test
  void aClusterThatDoesNotAnswerOrHasNoSuchCheckIsAProblem() throws Exception {
    cluster.put(workload("moon", 1));
    cluster.down(true);
    assertThatThrownBy(() -> check.answer()).hasMessageContaining("etcd is down");
    cluster.down(false);
    try (KueueAdmissionCheck other =
        new KueueAdmissionCheck(cluster.settings(false, List.of()), "other", gate, () -> NOW)) {
      assertThatThrownBy(other::answer).hasMessageContaining("is called other");
    }
    assertThat(state("moon")).isEqualTo("Pending");
  }

  private String state(String workload) {
    return ours(workload).path("state").asText();
  }

  private JsonNode ours(String workload) {
    for (JsonNode each : cluster.at(WORKLOADS + workload).path("status").path("admissionChecks")) {
      if (each.path("name").asText().equals("standstill")) {
        return each;
      }
    }
    throw new AssertionError(workload + " has no such check");
  }
}
