package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.gate.Answer;
import dev.standstill.site.gate.Gate;
import dev.standstill.site.gate.Occasion;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers an AdmissionCheck of Kueue, so that a job that may not start waits in its queue instead
 * of failing at the webhook.
 *
 * <p>It judges a Workload that has its quota and waits for this check, and judges again one that
 * has passed it and is not admitted yet. One that is admitted is left to the sweep: a check that
 * turns evicts at once, and the sweep gives the job its time to save. Nothing but the gate's own
 * yes makes a check ready; while the agent is away checks stay pending.
 */
public final class KueueAdmissionCheck implements AutoCloseable {
  /** Which controller an AdmissionCheck must name to be answered here. */
  public static final String CONTROLLER = "standstill.dev/permits";

  private static final WorkloadKind WORKLOAD =
      WorkloadKinds.find("kueue.x-k8s.io", "Workload").orElseThrow();
  private static final String ACTIVE = "Active";
  private static final String TRUE = "True";
  private static final String READY = "Ready";

  private final KubernetesApi api;
  private final WorkloadReading reading;
  private final Owners owners;
  private final String name;
  private final Gate gate;
  private final InstantSource clock;

  /**
   * Nothing is asked yet.
   *
   * @param name what the AdmissionCheck is called
   */
  public KueueAdmissionCheck(
      KubernetesSettings settings, String name, Gate gate, InstantSource clock) throws IOException {
    this.api = new KubernetesApi(settings);
    this.reading = new WorkloadReading(settings.devices());
    this.owners = new Owners(api, reading);
    this.name = name;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Goes through the Workloads once.
   *
   * @throws SchedulerException if the AdmissionCheck is missing or another controller's, the list
   *     cannot be read, or an answer was not taken; the other Workloads have theirs even so
   */
  public void answer() throws SchedulerException {
    String version = keepActive();
    List<JsonNode> waiting = new ArrayList<>();
    api.each(
        WORKLOAD.base(version) + "/" + WORKLOAD.resource(),
        workload -> {
          if (waits(workload)) {
            waiting.add(workload);
          }
        });
    List<String> problems = new ArrayList<>();
    for (JsonNode workload : waiting) {
      try {
        settle(version, workload);
      } catch (SchedulerException e) {
        // Somebody else changed it meanwhile, or it is gone: the next round sees.
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new SchedulerException(
          problems.size() + " admission checks are not answered: " + problems.getFirst());
    }
  }

  /** Says that somebody answers; the version of Kueue's objects that this server has. */
  private String keepActive() throws SchedulerException {
    for (String version : WORKLOAD.versions()) {
      String path = WORKLOAD.base(version) + "/admissionchecks/" + name;
      Optional<JsonNode> check = api.get(path);
      if (check.isPresent()) {
        String controller = check.get().path("spec").path("controllerName").asText();
        if (!controller.equals(CONTROLLER)) {
          throw new SchedulerException(
              "the admission check " + name + " is of " + controller + ", not of " + CONTROLLER);
        }
        if (!isActive(check.get())) {
          must(path, activated(check.get()), KueueAdmissionCheck::isActive);
        }
        return version;
      }
    }
    throw new SchedulerException("no admission check of Kueue is called " + name);
  }

  // SPEC: Kueue API, AdmissionCheck: Active "indicates that the controller of the admission check
  // is ready to evaluate the checks states".
  private static boolean isActive(JsonNode check) {
    return conditionIs(check, ACTIVE)
        && find(check.path("status").path("conditions"), "type", ACTIVE)
            .path("observedGeneration")
            .equals(check.path("metadata").path("generation"));
  }

  private ObjectNode activated(JsonNode check) {
    ObjectNode active = JsonNodeFactory.instance.objectNode();
    active.put("type", ACTIVE).put("status", TRUE).put("reason", ACTIVE);
    active.put("message", "the site's agent answers").put("lastTransitionTime", now());
    JsonNode generation = check.path("metadata").path("generation");
    if (generation.isNumber()) {
      active.set("observedGeneration", generation);
    }
    return withStatus(check, "conditions", "type", active);
  }

  /** Whether this check is ours to decide now. */
  private boolean waits(JsonNode workload) {
    String state = state(workload);
    boolean begun = conditionIs(workload, "Admitted");
    boolean over = conditionIs(workload, "Finished");
    // SPEC: Kueue API, CheckStatePending: "the check still hasn't been performed". One that is to
    // be tried again is made pending by Kueue itself.
    return !begun
        && !over
        && (state.equals(READY)
            || (state.equals("Pending") && conditionIs(workload, "QuotaReserved")));
  }

  private void settle(String version, JsonNode workload) throws SchedulerException {
    Found found = found(workload);
    ObjectNode next = JsonNodeFactory.instance.objectNode();
    JsonNode before = check(workload);
    if (before instanceof ObjectNode known) {
      // Also what later versions of Kueue keep there.
      next.setAll(known);
    }
    if (found.state().equals(state(workload))
        && found.message().equals(before.path("message").asText())) {
      return;
    }
    next.put("name", name).put("state", found.state()).put("message", found.message());
    next.put("lastTransitionTime", now());
    JsonNode metadata = workload.path("metadata");
    must(
        KubernetesApi.path(
            WORKLOAD, version, metadata.path("namespace").asText(), metadata.path("name").asText()),
        withStatus(workload, "admissionChecks", "name", next),
        changed -> state(changed).equals(found.state()));
  }

  /** What the check says from now on. */
  private record Found(String state, String message) {}

  private Found found(JsonNode workload) {
    try {
      return found(ask(workload));
    } catch (UnclearObjectException e) {
      return refused("demand-unclear", String.valueOf(e.getMessage()));
    } catch (SchedulerException | RuntimeException e) {
      return refused("evaluation-failed", String.valueOf(e.getMessage()));
    }
  }

  /** As the object that its user made: that one was counted when it was submitted. */
  private Answer ask(JsonNode workload) throws UnclearObjectException, SchedulerException {
    String namespace = workload.path("metadata").path("namespace").asText();
    Workload own = reading.read(WORKLOAD.group(), WORKLOAD.kind(), namespace, workload);
    Workload asked =
        owners
            .root(workload, namespace)
            .filter(root -> root.devices() >= own.devices())
            .orElse(own);
    return gate.ask(Occasion.START, asked.id(), asked.demand());
  }

  private static Found found(Answer answer) {
    return switch (answer) {
      case Answer.Admit _ -> new Found(READY, "admitted by the site's gate");
      case Answer.Refuse(String reason, String detail, var _) -> refused(reason, detail);
    };
  }

  private static Found refused(String reason, String detail) {
    String state =
        switch (reason) {
          // Nobody knows: neither yes nor no.
          case "evaluation-failed",
              "evidence-damaged",
              "clock-behind-log",
              "outlook-of-another-time",
              "view-stale",
              "view-silent",
              "charter-unknown",
              "accounts-unread" ->
              "Pending";
          // SPEC: Kueue API, CheckStateRejected: "the check will not pass in the near future. It
          // is not worth to retry." Its owner must change the job.
          case "demand-unclear", "permit-refused", "permit-revoked" -> "Rejected";
          // SPEC: the same, CheckStateRetry: "the check cannot pass at this moment, back off".
          default -> "Retry";
        };
    return new Found(state, KubernetesScheduler.line(reason + ": " + detail));
  }

  /** A list is replaced as a whole, so nobody may have changed it since it was read. */
  private static ObjectNode withStatus(JsonNode object, String list, String key, ObjectNode one) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch
        .withObject("/metadata")
        .set("resourceVersion", object.path("metadata").path("resourceVersion"));
    ArrayNode all = patch.withObject("/status").putArray(list);
    for (JsonNode each : object.path("status").path(list)) {
      if (!each.path(key).equals(one.path(key))) {
        all.add(each);
      }
    }
    all.add(one);
    return patch;
  }

  private void must(String path, ObjectNode patch, Predicate<JsonNode> taken)
      throws SchedulerException {
    if (!taken.test(api.patch(path + "/status", patch))) {
      throw new SchedulerException(path + " did not take its new status");
    }
  }

  private JsonNode check(JsonNode workload) {
    return find(workload.path("status").path("admissionChecks"), "name", name);
  }

  private String state(JsonNode workload) {
    return check(workload).path("state").asText("");
  }

  private static boolean conditionIs(JsonNode object, String type) {
    return find(object.path("status").path("conditions"), "type", type)
        .path("status")
        .asText("")
        .equals(TRUE);
  }

  private static JsonNode find(JsonNode list, String key, String value) {
    for (JsonNode each : list) {
      if (each.path(key).asText().equals(value)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    api.close();
  }
}
