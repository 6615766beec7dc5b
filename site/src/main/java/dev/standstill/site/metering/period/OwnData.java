package dev.standstill.site.metering.period;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a site needs to see its own balance, in one folder: {@code charter.json}, {@code
 * site-declaration.json}, {@code calibration.json} and {@code activities.json}, each as the body of
 * its statement, and the store in {@code readings/}. In {@code activities.json}, an activity
 * report, the lists of energies and readings are empty: those come from the store.
 *
 * @param store the store's folder
 * @param charter the agreement
 * @param declaration what the site declared of itself
 * @param calibration what its compute costs in energy
 * @param activities what ran in the period
 */
public record OwnData(
    Path store,
    Charter charter,
    SiteDeclaration declaration,
    Calibration calibration,
    ActivityReport activities) {

  /** Reads a folder. */
  public static OwnData read(Path folder) throws IOException {
    return new OwnData(
        folder.resolve("readings"),
        read(folder.resolve("charter.json"), StatementKind.CHARTER, Charter.class),
        read(
            folder.resolve("site-declaration.json"),
            StatementKind.SITE_DECLARATION,
            SiteDeclaration.class),
        read(folder.resolve("calibration.json"), StatementKind.CALIBRATION, Calibration.class),
        read(
            folder.resolve("activities.json"),
            StatementKind.ACTIVITY_REPORT,
            ActivityReport.class));
  }

  private static <B extends StatementBody> B read(Path file, StatementKind kind, Class<B> type)
      throws IOException {
    byte[] text;
    try (InputStream in = Files.newInputStream(file)) {
      text = in.readNBytes(Envelope.BYTES_MAX);
    }
    return switch (StatementCodec.readBody(kind, text)) {
      case ReadResult.Read<StatementBody>(StatementBody body) -> type.cast(body);
      case ReadResult.Refused<StatementBody>(var refusal) ->
          throw new IllegalArgumentException(file + ": is no " + kind.name() + ": " + refusal);
    };
  }
}
