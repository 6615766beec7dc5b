package dev.standstill.node.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a browser sees first: which log this is, how old its checkpoint is, and who vouches for it.
 * Plain HTML, without script or style.
 */
final class FrontPage {
  private FrontPage() {}

  static String of(Register register, Listings listings) throws IOException {
    StringBuilder html = new StringBuilder(2048);
    html.append(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\">"
            + "<title>Standstill register</title>\n<h1>Standstill register</h1>\n<dl>\n");
    Optional<CheckpointAge> newest = register.newest();
    if (newest.isPresent()) {
      var checkpoint = newest.get().checkpoint();
      line(html, "Log", checkpoint.origin());
      line(html, "Entries", String.valueOf(checkpoint.size()));
      line(html, "Root", checkpoint.root().base64());
      line(
          html,
          "Checkpoint",
          newest.get().ageSeconds(register.now())
              + " s old, "
              + (newest.get().witnessed()
                  ? "by the time of its witnesses"
                  : "by this machine's clock: no witness vouches for it"));
    } else {
      line(html, "Checkpoint", "none was published yet");
    }
    line(
        html,
        "Policy",
        register.policy().isNone()
            ? "quorum none: nobody but its operator sees to it that it only grows"
            : register.policy().witnesses().size() + " witnesses");
    listings.headIfAny().ifPresent(head -> status(html, head));
    for (String hindrance : register.hindrances()) {
      line(html, "Not ready", hindrance);
    }
    html.append("</dl>\n<p>Nothing here has to be believed: the log's files are served beside it,")
        .append(" and <code>standstill verify</code> computes the same.</p>\n<ul>\n");
    for (String path :
        List.of(
            "status",
            "parties",
            "sites",
            "conclusions",
            "findings",
            "balances",
            "orders",
            "permits",
            "statements",
            "checkpoint",
            "policy",
            "openapi.json",
            "readyz",
            "metrics")) {
      html.append("<li><a href=\"/%s\">%s</a></li>\n".formatted(path, path));
    }
    return html.append("</ul>\n</html>\n").toString();
  }

  private static void status(StringBuilder html, JsonNode head) {
    JsonNode status = head.path("status");
    line(
        html,
        "Charter",
        status.path("charter").path("id").isTextual()
            ? status.path("charter").path("id").asText()
            : "none yet: the log takes its first charter and nothing before it");
    line(html, "Statements", status.path("statements").asText());
    if (head.path("asOf").isTextual()) {
      line(html, "As of", head.path("asOf").asText());
    }
    status
        .path("conclusions")
        .properties()
        .forEach(one -> line(html, "Conclusions " + one.getKey(), one.getValue().asText()));
    line(html, "Findings", status.path("findings").asText());
  }

  private static void line(StringBuilder html, String term, String text) {
    html.append("<dt>")
        .append(escaped(term))
        .append("</dt><dd>")
        .append(escaped(text))
        .append("</dd>\n");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
