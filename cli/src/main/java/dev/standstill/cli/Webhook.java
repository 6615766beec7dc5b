package dev.standstill.cli;

import dev.standstill.site.agent.SiteAgent;
import dev.standstill.site.configuration.KubernetesAccess;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.kubernetes.AdmissionWebhook;
import dev.standstill.site.kubernetes.CertificateMaker;
import dev.standstill.site.kubernetes.CertificateRenewal;
import dev.standstill.site.kubernetes.DeviceRules;
import dev.standstill.site.kubernetes.KubernetesSettings;
import dev.standstill.site.kubernetes.KueueAdmissionCheck;
import dev.standstill.site.kubernetes.ServingCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The webhook of an agent, if its configuration names a Kubernetes cluster, and what the agent does
 * in that cluster besides: it renews the webhook's certificate and answers Kueue.
 */
record Webhook(Optional<AdmissionWebhook> running) implements AutoCloseable {
  private static final Duration CALL_MAX = Duration.ofSeconds(10);

  /** Below the five seconds after which the API server gives up. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

  /** API servers have heard of a new authority long before the next round relies on it. */
  private static final Duration RENEWAL_EVERY = Duration.ofHours(1);

  static Webhook of(SiteConfiguration site, SiteAgent agent, String token) throws IOException {
    if (site.kubernetes().isEmpty()) {
      return new Webhook(Optional.empty());
    }
    KubernetesAccess told = site.kubernetes().get();
    KubernetesSettings settings = settings(told);
    if (told.certificateValidFor().isPresent()) {
      CertificateRenewal renewal =
          new CertificateRenewal(
              settings,
              told.certificates(),
              told.webhookName(),
              told.certificateValidFor().get(),
              new CertificateMaker(new SecureRandom()),
              InstantSource.system());
      renewal.repair();
      agent.also("certificate", RENEWAL_EVERY, renewal::round);
    }
    AdmissionWebhook webhook =
        AdmissionWebhook.start(
            new InetSocketAddress(told.webhookHost(), told.webhookPort()),
            ServingCertificate.read(
                told.certificates().resolve("tls.crt"), told.certificates().resolve("tls.key")),
            token,
            ANSWER_MAX,
            agent.gate(),
            settings);
    if (told.admissionCheck().isPresent()) {
      KueueAdmissionCheck check =
          new KueueAdmissionCheck(
              settings, told.admissionCheck().get(), agent.gate(), InstantSource.system());
      agent.also("admission-check", site.rhythm().sweep(), check::answer);
    }
    return new Webhook(Optional.of(webhook));
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
