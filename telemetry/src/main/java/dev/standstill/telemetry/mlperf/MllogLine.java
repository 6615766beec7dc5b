package dev.standstill.telemetry.mlperf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.standstill.telemetry.source.TextLines;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scalars of one {@code :::MARKER {json}} line; what is nested once is named {@code
 * outer.inner}. Numbers keep the text of the source, so that nothing is rounded on the way.
 */
record MllogLine(Map<String, String> fields) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  /** Reads the JSON object that follows the marker on this line. */
  static MllogLine parse(TextLines line, String marker) {
    String text = line.text();
    int json = text.indexOf('{', text.indexOf(marker));
    if (json < 0) {
      throw line.problem("has no JSON object after " + marker, "export the log again");
    }
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(text.substring(json))) {
      parser.nextToken();
      readObject(parser, "", fields);
      if (parser.nextToken() != null) {
        throw line.problem("has text after its JSON object", "export the log again");
      }
    } catch (IOException e) {
      throw line.problem(
          "JSON is cut or broken in the " + marker + " line", "copy or export the log again");
    }
    return new MllogLine(fields);
  }

  /** The value of a field; the JSON null and the string "null" both count as absent. */
  @Nullable String value(String name) {
    String value = fields.get(name);
    return "null".equals(value) ? null : value;
  }

  /** The value of a field that this line must have. */
  String required(TextLines line, String name) {
    String value = value(name);
    if (value == null) {
      throw line.problem("has no \"" + name + "\"", "export the log again");
    }
    return value;
  }

  private static void readObject(JsonParser parser, String prefix, Map<String, String> fields)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        readObject(parser, name + ".", fields);
      } else if (token == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else {
        fields.put(name, parser.getText());
      }
    }
  }
}
