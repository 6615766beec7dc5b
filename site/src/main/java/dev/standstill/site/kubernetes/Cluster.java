package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.site.workload.SchedulerException;
import java.util.Optional;

/** What a verdict may have to look up in the cluster. */
interface Cluster {

  /**
   * One object as it is now.
   *
   * @return empty if there is none of this name
   * @throws SchedulerException if the cluster does not say
   */
  Optional<JsonNode> find(WorkloadKind kind, String namespace, String name)
      throws SchedulerException;
}
