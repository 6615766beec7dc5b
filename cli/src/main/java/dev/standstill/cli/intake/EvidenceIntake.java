package dev.standstill.cli.intake;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.Calibration;
import dev.standstill.evidence.EvidenceWriter;
import dev.standstill.evidence.SourceLog;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes one measured run as a complete evidence source. */
public final class EvidenceIntake {

  private EvidenceIntake() {}

  /** The log and the key that an import signs with. */
  public record Keys(SourceLog log, PartySigner party) {}

  /**
   * Writes the source.
   *
   * @return the id of the charter
   */
  public static Digest write(
      Path out, MeasuredRun measured, IntakeOptions options, CalibrationChoice choice, Keys keys)
      throws IOException {
    EvidenceDraft draft = new EvidenceDraft(measured, options);
    Flop declared = draft.declaredFlop();
    Calibration calibration =
        new Calibrations(
                options.site(),
                measured,
                declared.isZero() ? Optional.empty() : Optional.of(declared.operations()),
                options.sharedMeters(),
                choice)
            .declare();
    Charter charter = draft.charter(keys.party().key().toString(), keys.log().policyDigest());
    try (EvidenceWriter writer =
        EvidenceWriter.begin(out, keys.log(), charter, List.of(keys.party()))) {
      Digest readings = writer.writeReadings(measured.ownReadings(options.sharedMeters()));
      writer.append(draft.declaration(), keys.party());
      writer.append(calibration, keys.party());
      writer.append(draft.report(readings), keys.party());
      writer.publish();
      return writer.charter();
    }
  }
}
