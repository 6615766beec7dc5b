package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.standstill.site.workload.SchedulerException;
import java.util.List;
import java.util.Optional;

/**
 * Kueue's cluster queues, by what Kueue documents of them. Kueue would start again what we suspend,
 * and would be refused each time; a queue that is held keeps it from trying.
 */
final class KueueQueues {
  private static final String PATH = "/apis/kueue.x-k8s.io/v1beta1/clusterqueues/";
  private static final String STOP = "spec.stopPolicy";

  private final KubernetesApi api;
  private final List<String> names;

  KueueQueues(KubernetesApi api, List<String> names) {
    this.api = api;
    this.names = names;
  }

  /** Holds every queue. One that somebody else has stopped stays as it is. */
  void hold(String reason) throws SchedulerException {
    for (String name : names) {
      if (stop(queue(name)).equals("None")) {
        // SPEC: Kueue, ClusterQueue: "HoldAndDrain - All the admitted workloads will be evicted,
        // and the pending ones will be kept on hold."
        change(name, "HoldAndDrain", TextNode.valueOf(reason));
      }
    }
  }

  /** Lets go what was held in our name. */
  void release() throws SchedulerException {
    for (String name : names) {
      boolean ours =
          queue(name).path("metadata").path("annotations").hasNonNull(KubernetesMarks.HELD);
      if (ours) {
        change(name, "None", NullNode.getInstance());
      }
    }
  }

  private void change(String name, String stop, JsonNode mark) throws SchedulerException {
    ObjectNode patch = Ways.only(STOP, TextNode.valueOf(stop));
    patch.withObject("/metadata/annotations").set(KubernetesMarks.HELD, mark);
    JsonNode changed = api.patch(PATH + name, patch);
    if (!stop(changed).equals(stop)) {
      throw new SchedulerException("the cluster queue " + name + " did not take " + stop);
    }
  }

  private JsonNode queue(String name) throws SchedulerException {
    Optional<JsonNode> queue = api.get(PATH + name);
    return queue.orElseThrow(() -> new SchedulerException("no cluster queue is called " + name));
  }

  private static String stop(JsonNode queue) {
    return Ways.at(queue, STOP).asText("None");
  }
}
