package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Kubernetes' objects as trees. Kinds that this code has never heard of must be read too, and
 * counted wherever they ask for devices, so nothing is bound to types. A key that stands twice is
 * refused: two readers could see two objects.
 */
final class KubernetesJson {
  /** Embedded templates nest deep; the server's own limit is far above. */
  private static final int NESTING_MAX = 200;

  private static final int NUMBER_LENGTH_MAX = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .build())
                  .build())
          .build();

  private KubernetesJson() {}

  /**
   * Reads one object.
   *
   * @throws IOException if it is not exactly one JSON object
   */
  static JsonNode read(byte[] bytes) throws IOException {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      JsonNode node = MAPPER.readTree(parser);
      if (node == null || !node.isObject() || parser.nextToken() != null) {
        throw new IOException("expected one JSON object");
      }
      return node;
    }
  }

  static byte[] write(JsonNode node) throws IOException {
    return MAPPER.writeValueAsBytes(node);
  }
}
