package dev.standstill.log.note;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The Ed25519 public keys that belong to nobody. Eight points have a small order, and under them
 * one signature verifies for many messages although nobody holds a secret: whoever got such a key
 * into a policy or a charter could speak without signing. RFC 8032 does not forbid them.
 */
final class SmallOrderPoints {
  /** The y coordinates of the eight, little-endian, and the second spellings of two of them. */
  private static final List<byte[]> COORDINATES =
      List.of(
          hex("00".repeat(32)),
          hex("01" + "00".repeat(31)),
          hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
          hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
          hex("ec" + "ff".repeat(30) + "7f"),
          hex("ed" + "ff".repeat(30) + "7f"),
          hex("ee" + "ff".repeat(30) + "7f"));

  private SmallOrderPoints() {}

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** Whether a public key of 32 bytes is one of them; the top bit is the sign of the other half. */
  static boolean contains(byte[] publicKey) {
    byte[] unsigned = publicKey.clone();
    unsigned[31] &= 0x7f;
    return COORDINATES.stream().anyMatch(coordinate -> Arrays.equals(coordinate, unsigned));
  }
}
