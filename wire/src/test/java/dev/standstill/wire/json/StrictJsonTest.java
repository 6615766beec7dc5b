package dev.standstill.wire.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StrictJsonTest {

  @Test
  void refusesBytesThatAreNotOneJsonValueInUtf8() {
    assertThat(refusal("")).isEqualTo("empty");
    assertThat(refusal("  ")).isEqualTo("empty");
    assertThat(refusal("\uFEFF{}")).isEqualTo("begins with a byte order mark");
    assertThat(refusal("{}{}")).isEqualTo("content after the end of the JSON value");
    assertThat(refusal("{} x")).startsWith("not strict JSON");
    assertThat(refusal("{\"a\":1,}")).startsWith("a: not strict JSON");
    assertThat(refusal("{'a':1}")).startsWith("not strict JSON");
    assertThat(refusal("{\"a\":1 // why\n}")).startsWith("a: not strict JSON");
    assertThat(refusal("{\"a\":\"\t\"}")).startsWith("a: not strict JSON");
    assertThat(refusal("{\"a\":")).startsWith("a: not strict JSON");
  }

  @Test
  void refusesInvalidUtf8() {
    byte[][] invalid = {
      {'"', (byte) 0xc0, (byte) 0x80, '"'}, // an overlong NUL
      {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, // a surrogate
      {'"', (byte) 0xff, '"'},
      {'"', (byte) 0xc3, '"'}
    };
    for (byte[] bytes : invalid) {
      assertThat(refusal(bytes, 100)).isEqualTo("not valid UTF-8");
    }
    assertThat(refusal("{}".getBytes(UTF_16), 100)).isEqualTo("not valid UTF-8");
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeepWithoutReadingIt() {
    assertThat(refusal("{}".getBytes(UTF_8), 1)).isEqualTo("2 bytes; at most 1 are allowed");
    assertThat(refusal("[".repeat(17) + "]".repeat(17)))
        .isEqualTo("0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0: too deep, or a name or number too long");
    assertThat(refusal("{\"" + "k".repeat(1_000) + "\":1}")).contains("too long");
  }

  @Test
  void refusesDuplicateKeysAlsoWhenTheyAreSpelledDifferently() {
    assertThat(refusal("{\"a\":{\"b\":1,\"\\u0062\":2}}")).startsWith("a/b: not strict JSON: Dup");
  }

  @Test
  void aRefusalIsOnePrintableLineHoweverLongAndOddTheInput() {
    String key = "\\u001b\\n/~" + "x".repeat(100);
    assertThat(refusal("{\"" + key + "\":1}")).startsWith("\\u001b\\u000a~1~0xxx");
    Refusal refusal = new Refusal("", "y".repeat(10_000));
    assertThat(refusal.reason()).hasSize(301).endsWith("…");
  }

  @Test
  void theExampleOfTheChapterHolds() {
    ReadResult<?> result =
        ReadResult.reading(() ->
            StrictJson.parse("{\"areas\":[{\"devices\":1.5}]}".getBytes(UTF_8), 100)
                .object("areas")
                .field("areas")
                .list(area -> area.object("devices").field("devices").integer(1, 9)));
    assertThat(result)
        .isEqualTo(
            new ReadResult.Refused<>(
                new Refusal(
                    "areas/0/devices",
                    "expected an integer, found a number with a fraction or exponent")));
  }

  private static String refusal(String text) {
    return refusal(text.getBytes(UTF_8), 10_000);
  }

  private static String refusal(byte[] bytes, int bytesMax) {
    return switch (ReadResult.reading(() -> StrictJson.parse(bytes, bytesMax).object())) {
      case ReadResult.Read<?> read -> "read";
      case ReadResult.Refused<?>(Refusal refusal) -> refusal.toString();
    };
  }
}
