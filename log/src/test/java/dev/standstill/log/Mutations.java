package dev.standstill.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Seeded changes to valid inputs: most of what attackers send is almost right. */
public final class Mutations {
  private static final byte[] INTERESTING = "\n\0 +-=/.0129xX\u007fAe\r\"".getBytes(US_ASCII);

  private Mutations() {}

  /** How many inputs a parser gets: few by default, {@code -Dfuzz=1000000} by hand. */
  public static int inputs() {
    return Integer.getInteger("fuzz", 2_000);
  }

  /** One to three changes of this input, or now and then bytes without any sense. */
  public static byte[] of(byte[] valid, Random random) {
    byte[] bytes = valid;
    if (random.nextInt(50) == 0) {
      bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      return bytes;
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(40, bytes.length - at));
    return switch (random.nextInt(7)) {
      case 0 -> set(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
      case 1 -> set(bytes, at, random.nextInt(256));
      case 2 -> set(bytes, at, INTERESTING[random.nextInt(INTERESTING.length)]);
      case 3 -> splice(bytes, at, length, new byte[0]);
      case 4 -> splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 5 -> splice(bytes, at, 0, new byte[] {INTERESTING[random.nextInt(INTERESTING.length)]});
      default -> Arrays.copyOf(bytes, at);
    };
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, at);
    changed.writeBytes(added);
    changed.write(bytes, at + removed, bytes.length - at - removed);
    return changed.toByteArray();
  }
}
