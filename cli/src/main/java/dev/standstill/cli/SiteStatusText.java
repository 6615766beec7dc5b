package dev.standstill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A site's status on one screen. */
final class SiteStatusText {
  private static final int JOURNAL_LINES = 8;

  private final JsonNode status;
  private final StringBuilder text = new StringBuilder();

  private SiteStatusText(JsonNode status) {
    this.status = status;
  }

  static String of(JsonNode status) {
    SiteStatusText text = new SiteStatusText(status);
    text.line("Site", status.path("site").asText() + " at " + status.path("time").asText());
    text.view();
    text.orders();
    status.path("schedulers").forEach(text::scheduler);
    text.said();
    text.journal();
    return text.text.toString();
  }

  private void line(String what, String value) {
    text.append(String.format(Locale.ROOT, "%-10s %s%n", what, Terminal.printable(value)));
  }

  private void view() {
    JsonNode view = status.path("view");
    String state = view.path("state").asText().toUpperCase(Locale.ROOT);
    String age =
        view.has("ageSeconds")
            ? ", checkpoint "
                + view.path("ageSeconds").asLong()
                + " s old (limit "
                + view.path("limitSeconds").asLong()
                + " s, then "
                + view.path("graceSeconds").asLong()
                + " s to the halt), "
                + view.path("logSize").asLong()
                + " entries"
            : ", the log was never read";
    line("View", state + age);
    view.path("sources")
        .forEach(source ->
            line(
                "",
                source.path("name").asText()
                    + ": "
                    + source
                        .path("problem")
                        .asText("newest " + source.path("newest").asText("none"))));
    if (view.has("witnesses")) {
      line("", "witnesses: " + view.path("witnesses").asText());
    }
  }

  private void orders() {
    if (status.path("orders").isEmpty()) {
      line("Orders", "none in force here");
    }
    status
        .path("orders")
        .forEach(order -> {
          List<String> kinds = new ArrayList<>();
          order.path("operations").forEach(kind -> kinds.add(kind.asText()));
          String duty = order.path("duty").asText();
          String more =
              duty.equals("cap")
                  ? " of " + order.path("flopPerDay").asText() + " FLOP a day"
                  : order.has("by") ? " by " + order.path("by").asText() : "";
          line(
              "Order",
              duty
                  + more
                  + " for "
                  + String.join(", ", kinds)
                  + ", "
                  + order.path("order").asText());
        });
  }

  private void scheduler(JsonNode scheduler) {
    line(
        scheduler.path("name").asText(),
        scheduler.path("jobs").asInt()
            + " jobs, "
            + scheduler.path("holdingDevices").asInt()
            + " hold devices; "
            + scheduler.path("stopping").size()
            + " must stop, "
            + scheduler.path("held").size()
            + " held; swept "
            + scheduler.path("swept").asText());
    scheduler
        .path("stopping")
        .forEach(job ->
            line(
                "  stopping", job(job) + " until " + job.path("until").asText() + ": " + why(job)));
    scheduler
        .path("held")
        .forEach(job -> line("  held", job(job) + ": " + job.path("reason").asText()));
    scheduler.path("problems").forEach(problem -> line("  PROBLEM", problem.asText()));
  }

  private static String job(JsonNode job) {
    return job.path("job").asText()
        + " "
        + job.path("name").asText()
        + " of "
        + job.path("owner").asText()
        + ", "
        + job.path("devices").asInt()
        + " devices, "
        + job.path("phase").asText();
  }

  private static String why(JsonNode job) {
    return job.path("reason").asText() + ": " + job.path("detail").asText();
  }

  private void said() {
    JsonNode outbox = status.path("outbox");
    line(
        "Said",
        outbox.path("said").asInt()
            + " statements, "
            + outbox.path("waiting").asInt()
            + " not delivered, "
            + outbox.path("refused").asInt()
            + " refused"
            + (outbox.has("problem") ? "; " + outbox.path("problem").asText() : "")
            + (outbox.has("unwitnessed")
                ? "; own log not cosigned: " + outbox.path("unwitnessed").asText()
                : ""));
    if (status.has("reportDue")) {
      line(
          "REPORT",
          "due for the period from "
              + status.path("reportDue").path("from").asText()
              + " to "
              + status.path("reportDue").path("to").asText());
    }
    JsonNode canary = status.path("canary");
    line(
        "Canary",
        canary.isMissingNode()
            ? "none flown yet"
            : canary.path("outcome").asText() + " at " + canary.path("at").asText());
    status
        .path("failures")
        .properties()
        .forEach(failure -> line("FAILS", failure.getKey() + ": " + failure.getValue().asText()));
  }

  private void journal() {
    JsonNode journal = status.path("journal");
    for (int i = Math.max(0, journal.size() - JOURNAL_LINES); i < journal.size(); i++) {
      line(
          i == Math.max(0, journal.size() - JOURNAL_LINES) ? "Journal" : "",
          journal.get(i).asText());
    }
  }
}
