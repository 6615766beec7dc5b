package dev.standstill.site.metering.period;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.EvidenceWriter;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.Progress;
import dev.standstill.evidence.SourceLog;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.evidence.UnfinishedFolder;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A site's own discrepancies, seen before it reports: its numbers are written down as evidence
 * under keys that are thrown away, and examined exactly as a rival will examine them. Nothing is
 * sent and nothing stays.
 */
public final class OwnBalance {
  private static final String LOG = "standstill.dev/own-balance";

  private OwnBalance() {}

  /**
   * Examines a site's own data.
   *
   * @param data the charter, what the site says, and its store
   * @param progress told while readings are recomputed
   * @throws IOException also if an hour of the period is not written yet
   */
  public static Examination examine(OwnData data, Progress progress) throws IOException {
    try (UnfinishedFolder scratch = UnfinishedFolder.temporary("standstill-own-")) {
      Path telemetry = scratch.path().resolve("readings");
      List<AreaReadings> metered =
          PeriodReadings.write(
              data.store(), telemetry, data.declaration(), data.activities().period());
      ActivityReport report = PeriodReport.of(data.activities(), metered);
      Path evidence = scratch.path().resolve("evidence");
      write(evidence, data, report, telemetry);
      Evidence read = EvidenceReader.read(evidence, TrustRoot.fromSource());
      return Examination.of(read, Optional.of(report.period().to()), progress);
    }
  }

  private static void write(Path target, OwnData data, ActivityReport report, Path telemetry)
      throws IOException {
    SecureRandom random = new SecureRandom();
    SourceLog log = SourceLog.unwitnessed(CheckpointSigner.of(SigningKey.generate(LOG, random)));
    Map<PartyId, PartySigner> signers = new LinkedHashMap<>();
    for (Party party : data.charter().parties()) {
      signers.put(
          party.id(),
          PartySigner.of(SigningKey.generate("standstill.dev/own/" + party.id(), random)));
    }
    PartySigner own = signers.get(author(data));
    if (own == null) {
      throw new IllegalArgumentException("the charter has no party of this site");
    }
    Charter charter = rekeyed(data.charter(), log.policyDigest(), signers);
    try (EvidenceWriter writer =
        EvidenceWriter.begin(target, log, charter, List.copyOf(signers.values()))) {
      var _ = writer.append(data.declaration(), own);
      var _ = writer.append(data.calibration(), own);
      var _ = writer.append(report, own);
      for (Digest digest : report.readings()) {
        Path file = writer.readings(digest);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.move(telemetry.resolve(file.getFileName()), file);
      }
      writer.publish();
    }
  }

  /** The party whose site the charter gives a share of what is significant. */
  private static PartyId author(OwnData data) {
    List<PartyId> parties =
        data.charter().significantCompute().shares().stream()
            .map(SignificantCompute.SiteShare::site)
            .filter(site -> site.name().equals(data.declaration().site()))
            .map(site -> site.party())
            .distinct()
            .toList();
    if (parties.size() != 1) {
      throw new IllegalArgumentException(
          "the charter gives a share to "
              + parties.size()
              + " sites called "
              + data.declaration().site()
              + "; it must be one");
    }
    return parties.getFirst();
  }

  /** The same agreement between the same parties, under keys that are thrown away. */
  private static Charter rekeyed(
      Charter charter, Digest policy, Map<PartyId, PartySigner> signers) {
    List<Party> parties = new ArrayList<>();
    for (Party party : charter.parties()) {
      PartySigner signer = signers.get(party.id());
      if (signer != null) {
        parties.add(new Party(party.id(), party.roles(), List.of(signer.key().toString())));
      }
    }
    return new Charter(
        charter.name(),
        1,
        parties,
        policy,
        charter.standingLimit(),
        charter.significantCompute(),
        charter.calendar(),
        charter.testLevels(),
        charter.maximumUncovered());
  }
}
