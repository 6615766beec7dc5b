package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inference runs, tables, and runs of which nobody knows the FLOP. */
class OtherRunsTest {

  @TempDir Path temporary;

  @Test
  void judgesAnInferenceRunByItsMeter() throws IOException {
    PublishedRuns.Run run = inference(temporary.resolve("inference"));
    assertThat(imported(run, temporary.resolve("e")).refused()).contains("--declare-flop");
    Ran told = imported(run, temporary.resolve("e"), "--declare-flop", "3.3e18");
    told.endedWith(ExitStatus.OK);
    assertThat(Ran.words(told.json().path("notes")))
        .anySatisfy(note -> assertThat(note).contains("taken as UTC"))
        .anySatisfy(note -> assertThat(note).contains("8 of 700 W a node are assumed"));
    Ran verified = Ran.verified(temporary.resolve("e")).endedWith(ExitStatus.OK);
    assertThat(Ran.words(verified.conclusion("declared-activity").path("assumes")))
        .contains("accelerators-assumed");
    assertThat(Ran.words(verified.conclusion("declared-activity").path("notEstablished")))
        .contains("kind");
    assertThat(Ran.balance(temporary.resolve("e")).period().path("energyMilliJoules").asDouble())
        .isCloseTo(6000 * 600 * 1e3, within(6000 * 600 * 1e3 * 0.01));
  }

  @Test
  void judgesATable() throws IOException {
    Path table = Files.writeString(temporary.resolve("r.csv"), table());
    Ran.standstill(
            "import",
            "csv",
            "--readings",
            table,
            "--site",
            "log",
            "--accelerators",
            8,
            "--declare-as",
            "idle",
            "--out",
            temporary.resolve("e"),
            "--points",
            "c")
        .endedWith(ExitStatus.OK);
    // What the others drew refutes idleness whatever point c drew.
    Ran verified = Ran.verified(temporary.resolve("e")).endedWith(ExitStatus.NEGATIVE);
    assertThat(verified.points("declared-site", "missing-readings")).containsExactly("c");
    assertThat(Ran.balance(temporary.resolve("e")).period().path("energyMilliJoules").asText())
        .isEqualTo("7200000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1xSMC-H100-SXM-80GB/bert",
        "1xSMC-H100-SXM-80GB/llama2_70b_lora",
        "1xSMC-H100-SXM-80GB/ssd",
        "8xSMC-H100-SXM-80GB/llama2_70b_lora",
        "8xSMC-H100-SXM-80GB/ssd"
      })
  void importsThePublishedSmallerTrainingRuns(String set) throws IOException {
    PublishedRuns.requirePresent();
    PublishedRuns.Run run = PublishedRuns.training(set).getFirst();
    assertThat(imported(run, temporary.resolve("e")).refused()).contains("--declare-flop");
    imported(run, temporary.resolve("e"), "--declare-flop", "1e18").endedWith(ExitStatus.OK);
    requireJudged(set);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert-99/Offline", "llama2-70b-99/Server", "resnet50/Offline"})
  void importsThePublishedInferenceRuns(String set) throws IOException {
    PublishedRuns.requirePresent();
    PublishedRuns.Run run = PublishedRuns.inference(set);
    assertThat(imported(run, temporary.resolve("e")).refused()).contains("--declare-flop");
    imported(run, temporary.resolve("e"), "--declare-flop", "1e18").endedWith(ExitStatus.OK);
    requireJudged(set);
  }

  private void requireJudged(String set) {
    Ran verified = Ran.verified(temporary.resolve("e"));
    assertThat(verified.status("integrity")).as(set).isEqualTo("upheld");
    assertThat(verified.status()).isNotEqualTo(ExitStatus.UNUSABLE);
    assertThat(verified.err()).isEmpty();
    assertThat(Ran.balance(temporary.resolve("e")).period().path("energyMilliJoules").asDouble())
        .isPositive();
  }

  private static Ran imported(PublishedRuns.Run run, Path out, Object... flags) {
    return Ran.standstill(
        Stream.concat(
                Stream.of(
                    "import",
                    "mlperf",
                    "--run-log",
                    run.runLog(),
                    "--power",
                    run.power(),
                    "--site",
                    "smc",
                    "--out",
                    out,
                    "--json"),
                Stream.of(flags))
            .toArray());
  }

  /** Two points of six kilowatts, ten minutes. */
  private static String table() {
    StringBuilder text = new StringBuilder("point,time,watts\n");
    for (int i = 0; i <= 120; i++) {
      for (String point : List.of("a", "b")) {
        text.append(point)
            .append(
                String.format(Locale.ROOT, ",2026-03-01T00:%02d:%02dZ,6000\n", i / 12, i % 12 * 5));
      }
    }
    return text.toString();
  }

  /** Ten minutes of LoadGen's window inside eleven of one meter's text log. */
  static PublishedRuns.Run inference(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve("mlperf_log_detail.txt");
    Files.writeString(
        log,
        detail("loadgen_version", "5.0")
            + detail("sut_name", "made-up")
            + detail("effective_scenario", "Offline")
            + detail("power_begin", "03-01-2026 12:00:00.000")
            + detail("power_end", "03-01-2026 12:10:00.000")
            + detail("result_validity", "VALID")
            + detail("result_samples_per_second", "100.5"));
    StringBuilder meter = new StringBuilder();
    for (int i = -30; i <= 630; i++) {
      meter.append(
          String.format(
              Locale.ROOT,
              "Time,03-01-2026 %02d:%02d:%02d.000,Watts,%d.500000,Volts,239.1,Amps,3.4,PF,0.96,"
                  + "Mark,x,Ch1,Watts,2000.0,Ch2,Watts,2000.0,Ch3,Watts,2000.0%n",
              (12 * 3600 + i) / 3600,
              (12 * 3600 + i) / 60 % 60,
              (12 * 3600 + i) % 60,
              5_990 + i % 20));
    }
    Files.writeString(folder.resolve("spl.txt"), meter.toString());
    return new PublishedRuns.Run(log, folder);
  }

  private static String detail(String key, String value) {
    return ":::MLLOG {\"key\": \""
        + key
        + "\", \"value\": \""
        + value
        + "\", \"time_ms\": 0.03, \"namespace\": \"mlperf::logging\","
        + " \"event_type\": \"POINT_IN_TIME\", \"metadata\": {\"is_error\": false}}\n";
  }
}
