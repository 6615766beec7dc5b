package dev.standstill.cli;

import static dev.standstill.cli.Ran.standstill;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pause by keys of three kinds in a log with a witness: in force, and hard to get rid of. */
final class WitnessedPauseTest {
  private static final List<String> PARTIES = List.of("aurora", "borealis", "cirrus");
  private static final List<String> TYPES = List.of("ed25519", "es256", "es384");

  @TempDir private Path folder;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void aPauseIsInForceOnceTheWitnessHasSeenIt() throws Exception {
    Path log = folder.resolve("L");
    Files.createDirectory(folder.resolve("L.keys"));
    String logKey = key("paused.example/log", "ed25519", folder.resolve("L.keys/log.key"));
    for (int i = 0; i < PARTIES.size(); i++) {
      key(PARTIES.get(i) + ".example/orders", TYPES.get(i), keyOf(PARTIES.get(i)));
    }
    Path known = Files.writeString(folder.resolve("known"), "log " + logKey + "\n", UTF_8);
    Path state = folder.resolve("w");
    try (Served witness = serve(state, known)) {
      String cosigner =
          standstill("key", "show", "--witness", state.resolve("keys/witness.key")).out().strip();
      Path policy = folder.resolve("p");
      Files.writeString(
          policy, "witness w " + cosigner + " " + witness.url() + "\nquorum w\n", UTF_8);
      ok("log", "init", log, "--origin", "paused.example/log", "--policy", policy);
      publish("charter", charter(log), log);
      assertThat(
              standstill("charter", "check", log, "--json")
                  .endedWith(ExitStatus.NEGATIVE)
                  .json()
                  .path("defects")
                  .findValuesAsText("code"))
          .as("aurora alone blocks a new charter, borealis runs the only witness")
          .containsExactly(
              "quorum-unreachable-by-recusal",
              "policy-satisfied-by-one-party",
              "policy-blocked-by-one-party");
      tellTheTime(log);
      pauseAndTryToEndIt(log);
      rotate(log);
    }
  }

  private void tellTheTime(Path log) {
    assertThat(
            standstill("log", "time", log, "--key", keyOf("borealis"))
                .endedWith(ExitStatus.UNUSABLE)
                .err())
        .contains("no key of a party with the role register");
    ok("log", "time", log, "--key", keyOf("aurora"));
  }

  private void pauseAndTryToEndIt(Path log) throws IOException {
    Path pause = folder.resolve("pause.json");
    order(log, pause, "pause", "--grace", "24h", "--from", now.minus(Duration.ofHours(1)));
    publish("order", pause, log);
    JsonNode order = orders(log).get(0);
    assertThat(order.path("life").asText()).as(order.toString()).isEqualTo("in-force");
    String id = order.path("id").asText();

    Path withdraw = folder.resolve("withdraw.json");
    change(log, withdraw, "withdraw", id);
    refused(log, withdraw, "target-in-effect");
    Path resume = folder.resolve("resume.json");
    change(log, resume, "resume", id, "--stage", now.plus(Duration.ofHours(2)).toString());
    refused(log, resume, "too-early");
    Path late = folder.resolve("late.json");
    change(log, late, "resume", id, "--stage", now.plus(Duration.ofDays(3)).toString());
    publish("order", late, log);
    assertThat(orders(log).get(0).path("life").asText()).isEqualTo("in-force");
    assertThat(orders(log).get(1).path("waitingFor").asText()).isEqualTo("effect-time");
    Path longer = folder.resolve("longer.json");
    order(log, longer, "pause", "--grace", "48h", "--from", now);
    refused(log, longer, "grace-too-long");
  }

  private void rotate(Path log) throws IOException {
    Path json = folder.resolve("next.json");
    Files.writeString(json, standstill("charter", "show", log, "--next").out(), UTF_8);
    Path next = folder.resolve("next.draft");
    ok("charter", "rotate", log, "--from", json, "--out", next);
    Path byOne = signed("charter", next, "aurora");
    assertThat(standstill("charter", "status", byOne, log, "--json").json().path("reasons"))
        .hasToString("[\"old-quorum-missing\"]");
    publish("charter", next, log);
    assertThat(standstill("charter", "show", log, "--json").json().path("version").asInt())
        .isEqualTo(2);
    assertThat(standstill("charter", "rotate", log, "--from", json, "--out", next).refused())
        .contains("has version 2; the next one is 3");
    // A draft under the version before is not one for the log as it is now.
    Path old = folder.resolve("old.json");
    String first = standstill("order", "show", folder.resolve("pause.json"), "--json").out();
    assertThat(first).contains("\"sha256\"");
    order(log, old, "pause", "--grace", "1h", "--from", now);
    assertThat(standstill("order", "show", old, "--json").out()).doesNotContain(charterOf(first));
  }

  private static String charterOf(String shown) {
    int at = shown.indexOf("\"sha256\"");
    return shown.substring(at, shown.indexOf('}', at)).strip();
  }

  private Served serve(Path state, Path known) throws IOException {
    return Served.start(
        folder.resolve("err"),
        "witness",
        "serve",
        state,
        "--logs",
        known,
        "--name",
        "borealis.example/witness");
  }

  private Path charter(Path log) {
    Path draft = folder.resolve("charter.draft");
    List<Object> args = new ArrayList<>(List.of("charter", "init", "--log", log, "--out", draft));
    for (String party : PARTIES) {
      String roles = party.equals("aurora") ? ":register,adjudicator" : "";
      String key = standstill("key", "show", keyOf(party)).out().strip();
      args.addAll(List.of("--party", party + roles + "=" + key));
      args.addAll(List.of("--fresh-source", party + "=https://log." + party + ".example/"));
    }
    args.addAll(List.of("--quorum", "charter=all{aurora,any{borealis,cirrus}}"));
    args.addAll(List.of("--name", "Three", "--ceiling", "1e26", "--significant", "1e24"));
    args.addAll(List.of("--begin", now, "--end", now.plus(Duration.ofDays(700))));
    ok(args.toArray());
    return draft;
  }

  private void order(Path log, Path out, String measure, Object... more) {
    List<Object> args = new ArrayList<>(List.of("order", "draft", measure, "--source", log));
    args.addAll(List.of("--everyone", "--operation", "pre-training", "--above", "0"));
    args.addAll(List.of("--review-by", now.plus(Duration.ofDays(30)), "--proposer", "aurora"));
    args.addAll(List.of("--reason", "a threshold was passed", "--out", out));
    args.addAll(List.of(more));
    ok(args.toArray());
  }

  private void change(Path log, Path out, String measure, String order, String... more) {
    List<Object> args = new ArrayList<>(List.of("order", "draft", measure, "--source", log));
    args.addAll(List.of("--order", order, "--proposer", "aurora", "--reason", "a test"));
    args.addAll(List.of("--out", out));
    args.addAll(List.of(more));
    ok(args.toArray());
  }

  private void refused(Path log, Path draft, String reason) {
    Ran status = standstill("order", "status", draft, log, "--json");
    assertThat(status.endedWith(ExitStatus.NEGATIVE).json().path("reasons").get(0).asText())
        .isEqualTo(reason);
    signed("order", draft, "aurora");
    signed("order", folder.resolve("aurora-" + draft.getFileName()), "cirrus");
    Path both = folder.resolve("cirrus-aurora-" + draft.getFileName());
    assertThat(
            standstill("order", "publish", both, "--log", log).endedWith(ExitStatus.NEGATIVE).out())
        .contains(reason);
  }

  private void publish(String group, Path draft, Path log) {
    Path current = draft;
    for (String party : PARTIES) {
      current = signed(group, current, party);
    }
    ok(group, "publish", current, "--log", log);
  }

  private Path signed(String group, Path draft, String party) {
    Path out = folder.resolve(party + "-" + draft.getFileName());
    String id =
        standstill("order", "show", draft, "--json")
            .endedWith(ExitStatus.OK)
            .json()
            .path("id")
            .asText();
    ok(group, "sign", draft, "--key", keyOf(party), "--out", out, "--digest", id);
    return out;
  }

  private static JsonNode orders(Path log) {
    return standstill("order", "status", log, "--json")
        .endedWith(ExitStatus.OK)
        .json()
        .path("orders");
  }

  private static String key(String name, String type, Path out) {
    return standstill("key", "generate", "--name", name, "--type", type, "--out", out)
        .endedWith(ExitStatus.OK)
        .out()
        .strip();
  }

  private static void ok(Object... args) {
    standstill(args).endedWith(ExitStatus.OK);
  }

  private Path keyOf(String party) {
    return folder.resolve(party + ".key");
  }
}
