package dev.standstill.page.register;

import dev.standstill.core.record.Digest;

/** Digests, shortened for the eye; what they lead to has them whole. */
final class Ids {
  private static final int DIGITS = 12;

  private Ids() {}

  static String brief(Digest id) {
    return id.hex().substring(0, DIGITS);
  }
}
