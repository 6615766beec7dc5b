package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the project promises of a GPT-3 run with power readings, some of whose meters gave the same
 * series: the same statuses on the published run as on the made-up one.
 */
abstract class GptRunCases {

  @TempDir Path temporary;

  abstract Path runLog() throws IOException;

  abstract Path power() throws IOException;

  abstract int nodes();

  abstract int pairs();

  /** Executed FLOP by 6 N D, which is what the energy is taken to have been spent on. */
  abstract double truth();

  /** A node whose series another node has too. */
  abstract String twin();

  Path imported(Object... flags) throws IOException {
    return importedFrom(power(), flags);
  }

  private Path importedFrom(Path power, Object... flags) throws IOException {
    Path evidence = temporary.resolve("evidence");
    List<Object> args = new ArrayList<>(List.of("import", "mlperf", "--run-log", runLog()));
    args.addAll(List.of("--power", power, "--site", "smc", "--out", evidence, "--json"));
    args.addAll(List.of(flags));
    JsonNode told = Ran.standstill(args.toArray()).endedWith(ExitStatus.OK).json();
    assertThat(told.path("points").asInt()).isEqualTo(nodes());
    return evidence;
  }

  @Test
  void namesEveryPairOfIdenticalSeriesAndUpholdsNothingOnThem() throws IOException {
    Path evidence = imported();
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.UNDECIDED);
    assertThat(verified.findings("duplicate-series"))
        .hasSize(pairs())
        .allSatisfy(finding -> assertThat(finding.path("points")).hasSize(2));
    assertThat(verified.status("integrity")).isEqualTo("upheld");
    assertThat(verified.status("declared-activity")).isEqualTo("undecided");
    assertThat(verified.points("declared-activity", "duplicate-series")).hasSize(2 * pairs());
    JsonNode area = Ran.balance(evidence).endedWith(ExitStatus.OK).json().path("areas").get(0);
    assertThat(area.path("instruments").asInt()).isEqualTo(nodes() - pairs());
  }

  @Test
  void upholdsAnHonestDeclarationOnceItIsSaidWhatTheMetersRead() throws IOException {
    Path evidence = imported("--shared-meters", "mean");
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.OK);
    assertThat(verified.status("declared-activity")).isEqualTo("upheld");
    assertThat(Ran.words(verified.conclusion("declared-activity").path("assumes")))
        .contains(
            "reference-calibration",
            "executed-equals-model",
            "operator-says-shared",
            "trust-root-from-source")
        .doesNotContain("reference-idle-power");
    assertThat(verified.status("declared-site")).isEqualTo("undecided");
    assertThat(verified.points("declared-site", "unmetered")).hasSize(pairs()).contains(twin());
    assertThat(verified.status("party")).isEqualTo("undecided");
    assertThat(verified.findings("duplicate-series")).isEmpty();
    JsonNode area = Ran.balance(evidence).json().path("areas").get(0);
    assertThat(area.path("instruments").asInt()).isEqualTo(nodes() - pairs());

    String charter = verified.json().path("charter").asText();
    Ran pinned = Ran.verified(evidence, "--charter", charter).endedWith(ExitStatus.OK);
    assertThat(pinned.out()).doesNotContain("trust-root-from-source");
    Ran asked = Ran.verified(evidence, "--claim", "declared-site");
    assertThat(asked.status()).isEqualTo(ExitStatus.UNDECIDED);
    assertThat(asked.out()).isEqualTo(verified.out());
  }

  @Test
  void refutesIdlenessThatDrewThePowerOfTraining() throws IOException {
    requireIdleRefuted(imported("--declare-as", "idle"));
  }

  @Test
  void refutesIdlenessUnderSharedMetersToo() throws IOException {
    requireIdleRefuted(imported("--declare-as", "idle", "--shared-meters", "mean"));
  }

  private void requireIdleRefuted(Path evidence) {
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.NEGATIVE);
    assertThat(verified.status("declared-activity")).isEqualTo("refuted");
    assertThat(verified.reasons("declared-activity")).contains("unaccounted-compute");
    JsonNode period = Ran.balance(evidence).period();
    // The declared idle energy is credited: 2,050 W of about 6,845 W a node.
    assertThat(period.path("unaccountedFlop").asDouble())
        .isCloseTo(0.749 * truth(), within(0.01 * truth()));
    requireWithinTwoSigma(period, truth());
  }

  @Test
  void cannotTellInferenceFromTrainingAndSaysSo() throws IOException {
    Path evidence = imported("--declare-as", "inference", "--shared-meters", "mean");
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.OK);
    assertThat(verified.status("declared-activity")).isEqualTo("upheld");
    assertThat(Ran.words(verified.conclusion("declared-activity").path("notEstablished")))
        .contains("kind");
  }

  @Test
  void attainsNoGoalBelowWhatItCanSee() throws IOException {
    Path evidence =
        imported("--shared-meters", "mean", "--limit-flop", plain(truth() * 1e20 / 1.2684e21));
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.UNDECIDED);
    assertThat(verified.status("declared-activity")).isEqualTo("undecided");
    assertThat(verified.reasons("declared-activity")).containsExactly("goal-not-attained");
    JsonNode honest = verified.conclusion("declared-activity").path("detectable").path("honest");
    assertThat(honest.path("flop").asDouble())
        .isCloseTo(truth() * 7.0e20 / 1.2684e21, within(0.02 * truth()));
    assertThat(verified.findings("limit-exceeded-as-declared")).hasSize(1);
  }

  @Test
  void opensAnAnomalyWhenThreeFifthsAreDeclared() throws IOException {
    Path evidence = imported("--shared-meters", "mean", "--declare-flop", plain(0.6 * truth()));
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.UNDECIDED);
    assertThat(verified.reasons("declared-activity")).containsExactly("anomaly-open");
    JsonNode period = Ran.balance(evidence).period();
    assertThat(period.path("tests").path("oneShot").path("z").asDouble())
        .isCloseTo(2.8, within(0.1));
    requireWithinTwoSigma(period, 0.4 * truth());
  }

  @Test
  void refutesWhenOneFifthIsDeclared() throws IOException {
    Path evidence = imported("--shared-meters", "mean", "--declare-flop", plain(0.2 * truth()));
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.NEGATIVE);
    assertThat(verified.reasons("declared-activity")).containsExactly("unaccounted-compute");
    requireWithinTwoSigma(Ran.balance(evidence).period(), 0.8 * truth());
  }

  @Test
  void missesTheNodeWhoseFileIsGoneThoughItsTwinIsThere() throws IOException {
    Path fewer = Files.createDirectory(temporary.resolve("fewer"));
    try (Stream<Path> files = Files.list(power())) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().equals(twin() + ".txt")) {
          Files.copy(file, fewer.resolve(file.getFileName()));
        }
      }
    }
    Path evidence = importedFrom(fewer, "--shared-meters", "mean");
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.UNDECIDED);
    for (String claim : List.of("declared-activity", "declared-site")) {
      assertThat(verified.status(claim)).isEqualTo("undecided");
      assertThat(verified.points(claim, "missing-readings")).containsExactly(twin());
    }
    assertThat(verified.findings("missing-readings"))
        .singleElement()
        .satisfies(
            finding -> assertThat(Ran.words(finding.path("points"))).containsExactly(twin()));
    assertThat(Ran.balance(evidence).period().path("complete").asBoolean()).isFalse();
  }

  private static void requireWithinTwoSigma(JsonNode period, double unaccounted) {
    assertThat(period.path("unaccountedFlop").asDouble())
        .isCloseTo(unaccounted, within(2 * period.path("sigmaFlop").asDouble()));
  }

  static String plain(double flop) {
    return new BigDecimal(flop).toBigInteger().toString();
  }
}
