package dev.standstill.cli;

import dev.standstill.wire.StatedBalanceJson;
import dev.standstill.wire.StatedBalanceJson.Stated;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.nio.file.Path;

/** A balance that a researcher wrote down. */
final class StatedBalanceFile {

  private StatedBalanceFile() {}

  static Stated read(Path file) throws IOException {
    byte[] bytes = SmallFile.read(file, StatedBalanceJson.BYTES_MAX);
    return switch (StatedBalanceJson.read(bytes)) {
      case ReadResult.Read<Stated>(Stated stated) -> stated;
      case ReadResult.Refused<Stated>(var refusal) ->
          throw new IllegalArgumentException(
              file + ": " + refusal + "; the format is in docs/balance.md");
    };
  }
}
