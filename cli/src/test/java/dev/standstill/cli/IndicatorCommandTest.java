package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code standstill indicator horizon} and {@code trend}. */
class IndicatorCommandTest {

  private static final int[] MINUTES = {1, 2, 4, 8, 15, 30, 60, 120, 240, 480};
  private static final int[] SCORES = {1, 1, 1, 1, 1, 0, 1, 0, 0, 0};

  private static final String TABLE =
      """
      model,release_date,p50_minutes
      a,2025-02-24,60
      b,2025-04-16,121
      older and weaker,2025-05-01,20
      c,2025-05-22,101
      d,2025-08-07,214
      e,2025-11-24,320
      f,2026-02-05,719
      """;

  @TempDir Path temporary;

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String run(String alias, int number, double minutes, double score) {
    return """
    {"alias": "%s", "task_family": "f%d", "task_id": "t%d", "run_id": "%s-%d", "model": "x",\
     "human_minutes": %s, "score_binarized": %s}
    """
        .formatted(alias, number, number, alias, number, minutes, score);
  }

  private Path runs() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < MINUTES.length; i++) {
      lines.append(run("tried", i, MINUTES[i], SCORES[i]));
      lines.append(run("hopeless", i, MINUTES[i], 0));
      lines.append(run("perfect", i, MINUTES[i], 1));
    }
    return Files.writeString(temporary.resolve("runs.jsonl"), lines);
  }

  @Test
  void fitsTheHorizonOfEachSystem() throws IOException {
    JsonNode root =
        Ran.standstill(
                "indicator",
                "horizon",
                runs(),
                "--regularization",
                "0.1",
                "--bootstrap",
                400,
                "--json")
            .endedWith(0)
            .json();
    assertThat(names(root)).containsExactly("method", "systems");
    assertThat(root.path("method").path("regularization").asDouble()).isEqualTo(.1);
    JsonNode tried = system(root, "tried");
    assertThat(tried.path("p50Minutes").asDouble()).isCloseTo(43.549168, within(5e-5));
    assertThat(tried.path("p80Minutes").asDouble()).isCloseTo(15.002975, within(5e-5));
    assertThat(tried.path("interval")).hasSize(2);
    assertThat(tried.path("interval").path(0).asDouble())
        .isLessThan(43.5)
        .isLessThan(tried.path("interval").path(1).asDouble());
    assertThat(system(root, "hopeless").path("p50Minutes").isNull()).isTrue();
    assertThat(system(root, "hopeless").path("bound").path("belowMinutes").asDouble()).isEqualTo(1);
    assertThat(system(root, "perfect").path("bound").path("aboveMinutes").asDouble())
        .isCloseTo(480, within(1e-9));
  }

  private static JsonNode system(JsonNode root, String alias) {
    return Ran.each(root.path("systems"))
        .filter(system -> system.path("alias").asText().equals(alias))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anotherRegularisationIsAnotherSeriesAndASeedTheSameOne() throws IOException {
    Path runs = runs();
    String first = Ran.standstill("indicator", "horizon", runs, "--json").endedWith(0).out();
    assertThat(Ran.standstill("indicator", "horizon", runs, "--json").out()).isEqualTo(first);
    JsonNode weak =
        system(
            Ran.standstill("indicator", "horizon", runs, "--bootstrap", 0, "--json").json(),
            "tried");
    assertThat(weak.path("p50Minutes").asDouble()).isCloseTo(42.718670, within(5e-5));
    assertThat(weak.path("interval").isNull()).isTrue();
    assertThat(Ran.standstill("indicator", "horizon", runs).endedWith(0).out())
        .contains("solves nothing: below 1.000 min")
        .contains("regularisation 1.0E-5");
  }

  /** METR's own runs, where they are at hand: within 1e-6 of a converged optimum. */
  @ParameterizedTest
  @CsvSource({
    "0.1, Claude 3 Opus, 4.047123",
    "0.1, Claude 3.5 Sonnet (New), 60.52344",
    "0.1, GPT-4 Turbo, 3.442401",
    "0.1, o1, 42.45142",
    "0.1, human, 1161.129",
    "1e-5, Claude 3 Opus, 4.737268",
    "1e-5, o1, 43.31582",
    "1e-5, human, 921.9081"
  })
  void reproducesThePublishedRuns(String lambda, String alias, double minutes) {
    Path runs = shared("metr/all_runs_2025-02-27.jsonl");
    JsonNode root =
        Ran.standstill(
                "indicator",
                "horizon",
                runs,
                "--regularization",
                lambda,
                "--bootstrap",
                0,
                "--json")
            .endedWith(0)
            .json();
    assertThat(root.path("method").path("runs").asInt()).isEqualTo(7_063);
    assertThat(system(root, alias).path("p50Minutes").asDouble() / minutes)
        .isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "metr/benchmark_results_1_1.asof_2026-01-29.yaml, 2023-01-01, 130.801",
    "metr/benchmark_results_1_1.asof_2026-01-29.yaml, 2015-01-01, 196.475",
    "metr/benchmark_results_1_1.asof_2026-02-22.yaml, 2023-01-01, 122.611",
    "metr/benchmark_results_1_1.asof_2026-02-22.yaml, 2015-01-01, 182.725",
    "metr/benchmark_results_1_1.asof_2026-01-29.yaml, 2024-01-01, 94.136"
  })
  void reproducesThePublishedDoublingTimes(String table, String from, double days) {
    JsonNode root =
        Ran.standstill("indicator", "trend", shared(table), "--from", from, "--json")
            .endedWith(0)
            .json();
    assertThat(root.path("doublingDays").asDouble()).isCloseTo(days, within(5.1e-4));
  }

  private static Path shared(String file) {
    Path path =
        Path.of(System.getProperty("repositoryRoot", "."))
            .resolveSibling("shared/data")
            .resolve(file);
    Assumptions.assumeTrue(Files.exists(path), "the shared data is not beside this checkout");
    return path;
  }

  @Test
  void drawsTheTrendThroughTheBestOfTheWindow() throws IOException {
    Path table = Files.writeString(temporary.resolve("table.csv"), TABLE);
    JsonNode root =
        Ran.standstill(
                "indicator", "trend", table, "--from", "2025-01-01", "--to", "2026-03-01", "--json")
            .endedWith(0)
            .json();
    assertThat(names(root)).containsExactly("doublingDays", "interval", "window", "models");
    // c is weaker than b was before it, and older and weaker is just that.
    assertThat(root.path("models").findValuesAsText("model"))
        .containsExactly("a", "b", "d", "e", "f");
    assertThat(root.path("window").path("to").asText()).isEqualTo("2026-03-01");
    assertThat(root.path("interval").path(0).asDouble())
        .isLessThan(root.path("doublingDays").asDouble());
    assertThat(
            Ran.standstill("indicator", "trend", table, "--from", "2026-02-01").endedWith(3).out())
        .contains("No doubling time over 1 models");
  }

  @Test
  void namesEveryBadLine() throws IOException {
    Path runs =
        Files.writeString(
            temporary.resolve("bad.jsonl"),
            run("a", 1, 5, 1) + run("a", 2, -5, 1) + "{\n" + run("a", 3, 5, 1.5));
    assertThat(Ran.standstill("indicator", "horizon", runs).refused())
        .contains("3 of 4 lines cannot be used; the first is line 2: human minutes");
    Path twice =
        Files.writeString(temporary.resolve("twice.jsonl"), run("a", 1, 5, 1) + run("a", 1, 5, 0));
    assertThat(Ran.standstill("indicator", "horizon", twice).refused()).contains("occurs twice");
    Path empty = Files.writeString(temporary.resolve("empty.jsonl"), "");
    assertThat(Ran.standstill("indicator", "horizon", empty).refused()).contains("there is no run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,2099-01-01,5 | x was released on 2099-01-01, which is in the future",
        "x,2025-01-01,-5 | line 2: x: negative minutes",
        "x,2025-13-01,5 | line 2: x: no release date",
        "x,2025-01-01,many | line 2: no number: many",
        "x,2025-01-01 | line 2: 2 cells, 3 columns",
      })
  void refusesBadTables(String line, String said) throws IOException {
    Path table =
        Files.writeString(
            temporary.resolve("bad.csv"), "model,release_date,p50_minutes\n" + line + "\n");
    assertThat(Ran.standstill("indicator", "trend", table, "--from", "2025-01-01").refused())
        .contains(said);
  }
}
