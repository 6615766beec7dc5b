package dev.standstill.site.metering.receiver;

import com.google.protobuf.CodedOutputStream;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/** Builds requests as a Prometheus does. */
final class WriteRequests {
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();

  interface Writing {
    void write(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      writing.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void field(ByteArrayOutputStream into, int number, byte[] message) {
    into.writeBytes(message(out -> out.writeByteArray(number, message)));
  }

  WriteRequests series(Map<String, String> labels, long millis, double value) {
    ByteArrayOutputStream series = new ByteArrayOutputStream();
    labels.forEach((name, label) ->
        field(
            series,
            1,
            message(out -> {
              out.writeString(1, name);
              out.writeString(2, label);
            })));
    field(
        series,
        2,
        message(out -> {
          out.writeDouble(1, value);
          out.writeInt64(2, millis);
        }));
    field(request, 1, series.toByteArray());
    return this;
  }

  WriteRequests power(String site, String device, long millis, double watts) {
    return series(
        Map.of("__name__", "DCGM_FI_DEV_POWER_USAGE", "UUID", device, "gpu", "0", "site", site),
        millis,
        watts);
  }

  byte[] raw() {
    return request.toByteArray();
  }

  byte[] body() {
    return packed(raw());
  }

  static byte[] packed(byte[] raw) {
    SnappyJavaCompressor snappy = new SnappyJavaCompressor();
    byte[] packed = new byte[snappy.maxCompressedLength(raw.length)];
    int length = snappy.compress(raw, 0, raw.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, length);
  }
}
