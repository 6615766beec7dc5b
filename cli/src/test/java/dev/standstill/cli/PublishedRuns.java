package dev.standstill.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shared real data, which only some machines have; nothing of it is in this repository. */
final class PublishedRuns {

  private static final Path MLPERF =
      Path.of(System.getProperty("repositoryRoot", ".")).resolveSibling("shared/data/mlperf");
  private static final String TRAINING = "training_v4.0/smc-ac-power/results/";
  private static final String INFERENCE =
      "inference_v4.1/closed/NVIDIA/results/H200-SXM-141GBx8_TRT_MaxQ/";

  /** One run's log and the folder of its meters. */
  record Run(Path runLog, Path power) {}

  private PublishedRuns() {}

  static void requirePresent() {
    assumeTrue(Files.isDirectory(MLPERF), "the shared data is not beside this checkout");
  }

  static Run gpt3() throws IOException {
    return training("64xSMC-H100-SXM-80GB/gpt3").getFirst();
  }

  /** The runs of one training set, in the order of their names. */
  static List<Run> training(String set) throws IOException {
    Path folder = MLPERF.resolve(TRAINING + set);
    try (Stream<Path> logs = Files.list(folder)) {
      return logs.filter(log -> log.getFileName().toString().matches("result_.*\\.txt"))
          .sorted()
          .map(log -> new Run(log, folder.resolve("power").resolve(stem(log))))
          .toList();
    }
  }

  /** For example {@code bert-99/Offline}. */
  static Run inference(String set) {
    Path folder = MLPERF.resolve(INFERENCE + set + "/performance/run_1");
    return new Run(folder.resolve("mlperf_log_detail.txt"), folder);
  }

  private static String stem(Path log) {
    return log.getFileName().toString().replaceFirst("\\.txt$", "");
  }
}
