package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.Scheduler;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A Kubernetes cluster, through its API server.
 *
 * <p>A job is whatever its user made: the Deployment, not its pods. It is halted by its own {@code
 * suspend}, or by taking its replicas; what it was before stands in its annotations. It has stopped
 * when no pod with devices is left, not when the server took the change.
 */
public final class KubernetesScheduler implements Scheduler, AutoCloseable {
  private static final int TEXT_MAX = 400;
  private static final int DEVICES_OF_CANARY = 8;

  private final KubernetesSettings settings;
  private final KubernetesApi api;
  private final KueueQueues queues;
  private ClusterListing known;

  private KubernetesScheduler(KubernetesSettings settings) throws IOException {
    this.settings = settings;
    this.api = new KubernetesApi(settings);
    this.queues = new KueueQueues(api, settings.clusterQueues());
    this.known = ClusterListing.nothing();
  }

  /** Nothing is asked yet. */
  public static KubernetesScheduler connect(KubernetesSettings settings) throws IOException {
    return new KubernetesScheduler(settings);
  }

  @Override
  public String name() {
    return Workload.SCHEDULER;
  }

  @Override
  public List<ScheduledJob> jobs() throws SchedulerException {
    known = ClusterListing.read(api, settings.devices());
    return known.jobs();
  }

  private KnownObject known(ScheduledJob job) throws SchedulerException {
    return known
        .find(job.id())
        .orElseThrow(() -> new SchedulerException("the cluster does not have " + job.id()));
  }

  /** An event, where {@code kubectl describe} shows it. */
  @Override
  public void warn(ScheduledJob job, String text) throws SchedulerException {
    KnownObject object = known(job);
    String namespace = object.workload().namespace();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("generateName", "standstill-").put("namespace", namespace);
    event
        .putObject("involvedObject")
        .put("apiVersion", object.kind().base(object.version()).replaceFirst("^/apis?/", ""))
        .put("kind", object.kind().kind())
        .put("namespace", namespace)
        .put("name", object.workload().name())
        .put("uid", object.uid());
    event.put("type", "Warning").put("reason", "Standstill").put("message", line(text));
    KubernetesApi.Reply reply = api.create("/api/v1/namespaces/" + namespace + "/events", event);
    if (!reply.good()) {
      throw new SchedulerException("no event for " + job.id() + ": " + reply.words());
    }
  }

  /**
   * Writes an annotation into each of its pods. A pod sees its annotations in a file if it wants to
   * ({@code downwardAPI}); one that does not look is told nothing before its SIGTERM.
   */
  @Override
  public void askToSave(ScheduledJob job) throws SchedulerException {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.withObject("/metadata/annotations").put(KubernetesMarks.SAVE, "now");
    for (KnownObject pod : known.pods(job.id())) {
      if (!pod.ending()) {
        api.patch(pod.path(), patch);
      }
    }
  }

  @Override
  public void stopAndHold(ScheduledJob job, String reason) throws SchedulerException {
    KnownObject object = known(job);
    if (object.kueue()) {
      queues.hold(reason);
    }
    boolean halted = halt(object, line(reason));
    if (halted && !object.halted()) {
      return;
    }
    // There is no way, or it had no effect since the last sweep.
    if (!settings.evict()) {
      if (halted) {
        return;
      }
      throw new SchedulerException(
          job.id() + " cannot be held, and the configuration does not say evict");
    }
    for (KnownObject pod : known.pods(job.id())) {
      if (!pod.ending()) {
        api.delete(pod.path());
      }
    }
  }

  /** Tries each way until the server shows that one has taken. */
  private boolean halt(KnownObject object, String reason) throws SchedulerException {
    for (Halting way : HaltedObjects.ways(object.kind())) {
      Optional<JsonNode> now = api.get(object.path());
      if (now.isEmpty() || HaltedObjects.isHalted(way, now.get())) {
        return true;
      }
      Optional<ObjectNode> patch = HaltedObjects.halt(way, now.get(), reason);
      if (patch.isPresent() && HaltedObjects.isHalted(way, api.patch(object.path(), patch.get()))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void cancel(ScheduledJob job, String reason) throws SchedulerException {
    api.delete(known(job).path() + "?propagationPolicy=Background");
  }

  @Override
  public void hold(ScheduledJob job, String reason) throws SchedulerException {
    stopAndHold(job, reason);
  }

  /** Goes through the webhook like anybody's change: what may not start does not. */
  @Override
  public void release(ScheduledJob job) throws SchedulerException {
    KnownObject object = known(job);
    Optional<JsonNode> now = api.get(object.path());
    if (now.isEmpty()) {
      return;
    }
    for (Halting way : HaltedObjects.ways(object.kind())) {
      if (HaltedObjects.isHalted(way, now.get())) {
        ObjectNode patch =
            HaltedObjects.goOn(way, now.get())
                .orElseThrow(() -> new SchedulerException(job.id() + " has lost its replicas"));
        api.patch(object.path(), patch);
      }
    }
    if (object.kueue()) {
      queues.release();
    }
  }

  /** A whole node without end and without a permit, tried by a dry run: nothing is ever made. */
  @Override
  public Canary canary() throws SchedulerException {
    String path = "/apis/batch/v1/namespaces/" + settings.canaryNamespace() + "/jobs?dryRun=All";
    KubernetesApi.Reply reply = api.create(path, canaryJob());
    if (reply.good()) {
      return new Canary.Admitted(settings.canaryNamespace() + "/standstill-canary");
    }
    String message = reply.body().path("message").asText("");
    int at = message.indexOf(AdmissionResponse.REFUSED);
    if (at < 0) {
      throw new SchedulerException(
          "the canary was refused, but not by the webhook: " + reply.words());
    }
    return new Canary.Refused(message.substring(at + AdmissionResponse.REFUSED.length()));
  }

  private ObjectNode canaryJob() {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("apiVersion", "batch/v1").put("kind", "Job");
    job.putObject("metadata")
        .put("name", "standstill-canary")
        .put("namespace", settings.canaryNamespace());
    ObjectNode pod = job.withObject("/spec/template/spec").put("restartPolicy", "Never");
    ObjectNode container = pod.putArray("containers").addObject();
    container.put("name", "canary").put("image", "standstill.dev/canary");
    container
        .withObject("/resources/limits")
        .put(settings.devices().first(), Integer.toString(DEVICES_OF_CANARY));
    return job;
  }

  /** What others read: one line, not without end. */
  static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX);
  }

  @Override
  public void close() {
    api.close();
  }
}
