package dev.standstill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.standstill.core.indicator.ModelHorizon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table of published horizons: METR's YAML ({@code results} by model, each with {@code
 * release_date} and {@code metrics.p50_horizon_length.estimate}), or CSV whose first line names the
 * columns {@code model}, {@code release_date} and {@code p50_minutes}.
 */
final class HorizonTableFile {

  private static final int BYTES_MAX = 2 << 20;
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Where nothing was solved, tables say 0; the trend takes no less than this in any case. */
  private static final double MINUTES_MIN = 1e-3;

  private HorizonTableFile() {}

  static List<ModelHorizon> read(Path file) throws IOException {
    String text = new String(SmallFile.read(file, BYTES_MAX), StandardCharsets.UTF_8);
    try {
      List<ModelHorizon> models =
          file.toString().endsWith(".csv") ? csv(text.lines().toList()) : yaml(text);
      if (models.isEmpty()) {
        throw new IllegalArgumentException("no model in it");
      }
      return models;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": not YAML: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<ModelHorizon> yaml(String text) throws JsonProcessingException {
    JsonNode results = YAML.readTree(text).path("results");
    if (!results.isObject()) {
      throw new IllegalArgumentException("no results by model; a table in CSV must be named .csv");
    }
    List<ModelHorizon> models = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : results.properties()) {
      JsonNode p50 = entry.getValue().at("/metrics/p50_horizon_length/estimate");
      if (!p50.isNumber()) {
        throw new IllegalArgumentException(
            entry.getKey() + ": metrics.p50_horizon_length.estimate is missing or no number");
      }
      models.add(
          model(entry.getKey(), entry.getValue().path("release_date").asText(), p50.asDouble()));
    }
    return models;
  }

  private static List<ModelHorizon> csv(List<String> lines) {
    List<String> columns = lines.isEmpty() ? List.of() : cells(lines.getFirst());
    int model = column(columns, "model");
    int released = column(columns, "release_date");
    int p50 = column(columns, "p50_minutes");
    List<ModelHorizon> models = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String place = "line " + (i + 1) + ": ";
      List<String> cells = cells(lines.get(i));
      if (cells.size() != columns.size() || lines.get(i).contains("\"")) {
        throw new IllegalArgumentException(
            place + cells.size() + " cells, " + columns.size() + " columns; quotes are not read");
      }
      try {
        models.add(
            model(cells.get(model), cells.get(released), Double.parseDouble(cells.get(p50))));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(place + "no number: " + cells.get(p50), e);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(place + e.getMessage(), e);
      }
    }
    return models;
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }

  private static int column(List<String> columns, String name) {
    int place = columns.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException("no column " + name + " in the first line");
    }
    return place;
  }

  private static ModelHorizon model(String name, String released, double minutes) {
    if (minutes < 0) {
      throw new IllegalArgumentException(name + ": negative minutes, " + minutes);
    }
    try {
      return new ModelHorizon(name, LocalDate.parse(released), Math.max(MINUTES_MIN, minutes));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + ": no release date such as 2026-02-05: " + released, e);
    }
  }
}
