package dev.standstill.log.sequence;

import dev.standstill.log.merkle.Hash;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of {@code merkle.TreeHash}, from arrays into arrays: a writer makes hundreds of
 * thousands a second, and an object for each would cost more than the hash. For one thread.
 */
final class TreeDigest {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = sha256();
  private byte[] scratch = new byte[0];

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** SPEC: RFC 9162 §2.1.1: HASH(0x00 || d). */
  void leaf(byte[] bytes, int offset, int length, byte[] out, int outOffset) {
    sha256.update(LEAF);
    sha256.update(bytes, offset, length);
    finish(out, outOffset);
  }

  /** SPEC: RFC 9162 §2.1.1: HASH(0x01 || left || right); the output may be one of them. */
  void node(byte[] left, int leftOffset, byte[] right, int rightOffset, byte[] out, int outOffset) {
    sha256.update(NODE);
    sha256.update(left, leftOffset, Hash.LENGTH);
    sha256.update(right, rightOffset, Hash.LENGTH);
    finish(out, outOffset);
  }

  /** The root over {@code count} hashes in a row, a power of two. */
  void subtree(byte[] hashes, int offset, int count, byte[] out, int outOffset) {
    if (scratch.length < count * Hash.LENGTH) {
      scratch = new byte[count * Hash.LENGTH];
    }
    System.arraycopy(hashes, offset, scratch, 0, count * Hash.LENGTH);
    for (int width = count; width > 1; width /= 2) {
      for (int i = 0; i < width / 2; i++) {
        int left = 2 * i * Hash.LENGTH;
        node(scratch, left, scratch, left + Hash.LENGTH, scratch, i * Hash.LENGTH);
      }
    }
    System.arraycopy(scratch, 0, out, outOffset, Hash.LENGTH);
  }

  private void finish(byte[] out, int offset) {
    try {
      sha256.digest(out, offset, Hash.LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("no room for a hash", e);
    }
  }
}
