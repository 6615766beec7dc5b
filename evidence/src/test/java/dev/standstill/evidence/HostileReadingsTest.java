package dev.standstill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.record.Digest;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.wire.ConclusionsJson;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings whose bytes are what was signed, and whose content is not what was said of it. */
class HostileReadingsTest {

  private static final String NAMES = "AS readings(point, sequence, time_micros, power_milliwatts)";

  @TempDir Path temporary;

  @Test
  void refutesAnEnergyThatIsOneMillijouleOff() throws IOException {
    for (int off : new int[] {-1, 1}) {
      NavigableMap<String, Energy> energies = SampleStatements.energies();
      energies.computeIfPresent(
          "a", (point, energy) -> new Energy(energy.milliJoules().add(BigInteger.valueOf(off))));
      SampleSource source = SampleSource.declared(temporary.resolve("off" + off));
      List<Digest> readings = List.of(source.readings("a"), source.readings("b"));
      Examination examination = judged(source, readings, energies);
      assertThat(declaredActivity(examination).status()).isEqualTo(Status.REFUTED);
      assertThat(reasons(examination)).contains(ReasonCode.ENERGY_DIFFERS);
      assertThat(integrity(examination)).isEqualTo(Status.UPHELD);
      assertThat(examination.evaluation().findings())
          .anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.ENERGY_DIFFERS);
            assertThat(finding.points()).containsExactly("a");
          });
    }
  }

  @Test
  void leavesUndecidedWhatTheReadingsLack() throws IOException {
    SampleSource without = SampleSource.declared(temporary.resolve("without b"));
    requireUndecided(
        judged(without, List.of(without.readings("a")), SampleStatements.energies()),
        ReasonCode.MISSING_READINGS);
    SampleSource none = SampleSource.declared(temporary.resolve("none"));
    requireUndecided(
        judged(none, List.of(), SampleStatements.energies()), ReasonCode.MISSING_READINGS);
    SampleSource unreported = SampleSource.declared(temporary.resolve("unreported"));
    List<Digest> both = List.of(unreported.readings("a"), unreported.readings("b"));
    NavigableMap<String, Energy> energies = SampleStatements.energies();
    energies.remove("b");
    requireUndecided(judged(unreported, both, energies), ReasonCode.MISSING_READINGS);
  }

  @Test
  void leavesUndecidedReadingsOfPointsThatWereNeverDeclared() throws IOException {
    for (String point : List.of("c", "a'); DROP TABLE readings; --", "n\u00f8de")) {
      requireUndecided(judgedWith(point), ReasonCode.UNDECLARED_POINT);
    }
  }

  @Test
  void repeatsNoNameThatWouldSteerATerminal() throws IOException {
    for (String point : List.of("\u001b[2Jnode", "a\nUPHELD", "\u202eb", "a\u2028b", "\ue000")) {
      requireUndecided(judgedWith(point), ReasonCode.EVIDENCE_DAMAGED);
    }
  }

  private Examination judgedWith(String point) throws IOException {
    SampleSource source =
        SampleSource.declared(Files.createTempDirectory(temporary, "s").resolve("s"));
    List<MeterReading> more = new ArrayList<>(SampleSource.noise("b"));
    more.add(new MeterReading(point, SampleSource.noise("b").getFirst().timeMicros(), 1));
    List<Digest> readings = List.of(source.readings("a"), source.readings(more));
    return judged(source, readings, SampleStatements.energies());
  }

  @Test
  void leavesUndecidedWhatTwoFilesSayOfOnePoint() throws IOException {
    SampleSource source = SampleSource.declared(temporary);
    List<MeterReading> both = new ArrayList<>(SampleSource.noise("a"));
    both.addAll(SampleSource.noise("b"));
    List<Digest> readings = List.of(source.readings("a"), source.readings(both));
    requireUndecided(
        judged(source, readings, SampleStatements.energies()), ReasonCode.EVIDENCE_DAMAGED);
  }

  @Test
  void leavesUndecidedSignedBytesThatAreNoReadings() throws Exception {
    List<Path> files = new ArrayList<>();
    files.add(Files.writeString(temporary.resolve("text"), "point,time,watts\n"));
    files.add(Files.writeString(temporary.resolve("magic"), "PAR1".repeat(3)));
    files.add(Files.createFile(temporary.resolve("empty")));
    files.add(parquet("columns", "SELECT 1 AS a, 2 AS b"));
    files.add(parquet("names", "SELECT 'a', 0::BIGINT, 0::BIGINT, 0::BIGINT"));
    files.add(
        rows("no rows", "('a', 0::BIGINT, 0::BIGINT, 0::BIGINT)) " + NAMES + " WHERE 1 = 0 --"));
    files.add(rows("text power", "('a', 0::BIGINT, 0::BIGINT, '5')"));
    files.add(rows("floats", "('a', 0::BIGINT, 0::BIGINT, 5.0::DOUBLE)"));
    files.add(rows("nulls", "('a', 0::BIGINT, 0::BIGINT, NULL::BIGINT)"));
    files.add(rows("negative", "('a', 0::BIGINT, 0::BIGINT, -5::BIGINT)"));
    files.add(rows("largest", "('a', 0::BIGINT, 0::BIGINT, 9223372036854775807)"));
    files.add(rows("year 300000", "('a', 0::BIGINT, 9223372036854775807, 5::BIGINT)"));
    files.add(rows("sequence", "('a', 9223372036854775807, 0::BIGINT, 5::BIGINT)"));
    files.add(rows("unnamed", "('', 0::BIGINT, 0::BIGINT, 5::BIGINT)"));
    files.add(rows("long name", "(repeat('a', 100000), 0::BIGINT, 0::BIGINT, 5::BIGINT)"));
    for (Path file : files) {
      SampleSource source =
          SampleSource.declared(temporary.resolve(file.getFileName() + ".source"));
      Digest good = source.readings("b");
      String hex =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
      Path telemetry = temporary.resolve(file.getFileName() + ".source/telemetry");
      Files.copy(file, telemetry.resolve(hex + ".parquet"));
      Examination examination =
          judged(source, List.of(new Digest(hex), good), SampleStatements.energies());
      requireUndecided(examination, ReasonCode.EVIDENCE_DAMAGED);
      assertThat(declaredActivity(examination).reasons())
          .as(file.toString())
          .extracting(Reason::detail)
          .allSatisfy(detail -> assertThat(detail).doesNotContain(temporary.toString()))
          .anySatisfy(detail -> assertThat(detail).contains("telemetry/" + hex + ".parquet"));
    }
  }

  private Path rows(String name, String values) throws Exception {
    return parquet(
        name,
        values.endsWith("--")
            ? "SELECT * FROM (VALUES " + values.substring(0, values.length() - 2)
            : "SELECT * FROM (VALUES " + values + ") " + NAMES);
  }

  private Path parquet(String name, String query) throws Exception {
    Path file = temporary.resolve(name);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }

  private static Examination judged(
      SampleSource source, List<Digest> readings, NavigableMap<String, Energy> energies)
      throws IOException {
    return SampleSource.examined(
        source.signed(SampleStatements.report(readings, energies), SampleSource.NORTH).publish());
  }

  /** The bytes are right, so the source stands; what is said in them is the party's. */
  private static void requireUndecided(Examination examination, ReasonCode why) {
    assertThat(integrity(examination)).isEqualTo(Status.UPHELD);
    assertThat(declaredActivity(examination).status()).isEqualTo(Status.UNDECIDED);
    assertThat(reasons(examination)).contains(why);
    String said =
        declaredActivity(examination).sentence()
            + declaredActivity(examination).reasons()
            + examination.evaluation().findings();
    assertThat(said.chars())
        .as(said)
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(ConclusionsJson.write(examination.verification())).isNotBlank();
  }

  private static List<ReasonCode> reasons(Examination examination) {
    return declaredActivity(examination).reasons().stream().map(Reason::code).toList();
  }

  private static Status integrity(Examination examination) {
    return examination.evaluation().conclusions().getFirst().status();
  }

  private static Conclusion declaredActivity(Examination examination) {
    return examination.evaluation().conclusions().stream()
        .filter(conclusion -> conclusion.claim() == Claim.DECLARED_ACTIVITY)
        .findFirst()
        .orElseThrow();
  }
}
