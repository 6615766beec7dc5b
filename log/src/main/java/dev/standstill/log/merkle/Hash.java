package dev.standstill.log.merkle;

import dev.standstill.log.encoding.StrictBase64;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** A SHA-256 value: 32 bytes, compared by content. */
public final class Hash {
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy of exactly 32 bytes. */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  public static Hash sha256(byte[] message) {
    return new Hash(digest().digest(message));
  }

  /** The hash written as 64 lower-case hex digits, or empty for any other spelling. */
  public static Optional<Hash> parseHex(String text) {
    if (text.length() != 2 * LENGTH) {
      return Optional.empty();
    }
    try {
      Hash hash = new Hash(HexFormat.of().parseHex(text));
      return hash.hex().equals(text) ? Optional.of(hash) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The hash written as canonical base64, or empty for any other spelling or length. */
  public static Optional<Hash> parseBase64(String text) {
    return StrictBase64.decode(text).filter(b -> b.length == LENGTH).map(Hash::new);
  }

  /** The hash that stands in 32 of these bytes. */
  public static Hash at(byte[] bytes, int from) {
    Objects.checkFromIndexSize(from, LENGTH, bytes.length);
    return new Hash(Arrays.copyOfRange(bytes, from, from + LENGTH));
  }

  /** Takes the array itself: for callers inside this package that just made it. */
  static Hash wrapping(byte[] bytes) {
    return new Hash(bytes);
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes the 32 bytes into {@code target} at {@code at}. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, LENGTH);
  }

  /** Whether these 32 bytes stand in {@code other} at {@code from}. */
  public boolean standsAt(byte[] other, int from) {
    return Arrays.equals(bytes, 0, LENGTH, other, from, from + LENGTH);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  public String base64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
