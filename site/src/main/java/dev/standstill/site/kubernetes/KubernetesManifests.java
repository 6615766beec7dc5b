package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is installed into a cluster. The webhook's rules are made from the same table that reads
 * objects, so that no kind is understood and never asked about.
 */
public final class KubernetesManifests {
  /** The name of the configuration; a sweep that misses it says so. */
  public static final String CONFIGURATION = "standstill";

  /** The name of the one webhook in it. */
  static final String WEBHOOK = "permits.standstill.dev";

  private static final int TIMEOUT_SECONDS = 5;

  /** Where the cluster itself lives. Whoever may change these namespaces may do anything. */
  private static final List<String> EXEMPT =
      List.of("kube-system", "kube-public", "kube-node-lease", "standstill-system");

  private KubernetesManifests() {}

  /**
   * The webhook's configuration, for a webhook that runs beside the cluster.
   *
   * @param url where it is, with its path
   * @param authority PEM of the authority that signed its certificate
   */
  public static ObjectNode configuration(URI url, String authority) {
    return configuration(client -> client.put("url", url.toString()), authority);
  }

  /**
   * The webhook's configuration, for the service of {@link #agent}.
   *
   * @param path the webhook's path
   * @param authority PEM of the authority that signed its certificate
   */
  public static ObjectNode configurationOfService(String path, String authority) {
    return configuration(
        client ->
            client
                .putObject("service")
                .put("namespace", "standstill-system")
                .put("name", "standstill-agent")
                .put("path", path),
        authority);
  }

  /** Namespace, rights, service and Deployment of an agent inside the cluster, as YAML. */
  public static String agent() {
    try (InputStream in = KubernetesManifests.class.getResourceAsStream("agent.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode configuration(
      java.util.function.Consumer<ObjectNode> address, String authority) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("apiVersion", "admissionregistration.k8s.io/v1");
    root.put("kind", "ValidatingWebhookConfiguration");
    root.putObject("metadata").put("name", CONFIGURATION);
    ObjectNode webhook = root.putArray("webhooks").addObject();
    webhook.put("name", WEBHOOK);
    webhook.putArray("admissionReviewVersions").add("v1");
    // SPEC: Kubernetes API, ValidatingWebhook sideEffects: "None"; a dry run counts nothing here.
    webhook.put("sideEffects", "None");
    // SPEC: the same, failurePolicy: "Fail" "means that an error calling the webhook causes the
    // admission to fail and the API request to be rejected".
    webhook.put("failurePolicy", "Fail");
    webhook.put("matchPolicy", "Equivalent");
    webhook.put("timeoutSeconds", TIMEOUT_SECONDS);
    ObjectNode client = webhook.putObject("clientConfig");
    address.accept(client);
    client.put(
        "caBundle",
        Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.US_ASCII)));
    ObjectNode exempt =
        webhook.withObject("/namespaceSelector").putArray("matchExpressions").addObject();
    // A label that the server itself keeps: nobody can give it to another namespace.
    exempt.put("key", "kubernetes.io/metadata.name").put("operator", "NotIn");
    EXEMPT.forEach(exempt.putArray("values")::add);
    rules(webhook.putArray("rules"));
    return root;
  }

  /** Every version of every kind that is understood, and the number of replicas of each. */
  private static void rules(ArrayNode rules) {
    Map<String, TreeSet<String>> resources = new TreeMap<>();
    for (WorkloadKind kind : WorkloadKinds.ALL) {
      TreeSet<String> names = resources.computeIfAbsent(kind.group(), _ -> new TreeSet<>());
      names.add(kind.resource());
      names.add(kind.resource() + "/scale");
    }
    resources.forEach((group, names) -> {
      ObjectNode rule = rules.addObject();
      rule.putArray("apiGroups").add(group);
      // Versions that come later are asked about too; what is not understood is refused.
      rule.putArray("apiVersions").add("*");
      rule.putArray("operations").add("CREATE").add("UPDATE");
      names.forEach(rule.putArray("resources")::add);
      rule.put("scope", "Namespaced");
    });
  }
}
