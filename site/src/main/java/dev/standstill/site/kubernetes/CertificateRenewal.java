package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/**
 * Renews the webhook's certificate before it ends, in rounds that are far apart: first the new one
 * is made and the API server told to trust its authority beside the old one; a round later, when
 * the server has heard of it, the new one is put in its place; a round later the old authority is
 * taken away. Every step is found on the disk or at the server, so a crash only delays it.
 *
 * <p>The new one waits in the folder {@code next}, beside the files that serve.
 */
public final class CertificateRenewal implements AutoCloseable {
  private static final String PATH =
      "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/"
          + KubernetesManifests.CONFIGURATION;
  private static final int LIFE_PARTS = 3;

  private final KubernetesApi api;
  private final Path certificates;
  private final Path next;
  private final String host;
  private final Duration validFor;
  private final CertificateMaker maker;
  private final InstantSource clock;

  /**
   * Nothing is done yet.
   *
   * @param certificates the folder of {@code ca.crt}, {@code tls.crt} and {@code tls.key}
   * @param host by which the API server calls the webhook
   * @param validFor how long a new certificate is good
   */
  public CertificateRenewal(
      KubernetesSettings settings,
      Path certificates,
      String host,
      Duration validFor,
      CertificateMaker maker,
      InstantSource clock)
      throws IOException {
    this.api = new KubernetesApi(settings);
    this.certificates = certificates;
    this.next = certificates.resolve("next");
    this.host = host;
    this.validFor = validFor;
    this.maker = maker;
    this.clock = clock;
  }

  /**
   * Puts right what a crash between two files left: before the webhook starts.
   *
   * @throws IOException if the files do not serve, and there are no new ones either
   */
  public void repair() throws IOException {
    try {
      serving(certificates);
    } catch (IOException e) {
      if (!isThere(next)) {
        throw e;
      }
      // Only where the server was told of the new one does anything begin to replace the old.
      install();
    }
  }

  /**
   * One round.
   *
   * @throws IOException if it cannot go on; the certificate that serves is left as it is
   */
  public void round() throws IOException {
    if (!isThere(next) && isDue(certificates)) {
      deleteNext();
      maker.make(List.of(host), clock.instant(), validFor).write(next);
    }
    if (!isThere(next)) {
      trust(authority(certificates));
    } else if (isDue(next)) {
      // Made so long ago that it is old itself: the server was away, or the agent.
      deleteNext();
      round();
    } else if (trust(authority(certificates) + authority(next))) {
      install();
    }
  }

  /** Whether less than a third of its life is left. */
  private boolean isDue(Path folder) throws IOException {
    ServingCertificate serving = serving(folder);
    Duration life = Duration.between(serving.begins(), serving.expires());
    Instant due = serving.expires().minus(life.dividedBy(LIFE_PARTS));
    return !clock.instant().isBefore(due);
  }

  private static ServingCertificate serving(Path folder) throws IOException {
    return ServingCertificate.read(folder.resolve("tls.crt"), folder.resolve("tls.key"));
  }

  /** Whether it has all three files; the authority's is written last. */
  private static boolean isThere(Path folder) {
    return Files.exists(folder.resolve("ca.crt"));
  }

  private static String authority(Path folder) throws IOException {
    try {
      return Files.readString(folder.resolve("ca.crt"), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new IOException(e.getMessage() + ": is not there; site webhook --renew makes it", e);
    }
  }

  /** Key first, as its maker writes it: until both are there the old pair serves. */
  private void install() throws IOException {
    new CertificateMaker.Made(
            authority(next),
            Files.readString(next.resolve("tls.crt"), StandardCharsets.US_ASCII),
            Files.readString(next.resolve("tls.key"), StandardCharsets.US_ASCII),
            serving(next).expires())
        .write(certificates);
    deleteNext();
  }

  private void deleteNext() throws IOException {
    for (String file : List.of("ca.crt", "tls.crt", "tls.key")) {
      Files.deleteIfExists(next.resolve(file));
    }
  }

  /**
   * Has the API server trust this and nothing else.
   *
   * @return whether it did already
   */
  private boolean trust(String bundle) throws SchedulerException {
    JsonNode configuration =
        api.get(PATH)
            .orElseThrow(() ->
                new SchedulerException(
                    "the cluster has no webhook configuration "
                        + KubernetesManifests.CONFIGURATION
                        + "; site webhook prints it"));
    String wanted = Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.US_ASCII));
    if (isTrusted(configuration, wanted)) {
      return true;
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    // A list is replaced as a whole, so nobody may have changed it since it was read.
    patch
        .withObject("/metadata")
        .set("resourceVersion", configuration.path("metadata").path("resourceVersion"));
    ArrayNode webhooks = patch.putArray("webhooks");
    for (JsonNode each : configuration.path("webhooks")) {
      ObjectNode copy = each.deepCopy();
      if (each.path("name").asText().equals(KubernetesManifests.WEBHOOK)) {
        copy.withObject("/clientConfig").put("caBundle", wanted);
      }
      webhooks.add(copy);
    }
    if (!isTrusted(api.patch(PATH, patch), wanted)) {
      throw new SchedulerException(PATH + " did not take the new authority");
    }
    return false;
  }

  private static boolean isTrusted(JsonNode configuration, String bundle) {
    for (JsonNode each : configuration.path("webhooks")) {
      if (each.path("name").asText().equals(KubernetesManifests.WEBHOOK)) {
        return each.path("clientConfig").path("caBundle").asText().equals(bundle);
      }
    }
    return false;
  }

  @Override
  public void close() {
    api.close();
  }
}
