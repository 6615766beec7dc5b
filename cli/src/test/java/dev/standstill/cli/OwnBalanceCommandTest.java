package dev.standstill.cli;

import static dev.standstill.cli.Ran.standstill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import dev.standstill.site.metering.store.Hour;
import dev.standstill.site.metering.store.HourWriter;
import dev.standstill.site.metering.store.Kept;
import dev.standstill.site.metering.store.ReadingStore;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an import declared of a table must be what a site sees of the same readings in its store.
 */
class OwnBalanceCommandTest {
  private static final Instant FROM = Instant.parse("2026-07-01T12:00:00Z");
  private static final int SECONDS = 7_200;

  @TempDir private Path folder;

  private static long milliwatts(int second) {
    return 5_600_000L + second % 97 * 100L;
  }

  private Path imported() throws Exception {
    StringBuilder table = new StringBuilder("point,time,watts\n");
    for (int second = 0; second < SECONDS; second += 10) {
      table.append("node_1,").append(FROM.plusSeconds(second)).append(',');
      table.append(milliwatts(second) / 1_000).append('.');
      table.append("%03d".formatted(milliwatts(second) % 1_000)).append('\n');
    }
    Path csv = folder.resolve("power.csv");
    Files.writeString(csv, table);
    Path evidence = folder.resolve("evidence");
    var _ =
        standstill(
                "import",
                "csv",
                "--readings",
                csv,
                "--site",
                "north",
                "--from",
                FROM,
                "--to",
                FROM.plusSeconds(SECONDS),
                "--accelerators",
                8,
                "--declare-as",
                "inference",
                "--declare-flop",
                "2.5e19",
                "--out",
                evidence)
            .endedWith(ExitStatus.OK);
    return evidence;
  }

  /** The same bodies and the same readings, as a site has them before it reports. */
  private Path own(Path evidence) throws Exception {
    Path own = folder.resolve("own");
    Files.createDirectories(own);
    Evidence read = EvidenceReader.read(evidence, TrustRoot.fromSource());
    put(own, "charter.json", read.charter().orElseThrow().body());
    for (var fact : read.facts()) {
      switch (fact.body()) {
        case SiteDeclaration declaration -> {
          put(own, "site-declaration.json", declaration);
          meter(own.resolve("readings"), declaration);
        }
        case Calibration calibration -> put(own, "calibration.json", calibration);
        case ActivityReport report -> put(own, "activities.json", unmetered(report));
        default -> {}
      }
    }
    return own;
  }

  private static void put(Path folder, String name, StatementBody body) throws IOException {
    Files.writeString(folder.resolve(name), StatementCodec.bodyText(body));
  }

  /** What an operator declares: the energies and readings are not his to state. */
  private static ActivityReport unmetered(ActivityReport report) {
    return new ActivityReport(
        report.site(),
        report.period(),
        report.areas().stream()
            .map(area ->
                new AreaActivity(area.area(), area.activities(), area.idle(), new TreeMap<>()))
            .toList(),
        List.of(),
        report.assumptions(),
        report.corrects());
  }

  private static void meter(Path folder, SiteDeclaration declaration) throws Exception {
    MeterPlan plan = MeterPlan.of(declaration, Duration.ZERO, Duration.ZERO);
    Instant now = FROM.plus(Duration.ofHours(3));
    try (ReadingStore store =
        ReadingStore.open(folder, plan, InstantSource.fixed(now), new Faults())) {
      ReadingBatch batch = new ReadingBatch();
      for (int second = 0; second < SECONDS; second += 10) {
        batch.add(
            new Series("node_1", Channel.POWER),
            ChronoUnit.MICROS.between(Instant.EPOCH, FROM.plusSeconds(second)),
            milliwatts(second));
      }
      assertThat(store.keep(batch).get()).isInstanceOf(Kept.Durably.class);
      assertThat(store.closeSettled()).isEqualTo(Hour.of(now));
    }
    for (int hour = 0; hour < 2; hour++) {
      assertThat(HourWriter.write(folder, Hour.of(FROM.plus(Duration.ofHours(hour))))).hasSize(1);
    }
  }

  private static JsonNode period(Ran ran) {
    return ran.json().path("areas").path(0).path("periods").path(0);
  }

  @Test
  void aSiteSeesOfItsStoreWhatARivalSeesOfItsEvidence() throws Exception {
    Path evidence = imported();
    Ran theirs = Ran.balance(evidence).endedWith(ExitStatus.OK);
    Path own = own(evidence);
    Ran ours = standstill("balance", "show", "--site-data", own, "--json").endedWith(ExitStatus.OK);
    for (String key : new String[] {"energyMilliJoules", "declaredFlop", "unaccountedFlop"}) {
      assertThat(period(ours).path(key)).as(key).isEqualTo(period(theirs).path(key));
    }
    assertThat(period(ours).path("sigmaFlop").isNumber()).isTrue();
    assertThat(standstill("balance", "show", "--site-data", own).endedWith(ExitStatus.OK).out())
        .contains("north/north, area main");
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws Exception {
    assertThat(standstill("balance", "show", "--site-data", folder).refused())
        .contains("charter.json");
    Path own = own(imported());
    assertThat(
            standstill("balance", "show", "--site-data", own, "--as-of", "2026-07-01T12:00:00Z")
                .refused())
        .contains("leave out");
    Files.writeString(own.resolve("calibration.json"), "{}");
    assertThat(standstill("balance", "show", "--site-data", own).refused())
        .contains("calibration.json: is no CALIBRATION");
  }
}
