package dev.standstill.cli;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import java.io.IOException;
import java.nio.file.Path;

/** A charter as JSON, before it is a statement: what {@code charter init --template} prints. */
final class CharterFile {

  private CharterFile() {}

  static Charter read(Path file) throws IOException {
    byte[] text = SmallFile.read(file, Envelope.BYTES_MAX);
    return switch (StatementCodec.readBody(StatementKind.CHARTER, text)) {
      case ReadResult.Read<StatementBody>(StatementBody body)
          when body instanceof Charter charter ->
          charter;
      case ReadResult.Read<StatementBody> other ->
          throw new IllegalStateException("the charter's codec reads charters");
      case ReadResult.Refused<StatementBody>(Refusal refusal) ->
          throw new IllegalArgumentException(file + ": is no charter: " + refusal);
    };
  }
}
