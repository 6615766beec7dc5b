package dev.standstill.site.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param certificateValidFor how long a certificate is good that the agent makes before the old one
 *     ends; empty if somebody else renews it
 * @param admissionCheck the AdmissionCheck of Kueue that the agent answers; empty if it answers
 *     none
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
    Path certificates,
    Optional<Duration> certificateValidFor,
    Optional<String> admissionCheck) {

  /** It is renewed in three rounds, an hour apart, in the last third of its life. */
  private static final Duration SHORTEST = Duration.ofDays(1);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,250}[a-z0-9])?");

  public KubernetesAccess {
    clusterQueues = List.copyOf(clusterQueues);
    if (certificateValidFor.filter(valid -> valid.compareTo(SHORTEST) < 0).isPresent()) {
      throw new IllegalArgumentException("a certificate is good for a day or more");
    }
    if (admissionCheck.filter(name -> !NAME.matcher(name).matches()).isPresent()) {
      throw new IllegalArgumentException(
          "an admission check has a name such as Kubernetes takes: " + admissionCheck.get());
    }
  }
}
