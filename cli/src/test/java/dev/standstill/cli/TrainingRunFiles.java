package dev.standstill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * A made-up training run in the form of an MLPerf power submission: a log full of noise, a file a
 * node, an estimate of the switches. Eight nodes of about 6,845 W; the meters of nodes 5, 6 and 7
 * give what those of 1, 2 and 3 give. Joules a FLOP are those of the published run, 1.07 times the
 * reference.
 */
final class TrainingRunFiles {

  static final int NODES = 8;
  static final int PAIRS = 3;
  static final long BEGIN_MILLIS = 1_715_960_000_000L;
  static final int SECONDS = 600;
  static final long TOKENS = 12_960L * 2_048;
  static final double FLOP = 6.0 * 175e9 * TOKENS;

  private final Path folder;
  private final String benchmark;

  private TrainingRunFiles(Path folder, String benchmark) {
    this.folder = folder;
    this.benchmark = benchmark;
  }

  /** Before anything was written. */
  static TrainingRunFiles none() {
    return new TrainingRunFiles(Path.of(""), "");
  }

  static TrainingRunFiles gpt3(Path folder) throws IOException {
    return of(folder, "gpt3", 1);
  }

  /** A run of another benchmark, or with other noise. */
  static TrainingRunFiles of(Path folder, String benchmark, long seed) throws IOException {
    TrainingRunFiles files = new TrainingRunFiles(folder, benchmark);
    Files.createDirectories(files.power());
    Files.writeString(files.runLog(), files.log());
    for (int node = 1; node <= NODES; node++) {
      boolean twin = node > 4 && node <= 4 + PAIRS;
      Files.writeString(files.node(node), readings(seed * 100 + (twin ? node - 4 : node)));
    }
    Files.writeString(
        files.power().resolve("sw_0.txt"),
        ":::MLLOG {\"namespace\": \"\", \"time_ms\": 1650000000000,"
            + " \"event_type\": \"POINT_IN_TIME\", \"key\": \"interconnect_power_est\","
            + " \"value\": 7400.0, \"metadata\": {}}\n");
    Files.writeString(files.power().resolve("total_power.txt"), "made-up total: 1 kWh\n");
    return files;
  }

  Path runLog() {
    return folder.resolve("result_2.txt");
  }

  Path power() {
    return folder.resolve("power");
  }

  Path node(int number) {
    return power().resolve("node_" + number + ".txt");
  }

  private String log() {
    long end = BEGIN_MILLIS + SECONDS * 1000L;
    StringBuilder text = new StringBuilder("+ echo 'beginning trial 2 of 3'\nSome noise \u00e9\n");
    for (int rank = 0; rank < 3; rank++) {
      text.append(mllog(rank, BEGIN_MILLIS - 90_000, "INTERVAL_START", "init_start", "null", "{}"));
    }
    text.append("  0: :::SYSJSON {\"submitter\": \"SUBMITTER_ORG\", \"number_of_nodes\": \"")
        .append(NODES)
        .append("\", \"accelerators_per_node\": \"8\", ")
        .append("\"accelerator_model_name\": \"NVIDIA H100 80GB HBM3\"}\n")
        .append(" 0: :::DLPAL /images/made-up.sqsh 4711 ")
        .append(NODES)
        .append(" host1,host2,host3,host4,host5,host6,host7,host8 'cluster' MADE_UP_8x8\n")
        .append(mllog(0, BEGIN_MILLIS - 1000, "POINT", "submission_benchmark", quoted(benchmark)))
        .append(mllog(0, BEGIN_MILLIS - 999, "POINT", "submission_platform", quoted("8xMADEUP")))
        .append("  5: rank 5 says something about run_start\n")
        .append(mllog(0, BEGIN_MILLIS, "INTERVAL_START", "run_start", "null"))
        .append("[1,0]<stdout>: loss 1.0 :::not a marker\n");
    if (benchmark.equals("gpt3")) {
      text.append(mllog(0, end - 5, "POINT", "trained_samples", String.valueOf(TOKENS)));
    }
    return text.append(
            mllog(
                0,
                end,
                "INTERVAL_END",
                "run_stop",
                "null",
                "{\"status\": \"success\", \"samples_count\": 1000}"))
        .append("  3: Traceback of a rank that was killed afterwards\n")
        .toString();
  }

  private static String quoted(String value) {
    return "\"" + value + "\"";
  }

  private static String mllog(int rank, long millis, String type, String key, String value) {
    return mllog(rank, millis, type, key, value, "{\"file\": \"train.py\", \"lineno\": 1}");
  }

  private static String mllog(
      int rank, long millis, String type, String key, String value, String metadata) {
    return String.format(
        Locale.ROOT,
        "%3d: :::MLLOG {\"namespace\": \"\", \"time_ms\": %d, \"event_type\": \"%s\","
            + " \"key\": \"%s\", \"value\": %s, \"metadata\": %s}%n",
        rank,
        millis,
        type,
        key,
        value,
        metadata);
  }

  /** A reading every two seconds, from before the run to after it. */
  private static String readings(long seed) {
    Random noise = new Random(seed);
    StringBuilder text = new StringBuilder();
    power(text, BEGIN_MILLIS - 7000, "power_measurement_start", "null");
    for (int i = -3; i <= SECONDS / 2 + 3; i++) {
      long power = 6_845 + Math.round(120 * noise.nextGaussian());
      power(text, BEGIN_MILLIS + i * 2000L, "power_reading", power + ".0");
    }
    power(text, BEGIN_MILLIS + SECONDS * 1000L + 7000, "power_measurement_stop", "null");
    return text.toString();
  }

  private static void power(StringBuilder to, long millis, String key, String value) {
    to.append(":::MLLOG {\"namespace\": \"\", \"time_ms\": ")
        .append(millis)
        .append(", \"event_type\": \"POINT_IN_TIME\", \"key\": \"")
        .append(key)
        .append("\", \"value\": ")
        .append(value)
        .append(", \"metadata\": {}}\n");
  }
}
