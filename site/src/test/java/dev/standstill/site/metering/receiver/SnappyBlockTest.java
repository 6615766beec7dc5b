package dev.standstill.site.metering.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an encoder that is not ours. */
class SnappyBlockTest {

  private static byte[] decode(byte[] block) throws SnappyBlock.Malformed {
    byte[] out = new byte[(int) SnappyBlock.decodedLength(block)];
    assertThat(SnappyBlock.decode(block, out)).isEqualTo(out.length);
    return out;
  }

  /** Text with repetitions near and far, of all lengths. */
  private static byte[] text(Random random) {
    byte[] text = new byte[random.nextInt(300_000)];
    int at = 0;
    while (at < text.length) {
      int length = Math.min(1 + random.nextInt(200), text.length - at);
      int from = at == 0 ? 0 : random.nextInt(at);
      for (int i = 0; i < length; i++) {
        text[at + i] = at == 0 || length % 3 == 0 ? (byte) random.nextInt(256) : text[from + i];
      }
      at += length;
    }
    return text;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatWasEncodedComesBack(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] text = text(random);
    assertThat(decode(WriteRequests.packed(text))).isEqualTo(text);
  }

  @Test
  void everyKindOfElementIsDecoded() throws Exception {
    // "abcd", then 8 bytes from 4 back by each of the three kinds of copies, by hand.
    byte[] blocks = HexFormat.of().parseHex("1c" + "0c61626364" + "1104" + "1e0400" + "1f04000000");
    assertThat(new String(decode(blocks), StandardCharsets.US_ASCII)).isEqualTo("abcd".repeat(7));
    // A byte that repeats itself.
    assertThat(new String(decode(HexFormat.of().parseHex("0800610d01")), StandardCharsets.US_ASCII))
        .isEqualTo("aaaaaaaa");
    assertThat(decode(new byte[] {0})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ffffffffff01",
        "05",
        "04" + "0c6162",
        "03" + "0c61626364",
        "08" + "0061" + "0d00",
        "08" + "0061" + "0d02",
        "02" + "0061" + "0d01",
        "05" + "f0",
        "05" + "fcffffffff61",
        "08" + "0061" + "1f",
        "09" + "0061" + "1effff"
      })
  void whatIsNoBlockIsRefused(String hex) {
    byte[] block = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> SnappyBlock.decode(block, new byte[64]))
        .isInstanceOf(SnappyBlock.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void changedBlocksAreRefusedOrDecodedAndNeverWorse(long seed) {
    Random random = new Random(seed);
    byte[] packed = WriteRequests.packed(Arrays.copyOf(text(random), 5_000));
    byte[] out = new byte[5_000];
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = packed.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        assertThat(SnappyBlock.decode(changed, out)).isLessThanOrEqualTo(out.length);
      } catch (SnappyBlock.Malformed e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
