package dev.standstill.cli;

import dev.standstill.site.configuration.KubernetesAccess;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.kubernetes.AdmissionWebhook;
import dev.standstill.site.kubernetes.CertificateMaker;
import dev.standstill.site.kubernetes.KubernetesManifests;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a Kubernetes cluster needs to ask the agent. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    description =
        "Prints the webhook's configuration for the API server, and with --renew makes a new"
            + " certificate for it first. A running agent takes the new one without a restart.",
    footer = {
      "",
      "Example: standstill site webhook --renew | kubectl apply -f -",
      "",
      "It holds the secret path of the webhook: whoever may read it could use up a permit.",
      "docs/kubernetes.md says how to rotate without a gap."
    })
final class SiteWebhookCommand implements Callable<Integer> {
  private static final Duration VALID_FOR = Duration.ofDays(90);
  private static final int PEM_BYTES_MAX = 65_536;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final OwnSite own = new OwnSite();

  @Option(names = "--renew", description = "Make a new authority and certificate, for 90 days.")
  private boolean renew;

  @Override
  public Integer call() throws IOException {
    SiteConfiguration site = own.configuration();
    KubernetesAccess told =
        site.kubernetes()
            .orElseThrow(() ->
                new IllegalArgumentException("the configuration names no cluster: [kubernetes]"));
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (renew) {
      CertificateMaker.Made made =
          new CertificateMaker(new SecureRandom())
              .make(List.of(told.webhookName()), Instant.now(), VALID_FOR);
      made.write(told.certificates());
      terminal.problem(
          "made a certificate for " + told.webhookName() + ", good until " + made.expires());
    }
    Path authority = told.certificates().resolve("ca.crt");
    String pem = new String(SmallFile.read(authority, PEM_BYTES_MAX), StandardCharsets.US_ASCII);
    URI url =
        URI.create(
            "https://"
                + told.webhookName()
                + ":"
                + told.webhookPort()
                + AdmissionWebhook.path(OwnSite.token(site)));
    terminal.json(StrictJson.pretty(KubernetesManifests.configuration(url, pem)));
    return ExitStatus.OK;
  }
}
