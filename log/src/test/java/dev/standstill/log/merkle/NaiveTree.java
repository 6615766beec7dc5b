package dev.standstill.log.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** RFC 6962 section 2.1 word for word: the model that the fast code is compared with. */
final class NaiveTree {
  private NaiveTree() {}

  static Hash root(List<byte[]> entries) {
    int n = entries.size();
    if (n == 0) {
      return sha256(new byte[0]);
    }
    if (n == 1) {
      return sha256(new byte[] {0}, entries.getFirst());
    }
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    Hash left = root(entries.subList(0, k));
    Hash right = root(entries.subList(k, n));
    return sha256(new byte[] {1}, left.bytes(), right.bytes());
  }

  private static Hash sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return Hash.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
