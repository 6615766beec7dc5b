package dev.standstill.site.metering.receiver;

/**
 * Decodes snappy's block format. The libraries that do this reach around Java's bounds checks, and
 * what is decoded here comes from a network: a wrong length must be an exception and never memory
 * of somebody else's.
 *
 * <p>A block is the decoded length as a variable-length integer, then elements, told apart by the
 * two low bits of their first byte: bytes to take as they are, or a stretch of what was decoded
 * before to repeat.
 */
final class SnappyBlock {
  private static final int LITERAL = 0;
  private static final int SHORT_COPY = 1;
  private static final int COPY_OF_TWO = 2;
  private static final int LENGTHS_IN_TAG = 60;
  private static final int SHORT_COPY_LEAST = 4;
  private static final int VARINT_BYTES_MAX = 5;
  private static final int BITS = 7;

  private final byte[] in;
  private int at;

  private SnappyBlock(byte[] in) {
    this.in = in;
  }

  /** Bytes that are no block. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /** How long a block says it is when it is decoded. */
  static long decodedLength(byte[] block) throws Malformed {
    return new SnappyBlock(block).length();
  }

  /**
   * Decodes a block.
   *
   * @param block all of it
   * @param out at least as long as {@link #decodedLength} says
   * @return how many bytes were decoded
   */
  static int decode(byte[] block, byte[] out) throws Malformed {
    SnappyBlock decoder = new SnappyBlock(block);
    long length = decoder.length();
    if (length > out.length) {
      throw new Malformed("decodes to " + length + " bytes, for which there is no room");
    }
    decoder.elements(out, (int) length);
    return (int) length;
  }

  private long length() throws Malformed {
    long length = 0;
    for (int i = 0; i < VARINT_BYTES_MAX; i++) {
      int next = next();
      length |= (long) (next & 0x7f) << (BITS * i);
      if (next < 0x80) {
        return length;
      }
    }
    throw new Malformed("begins with no length");
  }

  private int next() throws Malformed {
    if (at == in.length) {
      throw new Malformed("ends within an element");
    }
    return in[at++] & 0xff;
  }

  /** A number of one to four bytes, the lowest first. */
  private long number(int bytes) throws Malformed {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) next() << (Byte.SIZE * i);
    }
    return number;
  }

  private void elements(byte[] out, int length) throws Malformed {
    int done = 0;
    while (at < in.length) {
      int tag = next();
      done =
          switch (tag & 3) {
            case LITERAL -> literal(tag >> 2, out, done, length);
            case SHORT_COPY ->
                copy(
                    SHORT_COPY_LEAST + ((tag >> 2) & 7),
                    ((long) (tag >> 5) << Byte.SIZE) | next(),
                    out,
                    done,
                    length);
            case COPY_OF_TWO -> copy(1 + (tag >> 2), number(2), out, done, length);
            default -> copy(1 + (tag >> 2), number(4), out, done, length);
          };
    }
    if (done != length) {
      throw new Malformed("decodes to " + done + " bytes and says " + length);
    }
  }

  private int literal(int said, byte[] out, int done, int length) throws Malformed {
    long bytes = 1 + (said < LENGTHS_IN_TAG ? said : number(said - LENGTHS_IN_TAG + 1));
    if (bytes > length - done || bytes > in.length - at) {
      throw new Malformed("has a literal that is longer than the block");
    }
    System.arraycopy(in, at, out, done, (int) bytes);
    at += (int) bytes;
    return done + (int) bytes;
  }

  private static int copy(int bytes, long back, byte[] out, int done, int length) throws Malformed {
    if (back == 0 || back > done || bytes > length - done) {
      throw new Malformed("repeats what is not there");
    }
    int from = done - (int) back;
    if (back >= bytes) {
      System.arraycopy(out, from, out, done, bytes);
    } else {
      // What is repeated may reach into its own repetition.
      for (int i = 0; i < bytes; i++) {
        out[done + i] = out[from + i];
      }
    }
    return done + bytes;
  }
}
