package dev.standstill.telemetry.mlperf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.UnreadableReadings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files made here in the two formats, faults included. */
class ImportersTest {
  private static final String METERED = ":::MLLOG {\"key\":\"power_reading\",\"time_ms\":";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Path log;
  private Path power;

  @BeforeEach
  void writeATrainingRun() throws IOException {
    power = Files.createDirectory(folder.resolve("power"));
    log = folder.resolve("result.txt");
    Files.writeString(
        log,
        """
        + echo ':::SYSJSON {"number_of_nodes":"99"}'
        :::DLPAL /images/x.sqsh 77 3 alpha,beta,gamma "CLUSTER" config
        :::SYSJSON {"number_of_nodes":"3","accelerators_per_node":"8",\
        "accelerator_model_name":"X100","other":{"a":"b"}}
          0: noise that mentions "run_start" only
          0: :::MLLOG {"time_ms": 1700000000000, "key": "submission_benchmark", "value": "toy"}
          0: :::MLLOG {"time_ms": 1700000000000, "key": "submission_platform", "value": "3xToys"}
         12: :::MLLOG {"time_ms": 1700000000500, "key": "run_start", "value": null}
          0: :::MLLOG {"time_ms": 1700000001000, "key": "run_start", "value": "null"}
          0: :::MLLOG {"time_ms":1700000005000,"key":"eval_accuracy","value":0.9,\
        "metadata":{"epoch_num":2,"samples_count":512}}
          0: :::MLLOG {"time_ms": 1700000009000, "key": "run_stop", "value": null, \
        "metadata": {"status": "success", "samples_count": 1024}}
        """);
    for (int node = 0; node < 3; node++) {
      writeNode("node_" + node + ".txt", reading(1_700_000_000_000L, "100"));
    }
    Files.writeString(
        power.resolve("sw_0.txt"),
        ":::MLLOG {\"time_ms\": 1652749794206, \"key\": \"interconnect_power_est\","
            + " \"value\": 9}\n");
    Files.writeString(power.resolve("total_power.txt"), "Total: 1 kWh\n");
  }

  @Test
  void readsWhatATrainingLogDeclares() {
    TrainingRun run = TrainingRun.read(log, power, NOW);

    assertThat(run.benchmark()).isEqualTo("toy");
    assertThat(run.start()).isEqualTo(Instant.ofEpochMilli(1_700_000_001_000L));
    assertThat(run.stop()).isEqualTo(Instant.ofEpochMilli(1_700_000_009_000L));
    assertThat(run.status()).isEqualTo("success");
    assertThat(run.declaredNodes()).isEqualTo(3);
    assertThat(run.acceleratorsPerNode()).isEqualTo(8);
    assertThat(run.acceleratorModel()).isEqualTo("X100");
    assertThat(run.hosts()).containsExactly("alpha", "beta", "gamma");
    assertThat(run.trainedSamples()).isNull();
    assertThat(run.work()).isEqualTo(new WorkDone(1024, "samples_count at run_stop"));
    assertThat(run.nodeNames()).containsExactly("node_0", "node_1", "node_2");
    assertThat(run.readings())
        .contains(new MeterReading("node_1", 1_700_000_000_000_000L, 100_000));
    assertThat(run.notes())
        .anyMatch(note -> note.startsWith("sw_0.txt: an estimate"))
        .anyMatch(note -> note.startsWith("total_power.txt: holds no power_reading"))
        .anyMatch(note -> note.endsWith("stop marker stamped with the start time"));
  }

  @Test
  void countsExpectedNodesFromZeroOrFromOne() {
    assertThat(TrainingRun.expectedNodes(2, List.of("node_1", "node_0")))
        .containsExactly("node_0", "node_1");
    assertThat(TrainingRun.expectedNodes(2, List.of("node_2"))).containsExactly("node_1", "node_2");
  }

  @Test
  void tellsTheKindsOfLogsApart() throws IOException {
    assertThat(RunLogs.kind(log)).isEqualTo(RunKind.TRAINING);
    assertThat(RunLogs.kind(writeInference())).isEqualTo(RunKind.INFERENCE);
    assertThatThrownBy(() -> RunLogs.kind(power.resolve("total_power.txt")))
        .isInstanceOf(UnreadableReadings.class)
        .hasMessageContaining("neither a training log");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cut        | :::MLLOG {\"time_ms\": 17000000010                         | cut or broken",
        "cut        | :::MLLOG {\"time_ms\": 1700000001000, \"key\": \"power_r   | cut or broken",
        "no key     | :::MLLOG {\"time_ms\": 1700000001000, \"value\": 5}         | no \"key\"",
        "no time    | :::MLLOG {\"key\": \"power_reading\", \"value\": 5}         | no \"time_ms\"",
        "no value   | " + METERED + "1,\"value\":\"null\"} | no \"value\"",
        "twice      | :::MLLOG {\"key\": \"power_reading\", \"key\": \"x\"}       | cut or broken",
        "negative   | " + METERED + "1,\"value\":-5} | is negative",
        "absurd     | " + METERED + "1,\"value\":200000000000} | absurd",
        "no number  | " + METERED + "1,\"value\":\"many\"} | not a number",
        "huge       | " + METERED + "1,\"value\":1e999999999} | not a number",
        "future     | " + METERED + "1900000000000,\"value\":5} | future",
        "other text | Total Power Usage                                          | no :::MLLOG line"
      })
  void refusesABrokenMeterLineWithFileAndLine(String name, String line, String problem)
      throws IOException {
    Path file = writeNode("node_1.txt", reading(1_700_000_000_000L, "5") + line + "\n");
    assertRefused(file + ":3: ", problem);
  }

  @Test
  void refusesFilesThatAreNoTextAtAll() throws IOException {
    Path file = power.resolve("node_1.txt");
    Files.write(file, new byte[0]);
    assertRefused(file + ": ", "is empty");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
    assertRefused(file + ": ", "is gzip");
    Files.write(file, new byte[] {127, 'E', 'L', 'F', 0, 0});
    assertRefused(file + ": ", "is binary");
    Files.write(file, "\uFEFFx".getBytes(StandardCharsets.UTF_16LE));
    assertRefused(file + ": ", "is UTF-16");
    Files.write(
        file,
        (reading(1_700_000_000_000L, "5") + ":::MLLOG {\"key\": \"caf\u00e9\"}\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file + ":2: ", "is not UTF-8");
    Files.writeString(file, ":::MLLOG {\"key\": \"power_measurement_start\", \"time_ms\": 1}\n");
    assertRefused(file + ": ", "no power_reading");
  }

  @Test
  void refusesALogWithoutOnePeriod() throws IOException {
    String whole = Files.readString(log);
    Files.writeString(
        log, String.join("\n", whole.lines().filter(l -> !l.contains("run_stop")).toList()));
    assertRefused(log + ": ", "has no run_stop of rank 0");
    Files.writeString(log, whole + whole);
    assertRefused(log + ":", "second run_start of rank 0");
    assertThatThrownBy(() -> TrainingRun.read(folder.resolve("none"), power, NOW))
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> TrainingRun.read(log, log, NOW))
        .isInstanceOf(UnreadableReadings.class);
  }

  @Test
  void readsAnInferenceRunInTheZoneItsSessionTells() throws IOException {
    Path detail = writeInference();
    InferenceRun unknown = InferenceRun.read(detail, folder, NOW);
    assertThat(unknown.begin()).isEqualTo("2024-07-12T10:00:00.500Z");
    assertThat(unknown.notes()).containsExactly("no client.json: text times taken as UTC");
    assertThat(unknown.samplesPerSecond()).isEqualByComparingTo("79.3572");
    assertThat(unknown.tokensPerSecond()).isEqualByComparingTo("23113.1");
    assertThat(unknown.scenario()).isEqualTo("Server");
    assertThat(unknown.readings().stream().toList())
        .containsExactly(
            new MeterReading("spl", 1_720_778_400_830_000L, 2_382_900),
            new MeterReading("spl", 1_720_778_401_828_000L, 2_386_300));

    writeSession("2024-07-12T09:59:00Z", "2024-07-12T10:30:00Z");
    InferenceRun utc = InferenceRun.read(detail, folder, NOW);
    assertThat(utc.begin()).isEqualTo("2024-07-12T10:00:00.500Z");
    assertThat(utc.notes()).isEmpty();

    writeSession("2024-07-12T16:59:00Z", "2024-07-12T17:30:00Z");
    InferenceRun local = InferenceRun.read(detail, folder, NOW);
    assertThat(local.begin()).isEqualTo("2024-07-12T17:00:00.500Z");
    assertThat(local.readings().stream().findFirst().orElseThrow().timeMicros())
        .isEqualTo(1_720_778_400_830_000L + 25_200_000_000L);

    writeSession("2024-07-11T16:59:00Z", "2024-07-11T17:30:00Z");
    assertThat(InferenceRun.read(detail, folder, NOW).notes()).hasSize(1);
  }

  @Test
  void takesTheSummarysRateBecauseThatIsThePublishedOne() throws IOException {
    Path detail = writeInference();
    Files.writeString(
        folder.resolve("mlperf_log_summary.txt"), "Completed samples per second    : 79.36\n");
    assertThat(InferenceRun.read(detail, folder, NOW).samplesPerSecond())
        .isEqualByComparingTo("79.36");
  }

  private Path writeInference() throws IOException {
    Files.writeString(
        folder.resolve("spl.txt"),
        """
        Time,07-12-2024 10:00:00.830,Watts,2382.900000,Volts,239.1,Ch1,Watts,807.2
        Time,07-12-2024 10:00:01.828,Watts,2386.300000,Volts,239.1,Ch1,Watts,808.7

        """);
    return Files.writeString(
        folder.resolve("mlperf_log_detail.txt"),
        """
        :::MLLOG {"key": "loadgen_version", "value": "4.1", "time_ms": 0.02}
        :::MLLOG {"key": "effective_scenario", "value": "Server", "time_ms": 0.03}
        :::MLLOG {"key": "power_begin", "value": "07-12-2024 10:00:00.500", "time_ms": 66.9}
        :::MLLOG {"key": "power_end", "value": "07-12-2024 10:00:02.000", "time_ms": 66.9}
        :::MLLOG {"key": "result_completed_samples_per_sec", "value": 79.3572, "time_ms": 1.5}
        :::MLLOG {"key": "result_completed_tokens_per_second", "value": 23113.1, "time_ms": 1.5}
        """);
  }

  private void writeSession(String first, String last) throws IOException {
    Files.createDirectories(power);
    Files.writeString(
        power.resolve("client.json"),
        "{\"timezone\": 25200, \"messages\": [{\"cmd_time\": %d.25, \"reply_time\": %d.75}]}"
            .formatted(
                Instant.parse(first).getEpochSecond(), Instant.parse(last).getEpochSecond()));
  }

  private Path writeNode(String name, String readings) throws IOException {
    return Files.writeString(
        power.resolve(name),
        """
        :::MLLOG {"time_ms":1700000000000,"key":"power_measurement_start","value":"null"}
        %s:::MLLOG {"time_ms":1700000000000,"key":"power_measurement_stop","value":"null"}
        """
            .formatted(readings));
  }

  private static String reading(long millis, String watts) {
    return ":::MLLOG {\"time_ms\": %d, \"key\": \"power_reading\", \"value\": %s}\n"
        .formatted(millis, watts);
  }

  private void assertRefused(String start, String problem) {
    assertThatThrownBy(() -> TrainingRun.read(log, power, NOW))
        .isInstanceOf(UnreadableReadings.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining(problem)
        .hasMessageContaining("; ")
        .message()
        .hasLineCount(1);
  }
}
