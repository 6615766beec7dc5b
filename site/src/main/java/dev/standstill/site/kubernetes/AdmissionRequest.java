package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/**
 * What an API server asks before it keeps a change.
 *
 * @param uid the question's name, to be said again in the answer
 * @param operation what is done
 * @param group the API group of the object, of the version that we asked for
 * @param kind its kind; for a subresource the kind of that
 * @param resource what it is called in addresses
 * @param resourceGroup the API group of that
 * @param subresource which part of it is changed; empty for the object itself
 * @param namespace where; empty for what stands in none
 * @param name its name; empty while it has none
 * @param user who asks, as the server knows it
 * @param object as it will be; missing when it is deleted
 * @param oldObject as it was; missing when it is new
 * @param dryRun whether nothing will be kept
 */
record AdmissionRequest(
    String uid,
    Operation operation,
    String group,
    String kind,
    String resource,
    String resourceGroup,
    String subresource,
    String namespace,
    String name,
    String user,
    JsonNode object,
    JsonNode oldObject,
    boolean dryRun) {

  static final String API_VERSION = "admission.k8s.io/v1";
  static final String KIND = "AdmissionReview";

  /** What is done to the object. */
  enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }

  /**
   * Reads a review.
   *
   * @throws IOException if it is not one that can be answered
   */
  static AdmissionRequest read(JsonNode review) throws IOException {
    // SPEC: Kubernetes, Dynamic Admission Control: "Webhooks are required to support at least one
    // AdmissionReview version understood by the current and previous API server."
    if (!review.path("apiVersion").asText().equals(API_VERSION)
        || !review.path("kind").asText().equals(KIND)) {
      throw new IOException("expected kind " + KIND + " of " + API_VERSION);
    }
    JsonNode request = review.path("request");
    String uid = needed(request, "uid");
    JsonNode kind = request.path("kind");
    JsonNode resource = request.path("resource");
    return new AdmissionRequest(
        uid,
        operation(needed(request, "operation")),
        kind.path("group").asText(""),
        needed(kind, "kind"),
        needed(resource, "resource"),
        resource.path("group").asText(""),
        request.path("subResource").asText(""),
        request.path("namespace").asText(""),
        request.path("name").asText(""),
        needed(request.path("userInfo"), "username"),
        request.path("object"),
        request.path("oldObject"),
        request.path("dryRun").asBoolean(false));
  }

  private static Operation operation(String word) throws IOException {
    for (Operation each : Operation.values()) {
      if (each.name().equals(word)) {
        return each;
      }
    }
    throw new IOException("request/operation is not known: " + word);
  }

  private static String needed(JsonNode node, String field) throws IOException {
    return Optional.of(node.path(field).asText(""))
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new IOException("the request lacks " + field));
  }
}
