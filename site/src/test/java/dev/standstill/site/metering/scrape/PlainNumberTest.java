package dev.standstill.site.metering.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNumberTest {

  private static double read(String text) {
    byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
    return PlainNumber.read(bytes, 1, bytes.length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00",
        "0.",
        ".5",
        "612.3",
        "16.365000",
        "0.1",
        "9.007199254741",
        "999999999999999",
        "0.00000000000001",
        "123456789.012345"
      })
  void isTheNumberThatJavaReads(String text) {
    assertThat(read(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-1",
        "+1",
        "1e3",
        "1.2.3",
        "NaN",
        "1f",
        "0x1",
        " 1",
        "1234567890123456",
        "0.1234567890123456",
        "1_000"
      })
  void leavesTheRestToOthers(String text) {
    assertThat(read(text)).isNaN();
  }

  @Test
  void roundsAsJavaDoesWhateverTheDigits() {
    Random random = new Random(20_261_124);
    for (int i = 0; i < 200_000; i++) {
      String digits = Long.toString(random.nextLong(1_000_000_000_000_000L));
      int point = random.nextInt(digits.length() + 1);
      String text = digits.substring(0, point) + "." + digits.substring(point);
      assertThat(Double.doubleToLongBits(read(text)))
          .as(text)
          .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
    }
  }
}
