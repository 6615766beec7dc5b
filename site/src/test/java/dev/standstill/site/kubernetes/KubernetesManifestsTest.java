package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is installed asks about everything that is understood. */
final class KubernetesManifestsTest {
  private final JsonNode webhook =
      KubernetesManifests.configuration(URI.create("https://agent:8932/v1/admission/t"), "pem")
          .path("webhooks")
          .path(0);

  @Test
  void everyKindAndItsReplicasAreAskedAbout() {
    for (WorkloadKind kind : WorkloadKinds.ALL) {
      assertThat(webhook.path("rules"))
          .as(kind.fullResource())
          .anyMatch(rule ->
              has(rule.path("apiGroups"), kind.group())
                  && has(rule.path("resources"), kind.resource())
                  && has(rule.path("resources"), kind.resource() + "/scale")
                  && has(rule.path("operations"), "CREATE")
                  && has(rule.path("operations"), "UPDATE"));
    }
  }

  @Test
  void aWebhookThatDoesNotAnswerRefuses() {
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Fail");
    assertThat(webhook.path("sideEffects").asText()).isEqualTo("None");
    assertThat(webhook.path("matchPolicy").asText()).isEqualTo("Equivalent");
  }

  @Test
  void theAgentMayReadEveryKind() {
    String agent = KubernetesManifests.agent();
    for (WorkloadKind kind : WorkloadKinds.ALL) {
      assertThat(agent).contains(kind.resource()).contains(kind.group());
    }
  }

  private static boolean has(JsonNode array, String text) {
    return StreamSupport.stream(array.spliterator(), false)
        .anyMatch(each -> each.asText().equals(text));
  }
}
