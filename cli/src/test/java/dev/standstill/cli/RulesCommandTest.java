package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code standstill rules}: figures, duties, and what is refused. */
class RulesCommandTest {

  private static final List<String> LLAMA =
      List.of("--parameters", "405B", "--tokens", "15.6T", "--date", "2026-11-23");

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({
    "3.8B,        3.3T,   7.524e22",
    "0.6e9,       36e12,  1.296e23",
    "1540000000,  18T,    1.6632e23",
    "1700M,       36.0T,  3.672e23",
    "2.5B,        1.2e13, 1.8e23",
    "2600000K,    10T,    1.56e23"
  })
  void reproducesTheEuropeanExamplesHoweverNumbersAreWritten(
      String parameters, String tokens, String expected) {
    Ran ran = estimated("--parameters", parameters, "--tokens", tokens);
    assertThat(flop(ran, "model-flop")).isEqualTo(digits(expected));
  }

  @ParameterizedTest(name = "{0} chips for {1} h")
  @CsvSource({
    "200000, 1,     300e12, 1.08e23",
    "1000,   200,   300T,   1.08e23",
    "1,      370e3, 989T,   6.58674e23",
    "8,      46250, 989T,   6.58674e23"
  })
  void reproducesTheEuropeanExamplesFromHardware(
      String chips, String hours, String peak, String expected) {
    Ran ran = estimated("--chips", chips, "--hours", hours, "--peak", peak, "--mfu", "0.5");
    assertThat(flop(ran, "device-hours")).isEqualTo(digits(expected));
    assertThat(conventions(ran)).containsExactly("device-hours");
  }

  @Test
  void printsExactlyTheDocumentedKeys() {
    Ran ran = estimated(LLAMA.toArray(String[]::new));
    assertThat(names(ran.json())).containsExactly("estimates", "duties");
    assertThat(conventions(ran))
        .containsExactly("model-flop", "executed-flop-with-recomputation", "forward-only");
    for (JsonNode estimate : ran.json().path("estimates")) {
      assertThat(names(estimate)).containsExactly("convention", "flop", "interval");
      assertThat(estimate.path("flop").isTextual()).isTrue();
      assertThat(estimate.path("interval")).hasSize(2);
      BigInteger flop = new BigInteger(estimate.path("flop").asText());
      assertThat(new BigInteger(estimate.path("interval").get(0).asText()))
          .isLessThanOrEqualTo(flop);
      assertThat(new BigInteger(estimate.path("interval").get(1).asText()))
          .isGreaterThanOrEqualTo(flop);
    }
    for (JsonNode duty : ran.json().path("duties")) {
      assertThat(names(duty)).containsExactly("pack", "rule", "position", "due");
      assertThat(duty.path("position").asText()).isIn("below", "straddles", "above", "undecided");
      assertThat(duty.path("due").isNull() || duty.path("due").isTextual()).isTrue();
    }
  }

  @Test
  void saysWhereARunStandsAndWhatIsDueWhen() {
    Ran ran = estimated(LLAMA.toArray(String[]::new));
    assertThat(flop(ran, "model-flop")).isEqualTo(digits("3.7908e25"));
    assertThat(estimate(ran, "model-flop").path("interval"))
        .extracting(JsonNode::asText)
        .containsExactly(digits("2.65356e25"), digits("4.92804e25"));
    assertThat(duty(ran, "treaty-draft/2025-11", "training-banned")).isEqualTo("above 2026-11-23");
    assertThat(duty(ran, "treaty-draft/2025-11", "training-monitored")).isEqualTo("above null");
    assertThat(duty(ran, "treaty-draft/2025-11", "covered-cluster")).isEqualTo("undecided null");
    assertThat(duty(ran, "eu-ai-act/2025-07-18", "systemic-risk")).isEqualTo("above 2026-12-07");
    assertThat(duty(ran, "california-sb-53/2025", "frontier-model")).isEqualTo("below null");
    assertThat(duty(ran, "new-york-raise/2025", "frontier-model")).isEqualTo("below null");
    Ran larger = estimated("--parameters", "2T", "--tokens", "30T", "--date", "2026-11-23");
    assertThat(duty(larger, "california-sb-53/2025", "frontier-model"))
        .isEqualTo("above 2026-11-23");
    assertThat(duty(larger, "new-york-raise/2025", "frontier-model")).isEqualTo("above 2027-01-01");
    assertThat(
            duty(
                estimated(
                    "--parameters",
                    "7B",
                    "--tokens",
                    "2T",
                    "--date",
                    "2026-01-01",
                    "--start",
                    "2026-03-31"),
                "treaty-draft/2025-11",
                "training-monitored"))
        .isEqualTo("above 2026-03-01");
  }

  @Test
  void usesTheRulesOfTheDay() {
    Ran then = estimated("--parameters", "2T", "--tokens", "30T", "--date", "2024-06-01");
    assertThat(duty(then, "us-eo-14110/2023-10-30", "training-run")).isEqualTo("above 2024-06-01");
    assertThat(packs(estimated(LLAMA.toArray(String[]::new))))
        .doesNotContain("us-eo-14110/2023-10-30", "us-bis-proposal/2024");
  }

  @Test
  void holdsAModificationAgainstItsOriginal() {
    String pack = "eu-ai-act/2025-07-18";
    List<String> run = List.of("--parameters", "1e9", "--tokens", "1e12", "--date", "2026-11-23");
    assertThat(duty(estimated(run.toArray(String[]::new)), pack, "modifier"))
        .isEqualTo("below null");
    List<String> small = new ArrayList<>(run);
    small.addAll(List.of("--original-flop", "1e22"));
    assertThat(duty(estimated(small.toArray(String[]::new)), pack, "modifier"))
        .isEqualTo("above 2026-11-23");
  }

  @Test
  void takesTheChipsForACluster() {
    for (String[] each :
        new String[][] {
          {"16", "H100", "below null"},
          {"17", "nvidia h100 sxm", "above null"},
          {"51", "A100", "above null"}
        }) {
      Ran ran =
          estimated("--chips", each[0], "--model", each[1], "--hours", "1", "--date", "2026-11-23");
      assertThat(duty(ran, "treaty-draft/2025-11", "covered-cluster")).isEqualTo(each[2]);
      assertThat(conventions(ran)).containsExactly("device-hours-usual-utilisation");
    }
    Ran eight =
        estimated(
            "--chips", "17", "--model", "H200", "--precision", "fp8", "--hours", "1", "--mfu", "1");
    assertThat(flop(eight, "device-hours")).isEqualTo(digits("1.211148e20"));
    // 17 x 989 TFLOP/s at 16 bits, whatever the format of the run.
    assertThat(duty(eight, "treaty-draft/2025-11", "covered-cluster")).isEqualTo("above null");
  }

  @Test
  void cannotDecideWithoutInputs() {
    for (String[] args :
        new String[][] {
          {"--date", "2026-11-23"},
          {"--parameters", "1e9"},
          {"--tokens", "1e9"},
          {"--chips", "10000", "--model", "H100"}
        }) {
      List<String> all = new ArrayList<>(List.of(args));
      all.addAll(0, List.of("rules", "estimate", "--json"));
      Ran ran = Ran.standstill(all.toArray()).endedWith(ExitStatus.UNDECIDED);
      assertThat(ran.err()).hasLineCount(1).startsWith("standstill: no estimate");
      assertThat(ran.json().path("estimates")).isEmpty();
      assertThat(duty(ran, "eu-ai-act/2025-07-18", "systemic-risk")).isEqualTo("undecided null");
    }
    Ran text = Ran.standstill("rules", "estimate", "--tokens", "1").endedWith(ExitStatus.UNDECIDED);
    assertThat(text.out()).contains("no estimate; missing: --parameters");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "0",
        "0.0",
        "NaN",
        "Infinity",
        "1e-3",
        "1e99",
        "1e999999999",
        "1.5",
        "1,000",
        "1_000",
        "4 05",
        "405b",
        "405BB",
        "B",
        "1e",
        ".5",
        "5.",
        "0x10",
        "1e18",
        "٣",
        "99999999999999999999999999999999999999999999"
      })
  void refusesNumbersThatAreNone(String number) {
    assertThat(
            Ran.standstill("rules", "estimate", "--parameters=" + number, "--tokens=1").refused())
        .contains("--parameters");
    if (!number.equals("1e18")) {
      assertThat(
              Ran.standstill("rules", "estimate", "--tokens=" + number, "--parameters=1").refused())
          .contains("--tokens");
      assertThat(Ran.standstill("rules", "estimate", "--chips=" + number).refused())
          .contains("--chips");
      assertThat(Ran.standstill("rules", "estimate", "--peak=" + number).refused())
          .contains("--peak");
    }
    if (!number.equals("1.5") && !number.equals("1e18")) {
      assertThat(Ran.standstill("rules", "estimate", "--hours=" + number).refused())
          .contains("--hours");
    }
    if (!number.equals("1e18")) {
      assertThat(Ran.standstill("rules", "estimate", "--original-flop=" + number).refused())
          .contains("--original-flop");
    }
    assertThat(Ran.standstill("rules", "estimate", "--mfu=" + number).refused()).contains("--mfu");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThat(refused("--mfu", "40")).contains("at most 1");
    assertThat(refused("--mfu", "0.0000001")).contains("six decimals");
    assertThat(refused("--model", "H1000")).contains("H100-SXM");
    assertThat(refused("--model", "A100", "--precision", "fp8")).contains("--peak");
    assertThat(refused("--precision", "int4")).contains("bf16 and fp8");
    assertThat(refused("--recomputation", "some")).contains("none and full");
    assertThat(refused("--layers", "2")).contains("go together");
    assertThat(refused("--parameters", "1", "--active-parameters", "2")).contains("active");
    assertThat(refused("--hours", "0.1234567890123")).contains("nanoseconds");
    for (String day :
        List.of(
            "", "tomorrow", "2026-02-30", "23.11.2026", "1999-12-31", "2200-01-01", "+9999-1")) {
      assertThat(refused("--date", day)).contains("--date");
      assertThat(refused("--start", day)).contains("--start");
      assertThat(Ran.standstill("rules", "list", "--date", day).refused()).contains("--date");
    }
    assertThat(Ran.standstill("rules").refused()).contains("estimate or list");
    assertThat(refused("--frob")).contains("--frob");
  }

  @Test
  void tellsAPersonWhatIsAssumedAndWhatItDoesNotEstablish() {
    Ran ran =
        Ran.standstill(
                "rules",
                "estimate",
                "--parameters",
                "671B",
                "--active-parameters",
                "37B",
                "--tokens",
                "14.8T",
                "--chips",
                "2048",
                "--model",
                "H100",
                "--hours",
                "10",
                "--date",
                "2026-11-23")
            .endedWith(ExitStatus.OK);
    assertThat(ran.out())
        .contains("model-flop-active-parameters", "3.29e24", "6 Pactive D")
        .contains("no estimate; missing: --mfu")
        .contains("question: ")
        .contains("STRADDLES systemic-risk", "model-flop-active-parameters: below")
        .contains("NOT YET in force", "only if ", "2025-07-18", "Not legal advice")
        .contains("2048.00 H100 equivalents")
        .doesNotContain("\u001b", "@|", "null");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 120);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void listsPacksWithSourceAndDate() {
    Ran text = Ran.standstill("rules", "list", "--date", "2026-11-23").endedWith(ExitStatus.OK);
    assertThat(text.out())
        .contains("treaty-draft/2025-11", "arXiv 2511.10783", "more than 1e24 FLOP")
        .contains("more than 16 H100 equivalents of 989.4 TFLOP/s", "at least 1e22 FLOP")
        .contains("proposed, never in force", "no longer in force since 2025-01-20")
        .contains("NOT YET in force: from 2027-01-01", "seen second-hand")
        .doesNotContain("\u001b", "@|", "null");
    JsonNode packs =
        Ran.standstill("rules", "list", "--json", "--date", "2027-01-01")
            .endedWith(ExitStatus.OK)
            .json()
            .path("packs");
    assertThat(packs).hasSize(8);
    for (JsonNode pack : packs) {
      assertThat(names(pack)).containsExactly("pack", "title", "standing", "source", "rules");
      assertThat(names(pack.path("source"))).containsExactly("text", "date", "status");
      if (pack.path("pack").asText().equals("new-york-raise/2025")) {
        assertThat(pack.path("standing").asText()).isEqualTo("in-force");
      }
    }
  }

  private static Ran estimated(String... args) {
    List<String> all = new ArrayList<>(List.of("rules", "estimate", "--json"));
    all.addAll(List.of(args));
    Ran ran = Ran.standstill(all.toArray()).endedWith(ExitStatus.OK);
    assertThat(ran.err()).isEmpty();
    return ran;
  }

  private static String refused(String... args) {
    List<String> all = new ArrayList<>(List.of("rules", "estimate"));
    all.addAll(List.of(args));
    return Ran.standstill(all.toArray()).refused();
  }

  private static JsonNode estimate(Ran ran, String convention) {
    return Ran.each(ran.json().path("estimates"))
        .filter(node -> node.path("convention").asText().equals(convention))
        .findFirst()
        .orElseThrow();
  }

  private static String flop(Ran ran, String convention) {
    return estimate(ran, convention).path("flop").asText();
  }

  private static List<String> conventions(Ran ran) {
    return Ran.each(ran.json().path("estimates"))
        .map(node -> node.path("convention").asText())
        .toList();
  }

  private static List<String> packs(Ran ran) {
    return Ran.each(ran.json().path("duties")).map(node -> node.path("pack").asText()).toList();
  }

  /** Position and day of the one duty of this pack and rule. */
  private static String duty(Ran ran, String pack, String rule) {
    List<String> found =
        Ran.each(ran.json().path("duties"))
            .filter(node -> node.path("pack").asText().equals(pack))
            .filter(node -> node.path("rule").asText().equals(rule))
            .map(node -> node.path("position").asText() + " " + node.path("due").asText())
            .toList();
    assertThat(found).as(pack + " " + rule).hasSize(1);
    return found.getFirst();
  }

  private static String digits(String decimal) {
    return new BigDecimal(decimal).toBigIntegerExact().toString();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
