package dev.standstill.evidence.source;

/**
 * A file in a bundle, as its central directory describes it.
 *
 * @param name its path in the source
 * @param flags the general purpose flags
 * @param deflated whether it is compressed
 * @param crc CRC-32 of its bytes
 * @param packed bytes in the bundle
 * @param size bytes once unpacked
 * @param offset where its local header begins
 */
record BundleEntry(
    String name, int flags, boolean deflated, long crc, long packed, long size, long offset) {
  private static final int SIZES_FOLLOW = 1 << 3;

  /** Whether sizes and CRC stand behind its bytes instead of before them. */
  boolean hasDescriptor() {
    return (flags & SIZES_FOLLOW) != 0;
  }
}
