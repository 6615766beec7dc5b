package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code standstill inspect size, game} and {@code estimate breakout, undeclared}. */
class InspectEstimateCommandTest {

  private static final String ITEMS =
      """
      {"hypothesis": "hidden compute above 1e24 FLOP", "prior": 0.1, "priorSource": "elicited",
       "items": [
         {"name": "power", "likelihoodRatio": 3, "origin": "grid", "source": "operator",
          "date": "2026-11-01T00:00:00Z"},
         {"name": "heat", "likelihoodRatio": 0.5, "origin": "sky", "source": "satellite",
          "date": "2026-11-02T00:00:00Z"},
         {"name": "tip", "likelihoodRatio": 8, "origin": "insider", "source": "letter",
          "date": "2026-11-03T00:00:00Z"}]}
      """;

  @TempDir Path temporary;

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void sizesASample() {
    JsonNode size =
        Ran.standstill(
                "inspect",
                "size",
                "--population",
                100,
                "--defects",
                5,
                "--probability",
                "0.95",
                "--json")
            .endedWith(0)
            .json();
    assertThat(names(size)).containsExactly("exact", "iaea", "jaech", "detectionProbability");
    assertThat(size.path("exact").asInt()).isEqualTo(45);
    assertThat(size.path("iaea").asInt()).isEqualTo(46);
    assertThat(size.path("jaech").asInt()).isEqualTo(45);
    assertThat(size.path("detectionProbability").asDouble()).isCloseTo(.95799, within(5.1e-6));
  }

  @Test
  void solvesAGame() {
    JsonNode game =
        Ran.standstill(
                "inspect", "game", "--periods", 8, "--inspections", 2, "--penalty", "1", "--json")
            .endedWith(0)
            .json();
    assertThat(names(game)).containsExactly("value", "inspectNow");
    assertThat(game.path("value").path("fraction").asText()).isEqualTo("21/37");
    assertThat(game.path("value").path("decimal").asDouble()).isCloseTo(21 / 37.0, within(1e-15));
    assertThat(game.path("inspectNow").path("fraction").asText()).isEqualTo("8/37");
  }

  @Test
  void timesABreakout() {
    JsonNode breakout =
        Ran.standstill(
                "estimate",
                "breakout",
                "--chips",
                16,
                "--model",
                "h100",
                "--mfu",
                "0.4",
                "--target",
                "1e24",
                "--json")
            .endedWith(0)
            .json();
    assertThat(breakout.path("days").asDouble()).isCloseTo(1827.824, within(5.1e-4));
    JsonNode never =
        Ran.standstill(
                "estimate",
                "breakout",
                "--chips",
                16,
                "--model",
                "h100",
                "--mfu",
                "0.4",
                "--target",
                "1e26",
                "--hardware-growth",
                "0.5",
                "--json")
            .endedWith(3)
            .json();
    assertThat(never.path("days").isNull()).isTrue();
  }

  @Test
  void joinsItems() throws IOException {
    Path file = Files.writeString(temporary.resolve("items.json"), ITEMS);
    JsonNode joined = Ran.standstill("estimate", "undeclared", file, "--json").endedWith(0).json();
    assertThat(joined.path("posterior").asDouble()).isCloseTo(.5714286, within(5.1e-8));
    assertThat(joined.path("items")).hasSize(3);
    assertThat(Ran.standstill("estimate", "undeclared", file).endedWith(0).out())
        .contains("0.1000 before, 0.5714 after")
        .contains("satellite");
    Path unsourced =
        Files.writeString(
            temporary.resolve("bad.json"), ITEMS.replace("\"source\": \"letter\",", ""));
    assertThat(Ran.standstill("estimate", "undeclared", unsourced).refused())
        .contains("items/2/source: missing field");
    Path certain =
        Files.writeString(
            temporary.resolve("sure.json"), ITEMS.replace("\"prior\": 0.1", "\"prior\": 1"));
    assertThat(Ran.standstill("estimate", "undeclared", certain).refused())
        .contains("the prior must lie between 0 and 1");
  }

  @ParameterizedTest
  @CsvSource({
    "inspect size --population 0 --defects 1 --probability .5, the population must be 1 to",
    "inspect size --population 9 --defects 10 --probability .5, the defects must be 1 to",
    "inspect size --population 9 --defects 1 --probability 1, must lie between 0 and 1",
    "inspect size --population 9 --defects 1 --probability 1e-99, at most 30 digits",
    "inspect game --periods 3 --inspections 4 --penalty 1, the inspections must be 0 to",
    "inspect game --periods 3 --inspections 1 --penalty -1, the penalty must be 0 or more",
    "estimate breakout --chips 0 --model h100 --mfu .4 --target 1e24, --chips must be above zero",
    "estimate breakout --chips 1 --model abacus --mfu .4 --target 1e24, --model knows A100",
    "estimate breakout --chips 1 --model h100 --mfu 4 --target 1e24, the utilisation is a share",
    "estimate breakout --chips 1 --model h100 --mfu .4 --target 0, the target must be above zero",
  })
  void refusesInOneLine(String typed, String said) {
    assertThat(Ran.standstill((Object[]) typed.split(" ")).refused()).contains(said);
  }
}
