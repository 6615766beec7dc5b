package dev.standstill.evidence.source;

/**
 * How large a bundle may be once unpacked. What its headers say is held against these limits first,
 * and what comes out of it again while it comes out.
 *
 * @param filesMax how many files
 * @param fileBytesMax bytes of one file
 * @param totalBytesMax bytes of all of them
 */
public record BundleLimits(int filesMax, long fileBytesMax, long totalBytesMax) {
  /** A log of 60 million entries, readings of 64 GiB. */
  public static final BundleLimits DEFAULT =
      new BundleLimits(500_000, 0xffff_fffeL, OpenSource.BYTES_MAX);
}
