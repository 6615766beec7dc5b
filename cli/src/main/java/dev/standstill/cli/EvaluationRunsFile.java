package dev.standstill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.standstill.core.indicator.EvaluationRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Evaluation runs, a JSON object a line, with the columns that METR publishes: {@code alias},
 * {@code task_family}, {@code task_id}, {@code run_id}, {@code human_minutes} and {@code
 * score_binarized} (0 to 1). Other columns are passed over.
 *
 * @param runs in the order of the file
 * @param digest SHA-256 of the whole file, in hex
 */
record EvaluationRunsFile(List<EvaluationRun> runs, String digest) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LINE_MAX = 1 << 20;

  EvaluationRunsFile {
    runs = List.copyOf(runs);
  }

  /**
   * Reads it as a stream.
   *
   * @throws IllegalArgumentException if a line cannot be used: how many, which first, and why
   */
  static EvaluationRunsFile read(Path file) throws IOException {
    List<EvaluationRun> runs = new ArrayList<>();
    MessageDigest digest = sha256();
    long number = 0;
    long refused = 0;
    String first = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new DigestInputStream(Files.newInputStream(file), digest),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          runs.add(run(line));
        } catch (IllegalArgumentException e) {
          first = refused == 0 ? "line " + number + ": " + e.getMessage() : first;
          refused++;
        }
      }
    }
    if (refused > 0) {
      throw new IllegalArgumentException(
          "%s: %d of %d lines cannot be used; the first is %s"
              .formatted(file, refused, number, first));
    }
    return new EvaluationRunsFile(runs, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static EvaluationRun run(String line) {
    if (line.length() > LINE_MAX) {
      throw new IllegalArgumentException("longer than " + LINE_MAX + " characters");
    }
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return new EvaluationRun(
        text(node, "alias"),
        text(node, "task_family"),
        text(node, "task_id"),
        text(node, "run_id"),
        number(node, "human_minutes"),
        number(node, "score_binarized"));
  }

  private static String text(JsonNode node, String column) {
    JsonNode value = node.path(column);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException(column + " is missing or no text");
    }
    return value.asText();
  }

  private static double number(JsonNode node, String column) {
    JsonNode value = node.path(column);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(column + " is missing or no number");
    }
    return value.asDouble();
  }
}
