package dev.standstill.site.enforcement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The halts that have begun, on the disk. */
final class HaltFile {
  private static final String NAME = "halts.json";
  private static final int BYTES_MAX = 64 << 20;

  private final Path directory;

  HaltFile(Path directory) {
    this.directory = directory;
  }

  /**
   * Those of the last run. A file that cannot be read is as good as none: then every job that must
   * stop gets one more grace, and none goes on.
   */
  Map<String, Halt> read() throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Map.of();
    }
    byte[] bytes = RegularFile.read(file, BYTES_MAX);
    Map<String, Halt> halts = new LinkedHashMap<>();
    ReadResult.reading(() -> StrictJson.parse(bytes, BYTES_MAX).list(HaltFile::halt))
        .accepted()
        .ifPresent(all -> all.forEach(halt -> halts.put(halt.job(), halt)));
    return halts;
  }

  private static Halt halt(StrictValue value) {
    StrictObject node = value.object("job", "reason", "detail", "restsOn", "begun", "until");
    Optional<Digest> restsOn =
        node.optional("restsOn").map(id -> value.build(() -> new Digest(id.text())));
    return new Halt(
        node.field("job").text(),
        node.field("reason").text(),
        node.field("detail").text(),
        restsOn,
        node.field("begun").instant(),
        node.field("until").instant());
  }

  void write(Map<String, Halt> halts) throws IOException {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    halts
        .values()
        .forEach(halt -> {
          ObjectNode node =
              all.addObject()
                  .put("job", halt.job())
                  .put("reason", halt.reason())
                  .put("detail", halt.detail());
          halt.restsOn().ifPresent(id -> node.put("restsOn", id.hex()));
          node.put("begun", time(halt.begun())).put("until", time(halt.until()));
        });
    AtomicFile.write(directory, NAME, StrictJson.pretty(all).getBytes(StandardCharsets.UTF_8));
  }

  /** Finer than a second is more than any grace is given in. */
  private static String time(Instant instant) {
    return Instant.ofEpochSecond(instant.getEpochSecond()).toString();
  }
}
