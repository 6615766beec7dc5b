package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a webhook as an API server does: over TLS, trusting one authority. */
final class ApiServerSide implements AutoCloseable {
  private final HttpClient client;
  private final URI uri;

  ApiServerSide(String authority, int port, String path) throws GeneralSecurityException {
    this.client =
        HttpClient.newBuilder()
            .sslContext(trusting(authority))
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    this.uri = URI.create("https://127.0.0.1:" + port + path);
  }

  static SSLContext trusting(String authority) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (var each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)))) {
        store.setCertificateEntry("authority " + count++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** What comes back, whatever it is. */
  HttpResponse<String> post(byte[] body, String type) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The response of a review that was answered. */
  JsonNode ask(JsonNode review) throws IOException, InterruptedException {
    HttpResponse<String> response = post(KubernetesJson.write(review), "application/json");
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    JsonNode answer = KubernetesJson.read(response.body().getBytes(StandardCharsets.UTF_8));
    if (!answer.path("apiVersion").asText().equals("admission.k8s.io/v1")
        || !answer.path("kind").asText().equals("AdmissionReview")
        || !answer.path("response").path("uid").equals(review.path("request").path("uid"))) {
      throw new IOException("not the answer to this review: " + answer);
    }
    return answer.path("response");
  }

  @Override
  public void close() {
    client.close();
  }
}
