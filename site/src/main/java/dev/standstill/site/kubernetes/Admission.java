package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.gate.Answer;
import dev.standstill.site.gate.Gate;
import dev.standstill.site.gate.Occasion;
import dev.standstill.site.workload.SchedulerException;
import java.util.List;
import java.util.Optional;

/**
 * Says whether an API server may keep a change.
 *
 * <p>What asks for no devices, asks for less than before, or goes away, is nobody's business here.
 * What a controller makes for an object that was judged already is judged again as that object:
 * pods that come back in a pause do not start. Everybody else answers for what he makes himself,
 * whatever owner he writes into it.
 */
final class Admission {
  private final Gate gate;
  private final WorkloadReading reading;
  private final Cluster cluster;
  private final Owners owners;
  private final List<String> controllers;

  /**
   * An admission that asks a gate.
   *
   * @param controllers who makes objects for others: user names, a star standing for anything
   */
  Admission(Gate gate, DeviceRules rules, Cluster cluster, List<String> controllers) {
    this.gate = gate;
    this.reading = new WorkloadReading(rules);
    this.cluster = cluster;
    this.owners = new Owners(cluster, reading);
    this.controllers = List.copyOf(controllers);
  }

  /** Judges a request. */
  Answer judge(AdmissionRequest request) {
    try {
      return switch (request.operation()) {
        case DELETE, CONNECT -> new Answer.Admit();
        case CREATE -> created(request);
        case UPDATE -> request.subresource().equals("scale") ? scaled(request) : updated(request);
      };
    } catch (UnclearObjectException e) {
      return refuse("demand-unclear", String.valueOf(e.getMessage()));
    } catch (SchedulerException e) {
      return refuse("cluster-unreadable", String.valueOf(e.getMessage()));
    }
  }

  private static Answer refuse(String reason, String detail) {
    return new Answer.Refuse(reason, detail, Optional.empty());
  }

  private Answer created(AdmissionRequest request)
      throws UnclearObjectException, SchedulerException {
    Workload workload = read(request, request.object());
    return workload.devices() == 0 ? new Answer.Admit() : ask(request, Occasion.SUBMIT, workload);
  }

  private Answer updated(AdmissionRequest request)
      throws UnclearObjectException, SchedulerException {
    if (sameDemand(request.object(), request.oldObject())) {
      return new Answer.Admit();
    }
    Workload next = read(request, request.object());
    return next.devicesNow() == 0 || !asksMore(request, next)
        ? new Answer.Admit()
        : ask(request, Occasion.MODIFY, next);
  }

  /** What is not even readable may still lose its finalizers. */
  private static boolean sameDemand(JsonNode object, JsonNode before) {
    return object.isObject()
        && before.isObject()
        && demanding(object).equals(demanding(before))
        && object
            .path("metadata")
            .path("annotations")
            .equals(before.path("metadata").path("annotations"));
  }

  private static JsonNode demanding(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove(List.of("metadata", "status"));
    return copy;
  }

  private boolean asksMore(AdmissionRequest request, Workload next) {
    try {
      Workload before = read(request, request.oldObject());
      return next.devicesNow() > before.devicesNow()
          || next.demand().atMost().compareTo(before.demand().atMost()) > 0
          || !next.permit().equals(before.permit())
          || !next.lineage().equals(before.lineage());
    } catch (UnclearObjectException e) {
      // Nobody knows what it was: then all of it is new.
      return true;
    }
  }

  private Workload read(AdmissionRequest request, JsonNode object) throws UnclearObjectException {
    if (!object.isObject()) {
      throw new UnclearObjectException("the request shows no object");
    }
    return reading.read(request.group(), request.kind(), request.namespace(), object);
  }

  /** A new number of replicas, without the object whose replicas they are: that is looked up. */
  private Answer scaled(AdmissionRequest request)
      throws UnclearObjectException, SchedulerException {
    int replicas = request.object().path("spec").path("replicas").asInt(0);
    if (replicas <= request.oldObject().path("spec").path("replicas").asInt(0)) {
      return new Answer.Admit();
    }
    WorkloadKind kind =
        WorkloadKinds.ALL.stream()
            .filter(each -> each.resource().equals(request.resource()))
            .filter(each -> each.group().equals(request.resourceGroup()))
            .findFirst()
            .orElseThrow(() ->
                new UnclearObjectException("replicas of " + request.resource() + " are not known"));
    JsonNode object =
        cluster
            .find(kind, request.namespace(), request.name())
            .orElseThrow(() -> new UnclearObjectException("what is scaled is not there"));
    Workload workload =
        reading.read(
            kind.group(), kind.kind(), request.namespace(), scaled(kind, object, replicas));
    return workload.devicesNow() == 0
        ? new Answer.Admit()
        : ask(request, Occasion.MODIFY, workload);
  }

  private static JsonNode scaled(WorkloadKind kind, JsonNode object, int replicas)
      throws UnclearObjectException {
    if (!(kind.halting() instanceof Halting.Scale(String way))) {
      throw new UnclearObjectException(
          "which replicas of a " + kind.kind() + " are scaled is not known; change the object");
    }
    JsonNode copy = object.deepCopy();
    int last = way.lastIndexOf('.');
    if (!(Ways.at(copy, way.substring(0, last)) instanceof ObjectNode parent)) {
      throw new UnclearObjectException("what is scaled has no replicas");
    }
    parent.set(way.substring(last + 1), IntNode.valueOf(replicas));
    return copy;
  }

  private Answer ask(AdmissionRequest request, Occasion occasion, Workload workload)
      throws SchedulerException, UnclearObjectException {
    if (workload.kind().isEmpty() || request.namespace().isEmpty()) {
      return refuse("demand-unclear", "what a " + request.kind() + " does is not known");
    }
    if (matches(controllers, request.user()) && request.subresource().isEmpty()) {
      Optional<Workload> root = owners.root(request.object(), request.namespace());
      // An owner that asks for less than what is made for it did not have this judged.
      if (root.isPresent() && root.get().devices() >= workload.devices()) {
        return gate.wouldAnswer(root.get().id(), root.get().demand());
      }
    }
    boolean counts = !request.dryRun() && !workload.kind().get().repeats();
    return counts
        ? gate.ask(occasion, workload.id(), workload.demand())
        : gate.wouldAnswer(workload.id(), workload.demand());
  }

  /** Whether one of the patterns is this text; a star in it stands for anything. */
  static boolean matches(List<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, text));
  }

  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    return star < 0
        ? pattern.equals(text)
        : text.length() >= pattern.length() - 1
            && text.startsWith(pattern.substring(0, star))
            && text.endsWith(pattern.substring(star + 1));
  }
}
