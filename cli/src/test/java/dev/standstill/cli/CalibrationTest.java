package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coefficients taken from other runs: what they may be taken from, and what they are worth. */
class CalibrationTest {

  @TempDir Path temporary;
  private TrainingRunFiles judged = TrainingRunFiles.none();
  private TrainingRunFiles other = TrainingRunFiles.none();
  private TrainingRunFiles third = TrainingRunFiles.none();

  @BeforeEach
  void write() throws IOException {
    judged = run("judged", "gpt3", 1);
    other = run("other", "gpt3", 2);
    third = run("third", "gpt3", 3);
  }

  private TrainingRunFiles run(String name, String benchmark, long seed) throws IOException {
    return TrainingRunFiles.of(temporary.resolve(name), benchmark, seed);
  }

  @Test
  void refusesToCalibrateWithTheRunToBeJudged() {
    assertThat(imported(judged, "--calibrate", spec(judged)).refused())
        .contains("readings that are to be judged");
  }

  @Test
  void keepsTheErrorsOfTheReferenceUnlessTheSameWorkIsAssumed() {
    double reference = sigma("reference");
    double calibrated = sigma("calibrated", "--calibrate", spec(other), "--calibrate", spec(third));
    double same =
        sigma(
            "same",
            "--calibrate",
            spec(other),
            "--calibrate",
            spec(third),
            "--assume",
            "same-workload");
    // The coefficient is seven per cent larger than the reference's, and so is its error in joules.
    assertThat(calibrated).isCloseTo(reference, within(0.1 * reference));
    assertThat(same).isLessThan(0.3 * reference);
  }

  @Test
  void saysThatTheSameWorkIsAssumed() {
    Ran.verified(
            evidence(
                "same",
                "--calibrate",
                spec(other),
                "--calibrate",
                spec(third),
                "--assume",
                "same-workload"))
        .endedWith(ExitStatus.OK);
    Ran verified = Ran.verified(temporary.resolve("same"));
    assertThat(Ran.words(verified.conclusion("declared-activity").path("assumes")))
        .contains("same-workload")
        .doesNotContain("reference-calibration");
    JsonNode period = Ran.balance(temporary.resolve("same")).period();
    assertThat(period.path("unaccountedFlop").asDouble())
        .isCloseTo(0, within(2 * period.path("sigmaFlop").asDouble()));
  }

  @Test
  void refusesTheSameWorkFromOneRunOrNone() {
    assertThat(imported(judged, "--calibrate", spec(other), "--assume", "same-workload").refused())
        .contains("at least two runs, there are 1");
    assertThat(imported(judged, "--assume", "same-workload").refused()).contains("there are 0");
    assertThat(imported(judged, "--assume", "the-best").refused()).contains("same-workload");
  }

  @Test
  void leavesUndecidedWhatWasScaledFromTheDeclarationItWouldJudge() throws IOException {
    TrainingRunFiles mine = run("lora", "llama2_70b_lora", 4);
    TrainingRunFiles theirs = run("lora2", "llama2_70b_lora", 5);
    Ran.standstill(args(mine, "circular", "--declare-flop", "2.7e19", "--calibrate", spec(theirs)))
        .endedWith(ExitStatus.OK);
    Ran verified = Ran.verified(temporary.resolve("circular")).endedWith(ExitStatus.UNDECIDED);
    assertThat(verified.reasons("declared-activity")).contains("assumption-unverified");
    assertThat(Ran.words(verified.conclusion("declared-activity").path("assumes")))
        .contains("calibration-from-declaration");

    Ran.standstill(
            args(
                mine,
                "stated",
                "--declare-flop",
                "2.7e19",
                "--calibrate",
                spec(theirs) + "=2.7e19"))
        .endedWith(ExitStatus.OK);
    assertThat(Ran.verified(temporary.resolve("stated")).reasons("declared-activity"))
        .doesNotContain("assumption-unverified");
  }

  @Test
  void saysWhatItLacksToCalibrateWith() throws IOException {
    TrainingRunFiles lora = run("lora", "llama2_70b_lora", 4);
    assertThat(imported(judged, "--calibrate", spec(lora)).refused())
        .contains("llama2_70b_lora", "LOG=POWERDIR=FLOP");
    assertThat(imported(lora).refused()).contains("llama2_70b_lora", "--declare-flop");
    assertThat(imported(judged, "--calibrate", "only-one-part").refused()).contains("LOG=POWERDIR");
    assertThat(imported(judged, "--calibrate", spec(other) + "=0").refused())
        .contains("--calibrate", "above zero");
    assertThat(imported(judged, "--calibrate", spec(other) + "=many").refused())
        .contains("--calibrate", "many");
    assertThat(imported(judged, "--calibrate", spec(other), "--joules-per-flop", "1e-12").refused())
        .contains("exclude each other");
    assertThat(temporary).isDirectoryNotContaining("glob:**.keys");
  }

  private double sigma(String name, Object... flags) {
    return Ran.balance(evidence(name, flags)).period().path("sigmaFlop").asDouble();
  }

  private Path evidence(String name, Object... flags) {
    Ran.standstill(args(judged, name, flags)).endedWith(ExitStatus.OK);
    return temporary.resolve(name);
  }

  private Ran imported(TrainingRunFiles run, Object... flags) {
    return Ran.standstill(args(run, "evidence", flags));
  }

  private Object[] args(TrainingRunFiles run, String name, Object... flags) {
    List<Object> args = new ArrayList<>(List.of("import", "mlperf", "--run-log", run.runLog()));
    args.addAll(List.of("--power", run.power(), "--site", "smc", "--shared-meters", "mean"));
    args.addAll(List.of("--out", temporary.resolve(name)));
    args.addAll(List.of(flags));
    return args.toArray();
  }

  private static String spec(TrainingRunFiles run) {
    return run.runLog() + "=" + run.power();
  }
}
