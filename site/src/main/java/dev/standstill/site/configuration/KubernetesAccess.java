package dev.standstill.site.configuration;

import java.nio.file.Path;
import java.util.List;

/**
 * A Kubernetes cluster that the agent keeps in order.
 *
 * @param server URL of its API server
 * @param authority PEM of the authority that signed the server's certificate
 * @param token the file with the token of the agent's service account
 * @param canaryNamespace where the canary is tried
 * @param clusterQueues Kueue's queues that are held while work of theirs must stop; only such whose
 *     work is all in scope
 * @param evict whether pods that nothing else stops are deleted
 * @param webhookHost where the admission webhook listens
 * @param webhookPort and its port
 * @param webhookName by which host name or address the API server calls it
 * @param certificates the folder with the webhook's {@code tls.crt} and {@code tls.key}
 */
public record KubernetesAccess(
    String server,
    Path authority,
    Path token,
    String canaryNamespace,
    List<String> clusterQueues,
    boolean evict,
    String webhookHost,
    int webhookPort,
    String webhookName,
    Path certificates) {

  public KubernetesAccess {
    clusterQueues = List.copyOf(clusterQueues);
  }
}
