package dev.standstill.site.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The statements of a site as files, each written whole: {@code NUMBER.json} and what became. */
final class SaidFiles {
  private static final Pattern STATEMENT = Pattern.compile("([0-9]{9})\\.json");
  private static final long INDEX_MAX = 1L << 53;
  private static final int OUTCOME_BYTES_MAX = 4096;

  private final Path directory;

  SaidFiles(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
  }

  private static String name(long number, String end) {
    return String.format(Locale.ROOT, "%09d%s", number, end);
  }

  void write(long number, Envelope envelope) throws IOException {
    AtomicFile.write(directory, name(number, ".json"), envelope.encode());
  }

  byte[] entry(long number) throws IOException {
    return RegularFile.read(directory.resolve(name(number, ".json")), Envelope.BYTES_MAX);
  }

  void writeOutcome(Said said) throws IOException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    said.ownIndex().ifPresent(index -> node.put("ownIndex", index));
    said.registerIndex().ifPresent(index -> node.put("registerIndex", index));
    said.refused().ifPresent(why -> node.put("refused", why));
    if (said.arrived()) {
      node.put("arrived", true);
    }
    AtomicFile.write(
        directory,
        name(said.number(), ".outcome"),
        StrictJson.pretty(node).getBytes(StandardCharsets.UTF_8));
  }

  /** All of them, by number. */
  NavigableMap<Long, Said> read() throws IOException {
    NavigableMap<Long, Said> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Matcher named = STATEMENT.matcher(String.valueOf(file.getFileName()));
        if (named.matches()) {
          Said said = read(Long.parseLong(named.group(1)));
          all.put(said.number(), said);
        }
      }
    }
    return all;
  }

  private Said read(long number) throws IOException {
    Path file = directory.resolve(name(number, ".json"));
    if (Envelope.read(entry(number)) instanceof ReadResult.Read<Envelope>(Envelope envelope)
        && StatementCodec.read(envelope.payload())
            instanceof ReadResult.Read<Statement>(Statement statement)) {
      return withOutcome(Said.made(number, StatementCodec.id(envelope.payload()), statement));
    }
    // It was written whole, so somebody else has changed it: what this site said is in doubt.
    throw new IOException(file + ": is no statement of this site any more");
  }

  private Said withOutcome(Said said) throws IOException {
    Path file = directory.resolve(name(said.number(), ".outcome"));
    if (!Files.exists(file)) {
      return said;
    }
    byte[] bytes = RegularFile.read(file, OUTCOME_BYTES_MAX);
    return ReadResult.reading(
            () -> {
              StrictObject node =
                  StrictJson.parse(bytes, OUTCOME_BYTES_MAX)
                      .object("ownIndex", "registerIndex", "refused", "arrived");
              return new Said(
                  said.number(),
                  said.id(),
                  said.statement(),
                  index(node, "ownIndex"),
                  index(node, "registerIndex"),
                  node.optional("refused").map(why -> why.text()),
                  node.optional("arrived").map(value -> value.flag()).orElse(false));
            })
        .accepted()
        // What became of it can be found out again: both logs take the same entry once.
        .orElse(said);
  }

  private static OptionalLong index(StrictObject node, String field) {
    return node.optional(field)
        .map(value -> OptionalLong.of(value.integer(0, INDEX_MAX)))
        .orElseGet(OptionalLong::empty);
  }

  /** Only to tell two apart in a message. */
  static String shortened(Digest id) {
    return id.hex().substring(0, 12);
  }
}
