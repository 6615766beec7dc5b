package dev.standstill.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes to a tree and back, with nothing left to the reader's taste. */
public final class StrictJson {
  /** Our deepest statement needs 7 levels. */
  private static final int NESTING_MAX = 16;

  private static final int NUMBER_LENGTH_MAX = 64;
  private static final int NAME_LENGTH_MAX = 128;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .maxNameLength(NAME_LENGTH_MAX)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectFieldValueSpacing(Spacing.AFTER)
          .withArrayEmptySeparator("")
          .withObjectEmptySeparator("");

  private StrictJson() {}

  /**
   * Parses one JSON value.
   *
   * @param bytes the whole document
   * @param bytesMax more than these are refused unread
   * @throws RefusedInputException for whatever is not exactly one value in strict JSON
   */
  public static StrictValue parse(byte[] bytes, int bytesMax) {
    if (bytes.length > bytesMax) {
      throw refused(
          Place.DOCUMENT.pointer(), bytes.length + " bytes; at most " + bytesMax + " are allowed");
    }
    String text = utf8(bytes);
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw refused(Place.DOCUMENT.pointer(), "begins with a byte order mark");
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      return new StrictValue(Place.DOCUMENT, tree(parser));
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(Place.DOCUMENT.pointer(), "not valid UTF-8");
    }
  }

  private static JsonNode tree(JsonParser parser) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw refused(Place.DOCUMENT.pointer(), "empty");
      }
      JsonNode node = MAPPER.readTree(parser);
      if (parser.nextToken() != null) {
        throw refused(Place.DOCUMENT.pointer(), "content after the end of the JSON value");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw refused(where(parser), "too deep, or a name or number too long");
    } catch (JsonProcessingException e) {
      throw refused(where(parser), "not strict JSON: " + e.getOriginalMessage());
    }
  }

  private static String where(JsonParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? pointer : pointer.substring(1);
  }

  private static RefusedInputException refused(String place, String reason) {
    return new RefusedInputException(new Refusal(place, reason));
  }

  /** Compact JSON in UTF-8, keys in the order of the tree: what is signed. */
  public static byte[] compact(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      // A lone surrogate: whoever made this text is wrong, not a stranger.
      throw new IllegalArgumentException("not writable as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Indented JSON with a final newline, the same on every platform: what is printed. */
  public static String pretty(JsonNode node) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter)
            .withSeparators(SEPARATORS);
    try {
      return MAPPER.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + e.getOriginalMessage(), e);
    }
  }
}
