package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises on a run made up here, so that every clone tests them. */
class MadeUpGptRunTest extends GptRunCases {

  private TrainingRunFiles run = TrainingRunFiles.none();

  @BeforeEach
  void write() throws IOException {
    run = TrainingRunFiles.gpt3(temporary.resolve("run"));
  }

  @Override
  Path runLog() {
    return run.runLog();
  }

  @Override
  Path power() {
    return run.power();
  }

  @Override
  int nodes() {
    return TrainingRunFiles.NODES;
  }

  @Override
  int pairs() {
    return TrainingRunFiles.PAIRS;
  }

  @Override
  double truth() {
    return TrainingRunFiles.FLOP;
  }

  @Override
  String twin() {
    return "node_6";
  }

  @Test
  void takesWhatAnInstrumentReadsFromTheOperatorOnly() throws IOException {
    Path evidence = imported("--shared-meters", "one");
    Ran verified = Ran.verified(evidence).endedWith(ExitStatus.UNDECIDED);
    assertThat(verified.points("declared-activity", "unmetered")).hasSize(pairs());
    assertThat(verified.points("declared-site", "unmetered")).hasSize(pairs());
  }

  @Test
  void upholdsNothingOnAReadingPastWhatTheNodeCanDraw() throws IOException {
    String text = Files.readString(run.node(8));
    int at = text.indexOf("\"value\": 6", text.length() / 2);
    Files.writeString(
        run.node(8), text.substring(0, at) + "\"value\": 16" + text.substring(at + 10));
    Ran verified =
        Ran.verified(imported("--shared-meters", "mean")).endedWith(ExitStatus.UNDECIDED);
    assertThat(verified.points("declared-activity", "reading-above-limit"))
        .containsExactly("node_8");
  }

  @Test
  void tellsHowManyNodesThereWereFromTheLogUnlessTheOperatorSays() throws IOException {
    Ran said =
        Ran.standstill(
                "import",
                "mlperf",
                "--run-log",
                runLog(),
                "--power",
                power(),
                "--site",
                "smc",
                "--nodes",
                10,
                "--json",
                "--out",
                temporary.resolve("ten"))
            .endedWith(ExitStatus.OK);
    assertThat(said.json().path("points").asInt()).isEqualTo(10);
    assertThat(said.json().path("pointsWithReadings").asInt()).isEqualTo(8);
    assertThat(Ran.verified(temporary.resolve("ten")).points("declared-site", "missing-readings"))
        .containsExactly("node_9", "node_10");
  }

  @Test
  void measuresTheEnergyBetweenStartAndStopToTheMillijoule() throws IOException {
    long joules = 0;
    for (int node = 1; node <= nodes(); node++) {
      joules += joules(run.node(node));
    }
    assertThat(Ran.balance(imported()).period().path("energyMilliJoules").asText())
        .isEqualTo(joules + "000");
  }

  /** Steps of two seconds, of which the first and the last three lie outside the run. */
  private static long joules(Path node) throws IOException {
    List<Long> watts =
        Files.readAllLines(node).stream()
            .filter(line -> line.contains("power_reading"))
            .map(line -> Long.valueOf(line.replaceAll(".*value\": ([0-9]+)\\.0,.*", "$1")))
            .toList();
    long joules = 0;
    for (int i = 4; i < watts.size() - 3; i++) {
      joules += watts.get(i - 1) + watts.get(i);
    }
    return joules;
  }
}
