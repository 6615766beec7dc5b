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

/** {@code standstill balance run, thresholds, run-length, power, largest-site}. */
class BalanceStudyCommandTest {

  private static final Path TWELVE = Path.of("..", "testdata", "balances", "twelve-periods.json");

  @TempDir Path temporary;

  @Test
  void runsTwelvePeriods() {
    Ran ran = Ran.standstill("balance", "run", TWELVE.toString(), "--json");
    assertThat(ran.status()).isZero();
    JsonNode root = ran.json();
    assertThat(names(root))
        .containsExactly(
            "balances",
            "covariance",
            "independentSequence",
            "page",
            "pageParallel",
            "cumulative",
            "anytime",
            "gemuf",
            "gemufSmoothed",
            "detection",
            "missing");
    assertThat(root.path("balances")).hasSize(12);
    assertThat(root.path("covariance")).hasSize(12);
    assertThat(root.path("covariance").path(0).path(1).asDouble())
        .isCloseTo(.036328, within(1e-12));
    assertThat(root.path("independentSequence").path(8).asDouble())
        .isCloseTo(1.859326868, within(1e-9));
    JsonNode page = root.path("page");
    assertThat(names(page)).containsExactly("k", "h", "values", "alarms");
    assertThat(page.path("h").asDouble()).isCloseTo(3.3745, within(5e-5));
    assertThat(page.path("alarms")).hasSize(2);
    assertThat(page.path("alarms").path(0).asInt()).isEqualTo(11);
    assertThat(names(root.path("cumulative")))
        .containsExactly("values", "sigma", "alarm", "firstAlarm");
    assertThat(names(root.path("anytime")))
        .containsExactly("values", "boundary", "alarm", "firstAlarm");
    assertThat(names(root.path("gemuf")))
        .containsExactly("values", "thresholds", "alarm", "firstAlarm");
    assertThat(root.path("anytime").path("alarm").asBoolean()).isFalse();
    assertThat(root.path("detection")).hasSize(20);
    assertThat(ran.out()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void aMissingAmountLeavesItsPeriodWithoutABalance() throws IOException {
    Path file = temporary.resolve("gap.json");
    Files.writeString(
        file,
        """
        {"periods": 3,
         "instruments": [{"name": "m", "random": 0.01, "systematic": 0.01}],
         "flows": [{"name": "in", "direction": "in", "instrument": "m", "values": [5, null, 7]}]}
        """);
    Ran ran = Ran.standstill("balance", "run", file.toString(), "--json");
    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.json().path("balances").path(1).isNull()).isTrue();
    assertThat(ran.json().path("balances").path(2).asDouble()).isEqualTo(7);
    assertThat(ran.json().path("covariance").path(1).path(1).isNull()).isTrue();
    assertThat(ran.json().path("missing").path(0).path("period").asInt()).isEqualTo(2);
    assertThat(Ran.standstill("balance", "run", file.toString()).out())
        .contains("2 no balance: missing in");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "negative        | 'flows/0/values/0: a measured amount is 0 or more'",
        "short           | 'flows/0/values: 1 amounts; 2 are due, one for each period'",
        "unknown         | 'flows/0/instrument: no instrument of that name among the 1 stated: m'",
        "huge            | 'flows/0/values/0: beyond the largest number a double holds'",
        "units           | 'flows/0/unit: the balance is in kg; units are not converted'",
        "both            | 'flows/0: give values, one for each place, or one value for all'",
        "exact           | 'period 1 is known exactly'",
        "periods         | 'periods: at most 5000 periods can be judged'",
        "negative-error  | 'instruments/0: relative random error must not be negative'",
        "nothing         | 'nothing was measured: no flow and no stock'",
        "late            | 'instruments/0/recalibrated/0: must be 2 to 2, found 3'",
        "level           | 'falseAlarm must lie between 0 and 1'",
      })
  void refusesInOneLine(String fault, String said) throws IOException {
    String values = "\"values\": [5, 6]";
    String instrument = "{\"name\": \"m\", \"random\": 0.01, \"systematic\": 0}";
    String name = "m";
    String more = "";
    String periods = "2";
    String tests = "";
    switch (fault) {
      case "negative" -> values = "\"values\": [-5, 6]";
      case "short" -> values = "\"values\": [5]";
      case "unknown" -> name = "n";
      case "huge" -> values = "\"values\": [1e999, 6]";
      case "units" -> more = ", \"unit\": \"t\"";
      case "both" -> more = ", \"value\": 5";
      case "exact" -> instrument = "{\"name\": \"m\", \"random\": 0, \"systematic\": 0}";
      case "periods" -> periods = "10000";
      case "negative-error" ->
          instrument = "{\"name\": \"m\", \"random\": -0.1, \"systematic\": 0}";
      case "late" ->
          instrument =
              "{\"name\": \"m\", \"random\": 0.1, \"systematic\": 0, \"recalibrated\": [3]}";
      case "level" -> tests = ", \"tests\": {\"falseAlarm\": 1}";
      case "nothing" -> {}
      default -> throw new IllegalArgumentException(fault);
    }
    String flow =
        "{\"name\": \"in\", \"direction\": \"in\", \"instrument\": \"%s\", %s%s}"
            .formatted(name, values, more);
    Path file = temporary.resolve("bad.json");
    Files.writeString(
        file,
        "{\"unit\": \"kg\", \"periods\": %s, \"instruments\": [%s], \"flows\": [%s]%s}"
            .formatted(periods, instrument, fault.equals("nothing") ? "" : flow, tests));
    Ran ran = Ran.standstill("balance", "run", file.toString(), "--json");
    assertThat(ran.refused()).contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "6, .25, .05, 3.4826", "12, .5, .05, 3.3745", "19, 1, .05, 2.1491", "52, .25, .05, 7.9974",
    "365, .5, .05, 6.9956", "12, .5, .01, 4.6791", "365, .5, .01, 8.6135", "12, 1, .025, 2.2475"
  })
  void printsPublishedThresholds(String periods, String k, String falseAlarm, double h) {
    Ran ran =
        Ran.standstill(
            "balance",
            "thresholds",
            "--periods",
            periods,
            "--k",
            k,
            "--false-alarm",
            falseAlarm,
            "--json");
    assertThat(names(ran.json())).containsExactly("h");
    assertThat(ran.json().path("h").asDouble()).isCloseTo(h, within(5.1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    ".5, 4, 0, true, 167.6838", ".5, 4, 1, true, 8.3831", ".5, 5, .25, true, 139.4937",
    ".5, 4, 0, false, 335.3676", ".5, 3, -.5, false, 1962.79", "0, 10, -.25, false, 2071.57"
  })
  void printsPublishedRunLengths(
      String k, String h, String shift, boolean twoSided, double expected) {
    List<String> typed =
        new ArrayList<>(
            List.of("balance", "run-length", "--k", k, "--h", h, "--shift", shift, "--json"));
    if (twoSided) {
      typed.add("--two-sided");
    }
    Ran ran = Ran.standstill(typed.toArray());
    assertThat(names(ran.json())).containsExactly("averageRunLength");
    assertThat(ran.json().path("averageRunLength").asDouble() / expected)
        .isCloseTo(1, within(5e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "thresholds --periods 0 --k 1 --false-alarm .05, --periods must be 1 to 100000",
    "thresholds --periods 5 --k NaN --false-alarm .05, --k must be 0 to 100 sigma",
    "thresholds --periods 5 --k 1 --false-alarm 1, --false-alarm must lie between 0 and 1",
    "run-length --k 1 --h 600 --shift 0, --h must be 0.0 to 512.0 sigma",
    "run-length --k 9 --h 100 --shift 0, beyond 1e12 periods",
    "largest-site --utilisation 2, --utilisation must be 0.001 to 1.0",
    "largest-site --detection 0, detection must lie between 0 and 1",
    "run no-such-file.json, no such file",
  })
  void refusesOptionsInOneLine(String typed, String said) {
    List<String> words = new ArrayList<>(List.of("balance"));
    words.addAll(List.of(typed.split(" ")));
    Ran ran = Ran.standstill(words.toArray());
    assertThat(ran.refused()).contains(said);
  }

  @Test
  void plansAndDraws() throws IOException {
    Path plots = temporary.resolve("plots");
    Ran ran =
        Ran.standstill(
            "balance",
            "power",
            TWELVE.toString(),
            "--total",
            "8",
            "--simulations",
            "500",
            "--json",
            "--svg",
            plots.toString());
    assertThat(ran.status()).isZero();
    assertThat(names(ran.json()))
        .containsExactly(
            "total",
            "guaranteedDetectable",
            "falseAlarm",
            "detectionProbability",
            "detection",
            "roc",
            "timeToDetect");
    assertThat(ran.json().path("roc")).hasSize(4 * 5 * 9);
    for (JsonNode course : ran.json().path("timeToDetect")) {
      double before = 0;
      for (JsonNode probability : course.path("probabilityByPeriod")) {
        assertThat(probability.asDouble()).isBetween(before - 1e-12, 1.0);
        before = probability.asDouble();
      }
    }
    try (var files = Files.list(plots)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("roc-protracted.svg", "time-second-half.svg")
          .hasSize(8);
    }
  }

  @Test
  void energyAloneHoldsAboutTwoThousandAndFurtherChannelsMore() {
    Ran ran = Ran.standstill("balance", "largest-site", "--json");
    JsonNode sets = ran.json().path("sets");
    double energy = sets.path(0).path("honest").path("h100Equivalents").asDouble();
    assertThat(energy).isCloseTo(1997, within(1.0));
    for (JsonNode set : sets) {
      assertThat(set.path("honest").path("h100Equivalents").asDouble())
          .isGreaterThanOrEqualTo(energy);
      assertThat(set.path("adversarial").path("h100Equivalents").asDouble())
          .isLessThan(set.path("honest").path("h100Equivalents").asDouble());
    }
    for (JsonNode channel : ran.json().path("channels")) {
      assertThat(channel.path("source").asText()).isNotBlank();
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
