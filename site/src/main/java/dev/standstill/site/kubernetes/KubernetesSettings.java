package dev.standstill.site.kubernetes;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the agent reaches a cluster, and is reached by it.
 *
 * @param server the API server
 * @param authority PEM of the authority that signed the server's certificate
 * @param tokenFile the token of the agent's service account; read anew for each call, as it is
 *     renewed
 * @param devices what counts as a device
 * @param controllers who makes pods for others: user names, one star standing for anything
 * @param canaryNamespace where the canary is tried
 * @param clusterQueues Kueue's queues that are held while a job of Kueue must stop. Holding one
 *     stops everything in it, so name only queues whose work is all in scope
 * @param evict whether pods that nothing else stops are deleted. A bare pod is gone then
 * @param callMax how long one call may take
 */
public record KubernetesSettings(
    URI server,
    Path authority,
    Path tokenFile,
    DeviceRules devices,
    List<String> controllers,
    String canaryNamespace,
    List<String> clusterQueues,
    boolean evict,
    Duration callMax) {

  /** Kubernetes' own controllers, with a service account each or all as one. */
  public static final List<String> OWN_CONTROLLERS =
      List.of("system:serviceaccount:kube-system:*-controller", "system:kube-controller-manager");

  public KubernetesSettings {
    controllers = List.copyOf(controllers);
    clusterQueues = List.copyOf(clusterQueues);
    if (canaryNamespace.isBlank()) {
      throw new IllegalArgumentException("the canary has a namespace");
    }
    if (callMax.isNegative() || callMax.isZero()) {
      throw new IllegalArgumentException("a call may take some time: " + callMax);
    }
  }
}
