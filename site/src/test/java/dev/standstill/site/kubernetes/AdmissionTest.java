package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.gate.Answer;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which changes are judged, as what, and which need no leave. */
final class AdmissionTest {
  private static final String CONTROLLER = "system:serviceaccount:kube-system:job-controller";

  private final SmallGate gate = new SmallGate(16);
  private final Map<String, JsonNode> cluster = new HashMap<>();
  private boolean unreadable;
  private final Admission admission =
      new Admission(gate, DeviceRules.USUAL, this::find, KubernetesSettings.OWN_CONTROLLERS);

  private Optional<JsonNode> find(WorkloadKind kind, String namespace, String name)
      throws SchedulerException {
    if (unreadable) {
      throw new SchedulerException("etcd is down");
    }
    return Optional.ofNullable(cluster.get(namespace + "/" + kind.fullResource() + "/" + name));
  }

  @Test
  void whatAsksForNoDevicesIsNobodysBusiness() {
    gate.pause(true);
    assertThat(reason(Reviews.create(Reviews.job("cpu", 100, 0)))).isEmpty();
    assertThat(gate.asked()).isEmpty();
  }

  @Test
  void inAPauseLoweringAndSuspendingPassAndResumingDoesNot() {
    gate.pause(true);
    ObjectNode job = Reviews.job("mars", 4, 8);
    ObjectNode less = Reviews.job("mars", 3, 8);
    ObjectNode suspended = job.deepCopy();
    suspended.withObject("/spec").put("suspend", true);
    assertThat(reason(Reviews.update(job, less))).isEmpty();
    assertThat(reason(Reviews.update(job, suspended))).isEmpty();
    assertThat(reason(Reviews.update(suspended, job))).contains("paused");
    assertThat(reason(Reviews.update(less, job))).contains("paused");
  }

  @Test
  void aLongerTimeOrAnotherPermitIsJudgedAnew() {
    gate.pause(true);
    ObjectNode job = Reviews.job("mars", 1, 8);
    ObjectNode bounded = job.deepCopy();
    bounded.withObject("/spec").put("activeDeadlineSeconds", 3600);
    assertThat(reason(Reviews.update(bounded, job))).contains("paused");
    assertThat(reason(Reviews.update(job, bounded))).isEmpty();
    assertThat(reason(Reviews.update(job, Reviews.permit(job, "p1")))).contains("paused");
  }

  @Test
  void whatCannotBeCountedMayStillLoseItsFinalizers() {
    ObjectNode odd = Reviews.pod("odd", 1);
    odd.withObject("/spec").putArray("resourceClaims").addObject().put("name", "gpu");
    ObjectNode freed = odd.deepCopy();
    freed.withObject("/metadata").putArray("finalizers");
    assertThat(reason(Reviews.update(odd, freed))).isEmpty();
    assertThat(reason(Reviews.create(odd))).contains("demand-unclear");
  }

  @Test
  void aPodOfAControllerIsJudgedAsItsOwnerAndCountsNothingMore() {
    ObjectNode job = kept(Reviews.job("moon", 2, 8), "jobs.batch");
    ObjectNode pod = Reviews.ownedBy(Reviews.pod("moon-a", 8), job);
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(pod)))).isEmpty();
    assertThat(gate.counted()).isZero();
    assertThat(gate.asked().getLast().devices()).isEqualTo(16);
    gate.pause(true);
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(pod)))).contains("paused");
  }

  @Test
  void anOwnerInTheWordsOfAUserIsNotBelieved() {
    ObjectNode job = kept(Reviews.permit(Reviews.job("mars", 4, 8), "p1"), "jobs.batch");
    ObjectNode pod = Reviews.ownedBy(Reviews.pod("liar", 24), job);
    assertThat(reason(Reviews.create(pod))).contains("permit-missing");
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(pod)))).isEmpty();
  }

  @Test
  void anOwnerThatIsGoneOrAnotherOrAsksForLessDoesNotCount() {
    ObjectNode job = kept(Reviews.permit(Reviews.job("mars", 1, 8), "p1"), "jobs.batch");
    ObjectNode large = Reviews.ownedBy(Reviews.pod("mars-a", 24), job);
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(large)))).contains("permit-missing");
    ObjectNode other = job.deepCopy();
    other.withObject("/metadata").put("uid", "another");
    ObjectNode orphan = Reviews.ownedBy(Reviews.pod("mars-b", 24), other);
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(orphan)))).contains("permit-missing");
    unreadable = true;
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(large))))
        .contains("cluster-unreadable");
  }

  @Test
  void moreReplicasByTheScaleSubresourceAreCountedFromTheObject() {
    ObjectNode web = kept(Reviews.deployment("web", 1, 2), "deployments.apps");
    assertThat(reason(Reviews.scale(web, 1, 9))).contains("permit-missing");
    assertThat(reason(Reviews.scale(web, 1, 8))).isEmpty();
    assertThat(reason(Reviews.scale(web, 9, 0))).isEmpty();
    unreadable = true;
    assertThat(reason(Reviews.scale(web, 1, 2))).contains("cluster-unreadable");
    assertThat(reason(Reviews.scale(web, 2, 1))).isEmpty();
  }

  @Test
  void eachRunOfACronJobIsJudgedForItself() {
    ObjectNode cron =
        Reviews.json("{'apiVersion': 'batch/v1', 'kind': 'CronJob', 'spec': {'jobTemplate': {}}}");
    ObjectNode job = Reviews.job("nightly-1", 2, 8);
    cron.withObject("/spec/jobTemplate").set("spec", job.path("spec"));
    cron.putObject("metadata").put("name", "nightly").put("namespace", "train").put("uid", "u");
    assertThat(reason(Reviews.create(cron))).isEmpty();
    assertThat(gate.counted()).isZero();
    ObjectNode run = Reviews.ownedBy(job, cron);
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(run)))).isEmpty();
    assertThat(gate.counted()).isEqualTo(16);
    gate.pause(true);
    assertThat(reason(Reviews.by(CONTROLLER, Reviews.create(run)))).contains("paused");
  }

  private ObjectNode kept(ObjectNode object, String resource) {
    String name = object.path("metadata").path("name").asText();
    object.withObject("/metadata").put("uid", "uid-" + name);
    cluster.put("train/" + resource + "/" + name, object);
    return object;
  }

  /** Why it is refused; empty if it is admitted. */
  private Optional<String> reason(ObjectNode review) {
    try {
      return switch (admission.judge(AdmissionRequest.read(review))) {
        case Answer.Admit _ -> Optional.empty();
        case Answer.Refuse refuse -> Optional.of(refuse.reason());
      };
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void aStarInAUsersNameStandsForAnything() {
    assertThat(List.of("system:kube-controller-manager", CONTROLLER))
        .allMatch(user -> Admission.matches(KubernetesSettings.OWN_CONTROLLERS, user));
    assertThat(
            List.of(
                "system:serviceaccount:kube-system:default",
                "system:serviceaccount:train:job-controller",
                "ada"))
        .noneMatch(user -> Admission.matches(KubernetesSettings.OWN_CONTROLLERS, user));
  }
}
