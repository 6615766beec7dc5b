package dev.standstill.log.tile;

/**
 * Where the entries of a bundle stand in its bytes, found without copying them. It can be used
 * again for bundle after bundle.
 */
public final class EntrySpans {
  private final int[] starts = new int[TilePath.WIDTH_FULL];
  private final int[] lengths = new int[TilePath.WIDTH_FULL];
  private int count;
  private int end;
  private int bytes;

  /** Finds the entries before the first damage; never fails. */
  public EntrySpans find(byte[] bundle) {
    count = 0;
    end = 0;
    bytes = bundle.length;
    while (count < TilePath.WIDTH_FULL && bytes - end >= Short.BYTES) {
      // SPEC: tlog-tiles §Log entries: big-endian uint16 length-prefixed.
      int length = (bundle[end] & 0xff) << 8 | (bundle[end + 1] & 0xff);
      if (bytes - end < Short.BYTES + length) {
        break;
      }
      starts[count] = end + Short.BYTES;
      lengths[count] = length;
      end += Short.BYTES + length;
      count++;
    }
    return this;
  }

  /** How many entries there are before the first damage. */
  public int count() {
    return count;
  }

  /** Where entry {@code i} of the bundle begins; its length stands before it. */
  public int start(int i) {
    return starts[i];
  }

  public int length(int i) {
    return lengths[i];
  }

  /** The bytes that make no further entry. */
  public int bytesLeftOver() {
    return bytes - end;
  }
}
