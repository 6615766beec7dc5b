package dev.standstill.evidence;

import dev.standstill.core.record.Digest;
import java.nio.file.Path;

/** Where things are in an evidence source. */
final class SourceLayout {

  static final String POLICY = "policy";
  static final String CHECKPOINT = "checkpoint";
  static final String TILES = "tile";
  static final String TELEMETRY = "telemetry";

  /** A policy larger than this is refused: it could exhaust a reader. */
  static final int POLICY_BYTES_MAX = 64 * 1024;

  private SourceLayout() {}

  static String readings(Digest digest) {
    return TELEMETRY + "/" + digest.hex() + ".parquet";
  }

  static Path readings(Path source, Digest digest) {
    return source.resolve(TELEMETRY).resolve(digest.hex() + ".parquet");
  }
}
