package dev.standstill.cli;

import dev.standstill.site.configuration.KubernetesAccess;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.gate.Gate;
import dev.standstill.site.kubernetes.AdmissionWebhook;
import dev.standstill.site.kubernetes.DeviceRules;
import dev.standstill.site.kubernetes.KubernetesSettings;
import dev.standstill.site.kubernetes.ServingCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The webhook of an agent, if its configuration names a Kubernetes cluster. */
record Webhook(Optional<AdmissionWebhook> running) implements AutoCloseable {
  private static final Duration CALL_MAX = Duration.ofSeconds(10);

  /** Below the five seconds after which the API server gives up. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

  static Webhook of(SiteConfiguration site, Gate gate, String token) throws IOException {
    if (site.kubernetes().isEmpty()) {
      return new Webhook(Optional.empty());
    }
    KubernetesAccess told = site.kubernetes().get();
    return new Webhook(
        Optional.of(
            AdmissionWebhook.start(
                new InetSocketAddress(told.webhookHost(), told.webhookPort()),
                ServingCertificate.read(
                    told.certificates().resolve("tls.crt"), told.certificates().resolve("tls.key")),
                token,
                ANSWER_MAX,
                gate,
                settings(told))));
  }

  static KubernetesSettings settings(KubernetesAccess told) {
    return new KubernetesSettings(
        URI.create(told.server()),
        told.authority(),
        told.token(),
        DeviceRules.USUAL,
        KubernetesSettings.OWN_CONTROLLERS,
        told.canaryNamespace(),
        told.clusterQueues(),
        told.evict(),
        CALL_MAX);
  }

  Optional<InetSocketAddress> address() {
    return running.map(AdmissionWebhook::address);
  }

  @Override
  public void close() {
    running.ifPresent(AdmissionWebhook::close);
  }
}
