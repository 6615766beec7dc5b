package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.SchedulerException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep, against an API server that keeps what it is told. */
final class KubernetesSchedulerTest {
  private static final String JOBS = "/apis/batch/v1/namespaces/train/jobs/";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/train/deployments/";
  private static final String QUEUE = "/apis/kueue.x-k8s.io/v1beta1/clusterqueues/big";

  @TempDir private Path directory;
  private FakeApiServer cluster;
  private KubernetesScheduler scheduler;

  @BeforeEach
  void start() throws Exception {
    cluster = new FakeApiServer(directory);
    scheduler = KubernetesScheduler.connect(cluster.settings(false, List.of()));
  }

  @AfterEach
  void stop() {
    scheduler.close();
    cluster.close();
  }

  @Test
  void theHeadOfEachChainIsAJobWithTheDevicesOfItsPods() throws Exception {
    ObjectNode deployment = Reviews.deployment("web", 3, 2);
    ObjectNode set = Reviews.ownedBy(Reviews.deployment("web-1", 3, 2), deployment);
    set.put("kind", "ReplicaSet");
    cluster.put(deployment);
    cluster.put(set);
    for (String name : List.of("web-a", "web-b", "web-c")) {
      cluster.put(Reviews.running(Reviews.ownedBy(Reviews.pod(name, 2), set)));
    }
    cluster.put(Reviews.running(Reviews.pod("lone", 1)));
    cluster.put(Reviews.job("waits", 2, 8));
    cluster.put(Reviews.pod("no-devices", 0));

    Map<String, ScheduledJob> jobs = jobs();
    assertThat(jobs)
        .containsOnlyKeys(
            "train/deployments.apps/web", "train/pods/lone", "train/jobs.batch/waits");
    assertThat(jobs.get("train/deployments.apps/web"))
        .matches(job -> job.phase() == Phase.RUNNING && job.demand().devices() == 6);
    assertThat(jobs.get("train/jobs.batch/waits"))
        .matches(job -> job.phase() == Phase.PENDING && job.demand().devices() == 16);
  }

  @Test
  void anOwnerThatIsNotThatOneIsNoOwner() throws Exception {
    ObjectNode job = Reviews.job("exempt", 1, 8);
    ObjectNode pod = Reviews.ownedBy(Reviews.pod("liar", 8), job);
    cluster.put(job);
    cluster.put(Reviews.running(pod));
    assertThat(jobs()).containsKeys("train/pods/liar", "train/jobs.batch/exempt");
  }

  @Test
  void aJobIsSuspendedAndGoesOn() throws Exception {
    ObjectNode job = Reviews.job("mars", 2, 8);
    job.withObject("/metadata").put("uid", "uid-mars");
    cluster.put(job);
    cluster.put(Reviews.running(Reviews.ownedBy(Reviews.pod("mars-a", 8), job)));
    ScheduledJob runs = job("train/jobs.batch/mars");
    scheduler.stopAndHold(runs, "paused: order 1");
    assertThat(Ways.at(cluster.at(JOBS + "mars"), "spec.suspend").asBoolean()).isTrue();
    assertThat(job("train/jobs.batch/mars").phase()).isEqualTo(Phase.RUNNING);

    // What the Job's controller does.
    new KubernetesApi(cluster.settings(false, List.of()))
        .delete("/api/v1/namespaces/train/pods/mars-a");
    ScheduledJob held = job("train/jobs.batch/mars");
    assertThat(held.phase()).isEqualTo(Phase.HELD);
    assertThat(held.heldForUs()).contains("paused: order 1");
    scheduler.release(held);
    assertThat(Ways.at(cluster.at(JOBS + "mars"), "spec.suspend").asBoolean(true)).isFalse();
    assertThat(job("train/jobs.batch/mars").heldForUs()).isEmpty();
  }

  @Test
  void aServerThatDropsSuspendLosesTheJobsParallelism() throws Exception {
    cluster.dropsSuspend();
    cluster.put(Reviews.job("mars", 2, 8));
    scheduler.stopAndHold(job("train/jobs.batch/mars"), "paused");
    assertThat(Ways.at(cluster.at(JOBS + "mars"), "spec.parallelism").asInt()).isZero();
    ScheduledJob held = job("train/jobs.batch/mars");
    assertThat(held.phase()).isEqualTo(Phase.HELD);
    assertThat(held.demand().devices()).isEqualTo(16);
    scheduler.release(held);
    assertThat(Ways.at(cluster.at(JOBS + "mars"), "spec.parallelism").asInt()).isEqualTo(2);
  }

  @Test
  void aDeploymentIsScaledToNothingOnceAndComesBackAsItWas() throws Exception {
    cluster.put(Reviews.deployment("web", 3, 2));
    ScheduledJob web = job("train/deployments.apps/web");
    scheduler.stopAndHold(web, "paused");
    scheduler.stopAndHold(web, "paused");
    jobs();
    scheduler.stopAndHold(web, "paused");
    assertThat(replicas("web")).isZero();
    ScheduledJob held = job("train/deployments.apps/web");
    assertThat(held.phase()).isEqualTo(Phase.HELD);
    assertThat(held.demand().devices()).isEqualTo(6);
    scheduler.release(held);
    assertThat(replicas("web")).isEqualTo(3);
  }

  @Test
  void aBarePodIsDeletedOnlyIfTheSiteSaysSo() throws Exception {
    cluster.put(Reviews.running(Reviews.pod("lone", 1)));
    ScheduledJob lone = job("train/pods/lone");
    assertThatThrownBy(() -> scheduler.stopAndHold(lone, "paused"))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("does not say evict");
    assertThat(cluster.has("/api/v1/namespaces/train/pods/lone")).isTrue();
    try (KubernetesScheduler evicting =
        KubernetesScheduler.connect(cluster.settings(true, List.of()))) {
      evicting.jobs();
      evicting.stopAndHold(lone, "paused");
    }
    assertThat(cluster.has("/api/v1/namespaces/train/pods/lone")).isFalse();
  }

  @Test
  void aKueueQueueIsHeldOnceAndReleasedOnlyIfWeHeldIt() throws Exception {
    cluster.put(QUEUE, Reviews.json("{'metadata': {'name': 'big'}, 'spec': {}}"));
    ObjectNode job = Reviews.job("mars", 2, 8);
    job.withObject("/metadata/labels").put("kueue.x-k8s.io/queue-name", "local");
    cluster.put(job);
    try (KubernetesScheduler with =
        KubernetesScheduler.connect(cluster.settings(false, List.of("big")))) {
      ScheduledJob mars = with.jobs().getFirst();
      with.stopAndHold(mars, "paused");
      assertThat(Ways.at(cluster.at(QUEUE), "spec.stopPolicy").asText()).isEqualTo("HoldAndDrain");
      with.release(mars);
      assertThat(Ways.at(cluster.at(QUEUE), "spec.stopPolicy").asText()).isEqualTo("None");
      cluster.at(QUEUE).withObject("/spec").put("stopPolicy", "Hold");
      with.stopAndHold(mars, "paused");
      with.release(mars);
      assertThat(Ways.at(cluster.at(QUEUE), "spec.stopPolicy").asText()).isEqualTo("Hold");
    }
  }

  @Test
  void aClusterThatDoesNotAnswerHasNoList() {
    cluster.down(true);
    assertThatThrownBy(() -> scheduler.jobs()).isInstanceOf(SchedulerException.class);
  }

  @Test
  void theCanaryIsADryRunAndOnlyOurOwnRefusalCounts() throws Exception {
    assertThat(scheduler.canary()).isInstanceOf(Canary.Admitted.class);
    assertThat(cluster.writes()).allMatch(write -> write.endsWith("?dryRun=All"));
    cluster.refusesToCreate("admission webhook denied: standstill: refused: paused: order 1");
    assertThat(scheduler.canary()).isEqualTo(new Canary.Refused("paused: order 1"));
    cluster.refusesToCreate("exceeded quota");
    assertThatThrownBy(() -> scheduler.canary()).isInstanceOf(SchedulerException.class);
  }

  private int replicas(String name) {
    return Ways.at(cluster.at(DEPLOYMENTS + name), "spec.replicas").asInt(-1);
  }

  private ScheduledJob job(String id) throws SchedulerException {
    return Optional.ofNullable(jobs().get(id)).orElseThrow();
  }

  private Map<String, ScheduledJob> jobs() throws SchedulerException {
    return scheduler.jobs().stream()
        .collect(Collectors.toMap(ScheduledJob::id, Function.identity()));
  }
}
