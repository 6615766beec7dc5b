package dev.standstill.site.configuration;

import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code [kubernetes]}. */
final class KubernetesPart {
  private static final int WEBHOOK_PORT = 8943;

  private KubernetesPart() {}

  static KubernetesAccess read(StrictValue value, Path folder) {
    StrictObject node =
        value.object(
            "server",
            "authority",
            "token",
            "canary-namespace",
            "cluster-queues",
            "evict",
            "webhook-host",
            "webhook-port",
            "webhook-name",
            "certificates",
            "certificate-valid-for",
            "admission-check");
    List<String> queues =
        node.optional("cluster-queues").map(all -> all.list(StrictValue::text)).orElse(List.of());
    int port = node.optional("webhook-port").map(one -> one.count(1)).orElse(WEBHOOK_PORT);
    Optional<Duration> validFor =
        node.optional("certificate-valid-for").map(ConfigurationFile::duration);
    return value.build(() ->
        new KubernetesAccess(
            node.field("server").text(),
            folder.resolve(node.field("authority").text()),
            folder.resolve(node.field("token").text()),
            node.field("canary-namespace").text(),
            queues,
            node.optional("evict").map(StrictValue::flag).orElse(false),
            node.optional("webhook-host").map(StrictValue::text).orElse("127.0.0.1"),
            port,
            node.field("webhook-name").text(),
            folder.resolve(node.field("certificates").text()),
            validFor,
            node.optional("admission-check").map(StrictValue::text)));
  }
}
