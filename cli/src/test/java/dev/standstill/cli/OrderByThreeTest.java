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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three parties with keys of three kinds agree on a charter, pause, and see where it stands. */
final class OrderByThreeTest {
  private static final List<String> PARTIES = List.of("aurora", "borealis", "cirrus");
  private static final List<String> TYPES = List.of("ed25519", "es256", "es384");

  @TempDir private Path folder;
  private Path log;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeEach
  void beginWithKeysAndALog() throws IOException {
    log = folder.resolve("L");
    Files.writeString(folder.resolve("password"), "five words make a password\n", UTF_8);
    for (int i = 0; i < PARTIES.size(); i++) {
      List<Object> args =
          new ArrayList<>(List.of("key", "generate", "--name", PARTIES.get(i) + ".example/orders"));
      args.addAll(List.of("--type", TYPES.get(i), "--out", key(PARTIES.get(i))));
      args.addAll(List.of("--password-file", folder.resolve("password")));
      standstill(args.toArray()).endedWith(ExitStatus.OK);
    }
    standstill("log", "init", log, "--origin", "three.example/log").endedWith(ExitStatus.OK);
  }

  @Test
  void threePartiesMakeACharterAndPauseTogether() throws IOException {
    Path charter = charterDraft();
    assertThat(standstill("charter", "check", charter, "--policy", log.resolve("policy")).status())
        .as("a log without witnesses is a defect")
        .isEqualTo(ExitStatus.NEGATIVE);
    status("charter", charter, ExitStatus.UNDECIDED, "incomplete");
    standstill("charter", "publish", charter, "--log", log).endedWith(ExitStatus.UNUSABLE);
    List<Path> signed = PARTIES.stream().map(party -> signed("charter", charter, party)).toList();
    Path whole = merged("charter", signed.reversed());
    status("charter", whole, ExitStatus.OK, "ready");
    JsonNode published =
        standstill("charter", "publish", whole, "--log", log, "--json")
            .endedWith(ExitStatus.OK)
            .json();
    assertThat(published.path("index").asLong()).isZero();

    Path pause = folder.resolve("pause.json");
    Ran shown = draftPause(pause, "aurora");
    String id = shown.out().lines().reduce((first, last) -> last).orElseThrow();
    Path byAurora = signed("order", pause, "aurora", "--source", log);
    Path byCirrus = signed("order", pause, "cirrus", "--source", log);
    JsonNode missing = status("order", byAurora, ExitStatus.UNDECIDED, "incomplete");
    assertThat(Ran.words(missing.path("missing"))).containsExactly("borealis", "cirrus");
    Path both = merged("order", List.of(byCirrus, byAurora));
    assertThat(Files.readAllBytes(merged("order", List.of(byAurora, byCirrus))))
        .isEqualTo(Files.readAllBytes(both));
    status("order", both, ExitStatus.OK, "ready");
    JsonNode first =
        standstill("order", "publish", both, "--log", log, "--json")
            .endedWith(ExitStatus.OK)
            .json();
    JsonNode again =
        standstill("order", "publish", both, "--log", log, "--json")
            .endedWith(ExitStatus.OK)
            .json();
    assertThat(first.path("index").asLong()).isEqualTo(1);
    assertThat(again.path("index").asLong()).isEqualTo(1);
    assertThat(again.path("duplicate").asBoolean()).isTrue();

    JsonNode order =
        standstill("order", "status", log, "--json")
            .endedWith(ExitStatus.OK)
            .json()
            .path("orders")
            .get(0);
    assertThat(order.path("id").asText()).isEqualTo(id);
    assertThat(order.path("action").asText()).isEqualTo("pause");
    assertThat(Ran.words(order.path("signers"))).containsExactly("aurora", "cirrus");
    // Nobody witnesses this log, and without witnesses nothing is in force.
    assertThat(order.path("life").asText()).isEqualTo("adopted");
    assertThat(order.path("waitingFor").asText()).isEqualTo("witnesses");
  }

  @Test
  void whatIsWrongIsRefusedWithItsReason() throws IOException {
    Path charter = charterDraft();
    List<Path> signed = PARTIES.stream().map(party -> signed("charter", charter, party)).toList();
    standstill("charter", "publish", merged("charter", signed), "--log", log)
        .endedWith(ExitStatus.OK);
    Path pause = folder.resolve("pause.json");
    draftPause(pause, "aurora");

    // A proposer never suffices, a stranger's signature counts for nothing.
    standstill("key", "generate", "--name", "stranger", "--out", key("stranger"))
        .endedWith(ExitStatus.OK);
    assertThat(
            standstill(
                    "order",
                    "sign",
                    pause,
                    "--key",
                    key("stranger"),
                    "--source",
                    log,
                    "--digest",
                    id(pause))
                .endedWith(ExitStatus.UNUSABLE)
                .err())
        .contains("has no such key");
    Path strange = signed("order", pause, "stranger");
    JsonNode standing = status("order", strange, ExitStatus.UNDECIDED, "incomplete");
    assertThat(standing.path("signatures").get(0).path("weight").asText()).isEqualTo("by-no-party");
    Ran merging =
        standstill("order", "merge", strange, "--source", log, "--out", folder.resolve("m"))
            .endedWith(ExitStatus.NEGATIVE);
    assertThat(merging.err()).contains("left out");

    // Another digest, another draft.
    assertThat(
            standstill("order", "sign", pause, "--key", key("aurora"), "--digest", "0".repeat(64))
                .refused())
        .contains("the digest is another");
    Path other = folder.resolve("other.json");
    draftPause(other, "borealis");
    assertThat(
            standstill(
                    "order", "merge", pause, other, "--source", log, "--out", folder.resolve("m"))
                .refused())
        .contains("never merged");

    // Wrong password, unknown charter, a grace longer than the charter's longest.
    Files.writeString(folder.resolve("password"), "another\n", UTF_8);
    Ran wrong =
        standstill(
            "order",
            "sign",
            pause,
            "--key",
            key("aurora"),
            "--digest",
            id(pause),
            "--password-file",
            folder.resolve("password"));
    assertThat(wrong.endedWith(ExitStatus.UNUSABLE).err()).contains("the password is wrong");
  }

  private Path charterDraft() throws IOException {
    Path draft = folder.resolve("charter.draft");
    List<Object> args = new ArrayList<>(List.of("charter", "init", "--log", log));
    for (String party : PARTIES) {
      String key = standstill("key", "show", key(party)).endedWith(ExitStatus.OK).out().strip();
      args.addAll(List.of("--party", party + "=" + key));
      args.addAll(List.of("--fresh-source", party + "=https://log." + party + ".example/"));
    }
    args.addAll(List.of("--name", "Three", "--ceiling", "1e26", "--significant", "1e24"));
    args.addAll(List.of("--begin", now, "--end", now.plus(Duration.ofDays(700))));
    args.addAll(List.of("--lift-condition", "capability-below-threshold", "--out", draft));
    standstill(args.toArray()).endedWith(ExitStatus.OK);
    assertThat(Files.exists(draft)).isTrue();
    return draft;
  }

  private Ran draftPause(Path out, String proposer) {
    List<Object> args = new ArrayList<>(List.of("order", "draft", "pause", "--source", log));
    args.addAll(List.of("--everyone", "--operation", "pre-training", "--above", "1e24"));
    args.addAll(List.of("--grace", "24h", "--from", now, "--lift", "capability-below-threshold"));
    args.addAll(List.of("--review-by", now.plus(Duration.ofDays(30)), "--proposer", proposer));
    args.addAll(List.of("--reason", "a threshold was passed", "--out", out));
    return standstill(args.toArray()).endedWith(ExitStatus.OK);
  }

  private Path signed(String group, Path draft, String party, Object... more) {
    Path out = folder.resolve(party + "-" + draft.getFileName());
    List<Object> args = new ArrayList<>(List.of(group, "sign", draft, "--key", key(party)));
    args.addAll(List.of("--out", out, "--digest", id(draft)));
    args.addAll(List.of("--password-file", folder.resolve("password")));
    args.addAll(List.of(more));
    standstill(args.toArray()).endedWith(ExitStatus.OK);
    return out;
  }

  private Path merged(String group, List<Path> drafts) {
    Path out = folder.resolve("merged-" + drafts.getFirst().getFileName());
    List<Object> args = new ArrayList<>(List.of(group, "merge"));
    args.addAll(drafts);
    args.addAll(List.of("--out", out));
    if (group.equals("order")) {
      args.addAll(List.of("--source", log));
    }
    standstill(args.toArray()).endedWith(ExitStatus.OK);
    return out;
  }

  private JsonNode status(String group, Path draft, int expected, String outcome) {
    List<Object> args = new ArrayList<>(List.of(group, "status", draft, "--json"));
    if (group.equals("order")) {
      args.add(log);
    }
    JsonNode node = standstill(args.toArray()).endedWith(expected).json();
    assertThat(node.path("outcome").asText()).isEqualTo(outcome);
    return node;
  }

  private String id(Path draft) {
    return standstill("order", "show", draft, "--json")
        .endedWith(ExitStatus.OK)
        .json()
        .path("id")
        .asText();
  }

  private Path key(String party) {
    return folder.resolve(party + ".key");
  }
}
