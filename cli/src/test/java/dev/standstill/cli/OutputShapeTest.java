package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON with exactly the keys that are documented, so that others can build on it. */
class OutputShapeTest {

  @TempDir Path temporary;
  private Path evidence = Path.of("");

  @BeforeEach
  void write() throws IOException {
    TrainingRunFiles run = TrainingRunFiles.gpt3(temporary.resolve("run"));
    evidence = temporary.resolve("e");
    Ran.standstill(
            "import",
            "mlperf",
            "--run-log",
            run.runLog(),
            "--power",
            run.power(),
            "--site",
            "n",
            "--declare-flop",
            "1e19",
            "--out",
            evidence)
        .endedWith(ExitStatus.OK);
  }

  @Test
  void verifies() {
    Ran ran = Ran.verified(evidence);
    requireKeys(
        ran.json(), "charter", "checkpoint", "disclosed", "asOf", "conclusions", "findings");
    requireKeys(ran.json().path("checkpoint"), "origin", "size", "root");
    for (JsonNode conclusion : ran.json().path("conclusions")) {
      requireKeys(
          conclusion,
          "claim",
          "subject",
          "period",
          "status",
          "sentence",
          "reasons",
          "detectable",
          "assumes",
          "basis",
          "weakestLinks",
          "notEstablished",
          "evidence");
      requireKeys(conclusion.path("subject"), "party", "site", "area", "source", "order");
      assertThat(conclusion.path("status").asText()).isIn("upheld", "refuted", "undecided");
      for (JsonNode reason : conclusion.path("reasons")) {
        assertThat(names(reason)).contains("code", "detail");
        assertThat(List.of("code", "points", "place", "detail")).containsAll(names(reason));
      }
      if (conclusion.path("detectable").isObject()) {
        requireKeys(conclusion.path("detectable"), "honest", "adversarial");
        requireKeys(
            conclusion.path("detectable").path("honest"), "flop", "probability", "falseAlarm");
        requireKeys(
            conclusion.path("detectable").path("adversarial"), "flop", "biasBound", "source");
      }
    }
    assertThat(ran.conclusion("declared-activity").path("detectable").isObject()).isTrue();
    assertThat(ran.json().path("findings")).isNotEmpty();
    for (JsonNode finding : ran.json().path("findings")) {
      requireKeys(finding, "code", "subject", "period", "points", "detail");
    }
  }

  @Test
  void showsBalances() {
    Ran ran = Ran.balance(evidence);
    requireKeys(ran.json(), "areas");
    requireKeys(ran.json().path("areas").get(0), "party", "site", "area", "instruments", "periods");
    assertThat(names(ran.period()))
        .startsWith("from", "to", "energyMilliJoules", "expectedEnergyMilliJoules")
        .contains("declaredFlop", "unaccountedFlop", "sigmaFlop", "tests");
    for (String exact : List.of("energyMilliJoules", "expectedEnergyMilliJoules", "declaredFlop")) {
      assertThat(ran.period().path(exact).isTextual()).as(exact).isTrue();
      assertThat(ran.period().path(exact).asText()).matches("0|[1-9][0-9]*");
    }
    assertThat(ran.period().path("unaccountedFlop").isNumber()).isTrue();
  }

  @Test
  void saysTheSameWithoutJsonInLinesWithoutColour() {
    Ran verified = Ran.standstill("verify", evidence).endedWith(ExitStatus.UNDECIDED);
    assertThat(verified.out())
        .contains("UPHELD", "UNDECIDED", "duplicate-series", "As of", "Checkpoint")
        .doesNotContain("\u001b", "@|", "null");
    Ran balance = Ran.standstill("balance", "show", evidence).endedWith(ExitStatus.OK);
    assertThat(balance.out()).contains("independent instruments").doesNotContain("\u001b", "@|");
  }

  @Test
  void saysTheSameTwiceAndOfACopy() throws IOException {
    String first = Ran.verified(evidence).out();
    Path copy = temporary.resolve("other name/copy [1]");
    Copies.copy(evidence, copy);
    assertThat(Ran.verified(evidence).out()).isEqualTo(first);
    assertThat(Ran.verified(copy).out()).isEqualTo(first).doesNotContain(temporary.toString());
    assertThat(Ran.balance(copy).out()).isEqualTo(Ran.balance(evidence).out());
  }

  @Test
  void showsAKeyButNeverItsSecret() throws IOException {
    Path key = temporary.resolve("log.key");
    Ran made =
        Ran.standstill("key", "generate", "--name", "example.com/log", "--out", key, "--json")
            .endedWith(ExitStatus.OK);
    requireKeys(made.json(), "name", "verifierKey");
    String secret = Files.readString(key).strip();
    assertThat(made.out()).doesNotContain(secret.substring(secret.lastIndexOf('+') + 1));
    Ran shown = Ran.standstill("key", "show", key).endedWith(ExitStatus.OK);
    assertThat(shown.out().strip()).isEqualTo(made.json().path("verifierKey").asText());
    assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
  }

  private static void requireKeys(JsonNode node, String... keys) {
    assertThat(names(node)).containsExactly(keys);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
