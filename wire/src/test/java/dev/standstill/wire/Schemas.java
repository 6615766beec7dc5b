package dev.standstill.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.standstill.core.record.StatementKind;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The schemas as an independent validator reads them. */
final class Schemas {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Map<StatementKind, Schema> COMPILED = new EnumMap<>(StatementKind.class);

  static {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (StatementKind kind : StatementKind.values()) {
      COMPILED.put(kind, registry.getSchema(text(kind), InputFormat.JSON));
    }
  }

  private Schemas() {}

  static List<Error> errors(StatementKind kind, byte[] payload) {
    Schema schema = Objects.requireNonNull(COMPILED.get(kind));
    return schema.validate(new String(payload, StandardCharsets.UTF_8), InputFormat.JSON);
  }

  static JsonNode schemaTree(StatementKind kind) {
    return tree(text(kind).getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode tree(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(StatementKind kind) {
    String file = "schema/" + Words.of(kind) + ".schema.json";
    try (InputStream stream = Statement.class.getResourceAsStream(file)) {
      return new String(
          Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
