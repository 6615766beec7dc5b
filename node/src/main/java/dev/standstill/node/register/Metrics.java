package dev.standstill.node.register;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.log.witness.WitnessStanding;
import dev.standstill.node.projection.Document.Collection;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The register in numbers, as Prometheus reads them. What is not known has no line: missing is
 * never zero.
 */
final class Metrics {
  private final Register register;
  private final Listings listings;
  private final StringBuilder text = new StringBuilder(4096);

  Metrics(Register register, Listings listings) {
    this.register = register;
    this.listings = listings;
  }

  String text() throws IOException {
    boolean ready = register.hindrances().isEmpty();
    family("standstill_register_ready", "gauge", "1 if nothing keeps it from its work.");
    line("standstill_register_ready", "", ready ? 1 : 0);
    log();
    statements();
    if (listings.headIfAny().isPresent()) {
      concluded();
    }
    return text.toString();
  }

  private void log() throws IOException {
    Optional<CheckpointAge> newest = register.newest();
    if (newest.isPresent()) {
      family("standstill_log_entries", "gauge", "Entries of the published checkpoint.");
      line("standstill_log_entries", "", newest.get().checkpoint().size());
      family(
          "standstill_checkpoint_timestamp_seconds",
          "gauge",
          "When a quorum of witnesses, or without one this machine, had seen the checkpoint.");
      line(
          "standstill_checkpoint_timestamp_seconds",
          label("by", newest.get().witnessed() ? "witnesses" : "register"),
          newest.get().time().getEpochSecond());
    }
    family("standstill_answered_entries", "gauge", "Entries that answers are of.");
    if (register.follower().foldedSize() >= 0) {
      line("standstill_answered_entries", "", register.follower().foldedSize());
    }
    if (!register.policy().isNone()) {
      family("standstill_witness_quorum", "gauge", "1 if enough witnesses cosigned when asked.");
      line("standstill_witness_quorum", "", register.sequencer().belowQuorum().isEmpty() ? 1 : 0);
      family("standstill_witness_up", "gauge", "1 if a witness cosigned when last asked.");
      for (WitnessStanding one : register.parts().standings().get()) {
        if (one.failure().isPresent() || one.recordedSize().isPresent()) {
          line(
              "standstill_witness_up",
              label("witness", String.join(",", one.names().stream().sorted().toList())),
              one.failure().isPresent() ? 0 : 1);
        }
      }
    }
  }

  private void statements() {
    family("standstill_statements_accepted_total", "counter", "Statements logged since start.");
    line("standstill_statements_accepted_total", "", register.tally().acceptedCount());
    family(
        "standstill_statements_duplicate_total", "counter", "Statements sent again since start.");
    line("standstill_statements_duplicate_total", "", register.tally().duplicateCount());
    family("standstill_statements_refused_total", "counter", "Statements refused since start.");
    for (Problem problem : Problem.values()) {
      line(
          "standstill_statements_refused_total",
          label("problem", Words.of(problem)),
          register.tally().refusedCount(problem));
    }
  }

  private void concluded() {
    family("standstill_conclusions", "gauge", "Conclusions by claim and status.");
    count("standstill_conclusions", Collection.CONCLUSIONS, "claim", "status");
    family("standstill_findings", "gauge", "Findings by code, party and site.");
    count("standstill_findings", Collection.FINDINGS, "code", "party", "site");
    family(
        "standstill_site_last_report_end_timestamp_seconds",
        "gauge",
        "End of the last period that a site reported; absent if it never did.");
    List<JsonNode> sites = listings.all(Collection.SITES);
    for (JsonNode site : sites) {
      JsonNode end = site.path("lastReport").path("period").path("to");
      if (end.isTextual()) {
        line(
            "standstill_site_last_report_end_timestamp_seconds",
            labels(site),
            Instant.parse(end.asText()).getEpochSecond());
      }
    }
    family(
        "standstill_site_periods_without_report",
        "gauge",
        "Periods due by the log's own time without a report.");
    sites.forEach(site ->
        line(
            "standstill_site_periods_without_report",
            labels(site),
            site.path("periodsWithoutReport").size()));
  }

  private static String labels(JsonNode site) {
    return label("party", site.path("party").asText())
        + ","
        + label("site", site.path("site").asText());
  }

  private void count(String name, Collection collection, String... fields) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode node : listings.all(collection)) {
      StringBuilder labels = new StringBuilder();
      for (String field : fields) {
        JsonNode value = node.has(field) ? node.get(field) : node.path("subject").path(field);
        labels.append(labels.isEmpty() ? "" : ",");
        labels.append(label(field, value.isTextual() ? value.asText() : ""));
      }
      counts.merge(labels.toString(), 1L, Long::sum);
    }
    counts.forEach((labels, count) -> line(name, labels, count));
  }

  private void family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String labels, long value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }
}
