package dev.standstill.telemetry;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A digest of each point's series that a shift in time does not change. */
final class SeriesDigests {
  private final Map<String, String> digests = new HashMap<>();
  private final MessageDigest sha256 = ReadingsFile.sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
  private @Nullable String current;
  private long firstMicros;

  private SeriesDigests() {}

  static SeriesDigests read(Engine engine, long fromMicros, long toMicros) throws SQLException {
    SeriesDigests digests = new SeriesDigests();
    SeriesRows.forEach(engine, fromMicros, toMicros, digests::add);
    digests.finish();
    return digests;
  }

  String of(String point) {
    return digests.getOrDefault(point, "");
  }

  private void add(String point, long micros, long milliwatts) {
    if (!point.equals(current)) {
      finish();
      current = point;
      firstMicros = micros;
    }
    if (buffer.remaining() < 16) {
      drain();
    }
    buffer.putLong(micros - firstMicros).putLong(milliwatts);
  }

  private void finish() {
    if (current != null) {
      drain();
      digests.put(current, HexFormat.of().formatHex(sha256.digest()));
    }
  }

  private void drain() {
    sha256.update(buffer.flip());
    buffer.clear();
  }
}
