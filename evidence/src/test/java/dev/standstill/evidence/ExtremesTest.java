package dev.standstill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.wire.ConclusionsJson;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that are well formed, rightly signed, and absurd: judged like any. */
class ExtremesTest {

  private static final Flop MOST = new Flop(BigInteger.TEN.pow(40).subtract(BigInteger.ONE));

  /** The largest number of a statement that is not a decimal string. */
  private static final long EXACT_MAX = (1L << 53) - 1;

  private static final Instant BEGIN = Instant.parse("1970-01-01T00:00:00Z");

  @TempDir Path temporary;
  private int count;

  @Test
  void judgesAbsurdAmounts() throws IOException {
    for (Flop flop : List.of(Flop.ZERO, Flop.of("1"), MOST)) {
      for (long attojoules : new long[] {1, 1_100_000, EXACT_MAX}) {
        requireDoubted(
            List.of(
                SampleStatements.declaration("hall"),
                SampleStatements.calibration("hall", new EnergyPerFlop(attojoules))),
            flop);
      }
    }
  }

  @Test
  void judgesAbsurdLimitsAndEnergies() throws IOException {
    for (long milliwatts : new long[] {1, EXACT_MAX}) {
      requireDoubted(
          List.of(
              SampleStatements.declaration("hall", new Power(milliwatts)),
              SampleStatements.calibration("hall")),
          MOST);
    }
    NavigableMap<String, Energy> energies = new TreeMap<>();
    energies.put("a", new Energy(BigInteger.TEN.pow(39)));
    energies.put("never-declared", Energy.ZERO);
    SampleSource source = SampleSource.declared(temporary.resolve("energies"));
    List<Digest> readings = List.of(source.readings("a"), source.readings("b"));
    requireDoubted(source.signed(SampleStatements.report(readings, energies), SampleSource.NORTH));
  }

  @Test
  void judgesAbsurdPeriods() throws IOException {
    List<BalancePeriod> periods =
        List.of(
            new BalancePeriod(BEGIN, BEGIN.plusNanos(1_000)),
            new BalancePeriod(BEGIN, BEGIN.plus(BalancePeriod.LENGTH_MAX)),
            new BalancePeriod(SampleSource.FROM, SampleSource.FROM.plusNanos(1_000)),
            new BalancePeriod(SampleSource.FROM, SampleSource.FROM.plus(BalancePeriod.LENGTH_MAX)));
    for (BalancePeriod period : periods) {
      SampleSource source = SampleSource.declared(temporary.resolve("p" + count++));
      List<Digest> readings = List.of(source.readings("a"), source.readings("b"));
      ActivityReport report =
          SampleStatements.report(
              "hall", period, SampleStatements.FLOP, readings, SampleStatements.energies());
      requireDoubted(source.signed(report, SampleSource.NORTH));
    }
  }

  @Test
  void judgesStatementsInAnyOrder() throws IOException {
    SampleSource source = SampleSource.begin(temporary).charter();
    List<Digest> readings = List.of(source.readings("a"), source.readings("b"));
    requireDoubted(
        source
            .signed(
                SampleStatements.report(readings, SampleStatements.energies()), SampleSource.NORTH)
            .signed(SampleStatements.calibration("hall"), SampleSource.NORTH)
            .signed(SampleStatements.declaration("hall"), SampleSource.NORTH));
  }

  @Test
  void refutesAPartyThatReportsAPeriodTwiceAndCorrectsNothing() throws IOException {
    SampleSource source = SampleSource.declared(temporary);
    List<Digest> readings = List.of(source.readings("a"), source.readings("b"));
    for (Flop flop : List.of(SampleStatements.FLOP, Flop.ZERO)) {
      source.signed(
          SampleStatements.report(
              "hall", SampleSource.PERIOD, flop, readings, SampleStatements.energies()),
          SampleSource.NORTH);
    }
    assertThat(SampleSource.examined(source.publish()).evaluation().conclusions())
        .filteredOn(conclusion -> conclusion.claim() == Claim.DECLARED_ACTIVITY)
        .extracting(Conclusion::status)
        .containsExactly(Status.REFUTED);
  }

  private void requireDoubted(List<StatementBody> first, Flop flop) throws IOException {
    SampleSource source = SampleSource.begin(temporary.resolve("s" + count++)).charter();
    first.forEach(body -> source.signed(body, SampleSource.NORTH));
    List<Digest> readings = new ArrayList<>(List.of(source.readings("a"), source.readings("b")));
    ActivityReport report =
        SampleStatements.report(
            "hall", SampleSource.PERIOD, flop, readings, SampleStatements.energies());
    requireDoubted(source.signed(report, SampleSource.NORTH));
  }

  private static void requireDoubted(SampleSource source) throws IOException {
    // Late enough for every period, which the log's own time may not be.
    Examination examination =
        Examination.of(
            EvidenceReader.read(source.publish(), TrustRoot.fromSource()),
            Optional.of(Instant.parse("9999-01-01T00:00:00Z")),
            Progress.NONE);
    assertThat(examination.evidence().defects()).isEmpty();
    // Declaring too much alarms no one-sided test, but never goes without a finding.
    boolean overDeclared =
        examination.evaluation().findings().stream()
            .anyMatch(finding -> finding.code() == FindingCode.OVER_DECLARED);
    assertThat(examination.evaluation().conclusions())
        .filteredOn(conclusion -> conclusion.claim() == Claim.DECLARED_ACTIVITY)
        .isNotEmpty()
        .allSatisfy(conclusion -> {
          assertThat(overDeclared || conclusion.status() != Status.UPHELD).isTrue();
          assertThat(conclusion.sentence()).doesNotContain("NaN", "Infinity");
        });
    assertThat(ConclusionsJson.write(examination.verification())).isNotBlank();
  }
}
