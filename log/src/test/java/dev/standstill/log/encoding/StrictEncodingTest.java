package dev.standstill.log.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictEncodingTest {
  @Test
  void decodesWhatItEncoded() {
    Random random = new Random(1);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(StrictBase64.decode(StrictBase64.encode(bytes))).hasValue(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AB==", "AA", "AA=", "AA==\n", " AA==", "AA==AA==", "A-_=", "AAB=", "é", "===="})
  void refusesEveryOtherSpellingOfBase64(String text) {
    assertThat(StrictBase64.decode(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 255, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void readsDecimalsUpToTheLargestLong(long number) {
    assertThat(StrictDecimal.parse(Long.toString(number))).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01",
        "+1",
        "-1",
        "-0",
        " 1",
        "1 ",
        "1\n",
        "0x1",
        "1e3",
        "١",
        "１",
        "9223372036854775808",
        "9999999999999999999",
        "18446744073709551617",
        "1_000"
      })
  void refusesEveryOtherSpellingOfADecimal(String text) {
    assertThat(StrictDecimal.parse(text)).isEmpty();
  }
}
