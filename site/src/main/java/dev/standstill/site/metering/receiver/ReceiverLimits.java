package dev.standstill.site.metering.receiver;

/**
 * How much a receiver takes at once.
 *
 * @param bodyBytesMax of one request, as it is sent
 * @param decodedBytesMax of one request, decoded
 * @param waitingBytesMax of all requests that are being read or wait for the disk, as sent
 * @param decoders how many requests are decoded at the same time, each with a buffer of its own
 */
public record ReceiverLimits(
    int bodyBytesMax, int decodedBytesMax, int waitingBytesMax, int decoders) {

  /** Enough for a Prometheus with 10,000 samples a request. */
  public static final ReceiverLimits DEFAULT = new ReceiverLimits(1 << 21, 1 << 23, 1 << 24, 2);

  public ReceiverLimits {
    if (bodyBytesMax < 1 || decodedBytesMax < 1 || waitingBytesMax < bodyBytesMax || decoders < 1) {
      throw new IllegalArgumentException("limits are above zero, and of all not below of one");
    }
  }
}
