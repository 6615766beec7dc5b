package dev.standstill.evidence;

import dev.standstill.core.record.Digest;
import dev.standstill.log.tile.TilePath;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where things are in an evidence source. */
public final class SourceLayout {

  public static final String POLICY = "policy";
  public static final String CHECKPOINT = "checkpoint";
  public static final String TILES = "tile";
  public static final String TELEMETRY = "telemetry";
  public static final String BLOBS = "blobs";

  /** A policy larger than this is refused: it could exhaust a reader. */
  public static final int POLICY_BYTES_MAX = 64 * 1024;

  private static final Pattern CITED =
      Pattern.compile(TELEMETRY + "/[0-9a-f]{64}\\.parquet|" + BLOBS + "/[0-9a-f]{64}");

  private SourceLayout() {}

  /** Whether a source can have a file of this name, with slashes. */
  public static boolean isName(String name) {
    return name.equals(POLICY)
        || name.equals(CHECKPOINT)
        || CITED.matcher(name).matches()
        || TilePath.parse(name).isPresent();
  }

  public static String readings(Digest digest) {
    return TELEMETRY + "/" + digest.hex() + ".parquet";
  }

  static Path readings(Path source, Digest digest) {
    return source.resolve(TELEMETRY).resolve(digest.hex() + ".parquet");
  }
}
