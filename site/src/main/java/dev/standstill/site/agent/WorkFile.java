package dev.standstill.site.agent;

import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.site.Assumption;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the operator says once of all that his schedulers run, so that a report can be filled from
 * their accounts: {@code work.json} beside {@code activities.json}.
 *
 * @param kinds of runs; the first that fits a run says what it is
 * @param assumes what that takes for granted
 */
record WorkFile(List<Work> kinds, List<Assumption> assumes) {
  static final String NAME = "work.json";
  private static final int BYTES_MAX = 1 << 20;

  WorkFile {
    kinds = List.copyOf(kinds);
    assumes = List.copyOf(assumes);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException naming place and reason if it is not as it must be
   */
  static WorkFile read(Path file) throws IOException {
    byte[] text = RegularFile.read(file, BYTES_MAX);
    return switch (ReadResult.reading(() -> read(StrictJson.parse(text, BYTES_MAX)))) {
      case ReadResult.Read<WorkFile>(WorkFile read) -> read;
      case ReadResult.Refused<WorkFile>(var refusal) ->
          throw new IllegalArgumentException(file + ": " + refusal);
    };
  }

  private static WorkFile read(StrictValue value) {
    StrictObject node = value.object("kinds", "assumes");
    return new WorkFile(
        node.field("kinds").list(WorkFile::work),
        node.field("assumes").distinct(one -> one.word(Assumption.class)));
  }

  private static Work work(StrictValue value) {
    StrictObject node =
        value.object(
            "runs",
            "category",
            "model",
            "lineage",
            "modelFlopPerDeviceSecond",
            "executedFlopPerDeviceSecond",
            "precision");
    StrictObject runs = node.field("runs").object("queue", "permit", "lineage");
    Optional<String> queue = runs.optional("queue").map(StrictValue::text);
    Optional<String> permit = runs.optional("permit").map(StrictValue::text);
    Optional<String> comment = runs.optional("lineage").map(StrictValue::text);
    ActivityCategory category = node.field("category").word(ActivityCategory.class);
    String model = named(node.field("model"));
    Optional<String> lineage = node.optional("lineage").map(WorkFile::named);
    FlopRate modelRate = rate(node.field("modelFlopPerDeviceSecond"));
    FlopRate executedRate = rate(node.field("executedFlopPerDeviceSecond"));
    String precision = named(node.field("precision"));
    return value.build(() ->
        new Work(
            queue, permit, comment, category, model, lineage, modelRate, executedRate, precision));
  }

  private static FlopRate rate(StrictValue value) {
    var perSecond = value.decimal();
    return value.build(() -> new FlopRate(perSecond));
  }

  private static String named(StrictValue value) {
    if (value.text().isBlank()) {
      throw value.refused("must not be empty");
    }
    return value.text();
  }
}
