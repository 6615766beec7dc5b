package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.gate.Answer;

/** What an API server is answered. */
final class AdmissionResponse {
  /** The beginning of every refusal, as its owner reads it. */
  static final String REFUSED = "standstill: refused: ";

  private static final int FORBIDDEN = 403;
  private static final int MESSAGE_MAX = 1000;

  private AdmissionResponse() {}

  static ObjectNode of(String uid, Answer answer) {
    ObjectNode review =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", AdmissionRequest.API_VERSION)
            .put("kind", AdmissionRequest.KIND);
    // SPEC: Kubernetes, Dynamic Admission Control: "At a minimum, the response stanza must contain
    // ... uid, copied from the request.uid sent to the webhook" and "allowed".
    ObjectNode response = review.putObject("response").put("uid", uid);
    switch (answer) {
      case Answer.Admit _ -> response.put("allowed", true);
      case Answer.Refuse(String reason, String detail, var _) ->
          // SPEC: the same: "the webhook can customize the http code and message returned to the
          // user using the status field".
          response
              .put("allowed", false)
              .putObject("status")
              .put("code", FORBIDDEN)
              .put("message", message(reason, detail));
    }
    return review;
  }

  private static String message(String reason, String detail) {
    String line = REFUSED + (reason + ": " + detail).replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MESSAGE_MAX ? line : line.substring(0, MESSAGE_MAX);
  }
}
