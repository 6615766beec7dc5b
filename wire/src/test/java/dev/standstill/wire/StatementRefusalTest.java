package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.record.StatementBody;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every refusal names its place. Each case is one change to a good statement. */
final class StatementRefusalTest {
  private static final String POINT = "predicate/areas/0/points/3";
  private static final String AREA = "predicate/areas/0";
  private static final String ACTIVITY = AREA + "/activities/0";

  @Test
  void unknownAndMissingFieldsAreRefused() {
    report("\"site\":", "\"extra\":1,\"site\":", "predicate/extra", "unknown field");
    report("\"site\":\"north\",", "", "predicate/site", "missing field");
    declaration("{\"kind\":\"none\"}", "{}", POINT + "/metering/kind", "missing field");
    declaration(
        "{\"kind\":\"none\"}",
        "{\"kind\":\"none\",\"point\":\"node_1\"}",
        POINT + "/metering/point",
        "unknown field");
    report("\"_type\":", "\"type\":", "type", "unknown field");
  }

  @Test
  void anotherUnitIsAnUnknownFieldAndTheRightOneIsNamed() {
    report(
        "energyMilliJoules",
        "energyJoules",
        AREA + "/energies/0/energyJoules",
        "unknown field; expected energyMilliJoules");
    calibration(
        "attojoulesPerFlop",
        "attojoulesPerTeraflop",
        "predicate/attojoulesPerTeraflop",
        "expected attojoulesPerFlop");
    charter(
        "sharePpm",
        "sharePercent",
        "predicate/significantCompute/shares/0/sharePercent",
        "sharePpm");
  }

  @Test
  void duplicateKeysAreRefused() {
    report("\"site\":", "\"site\":\"south\",\"site\":", "predicate/site", "Duplicate field 'site'");
  }

  @Test
  void nullAndWrongTypesAreRefused() {
    report("\"north\"", "null", "predicate/site", "expected a string, found null");
    report("\"north\"", "7", "predicate/site", "expected a string, found a number");
    report("\"corrects\":\"", "\"corrects\":null,\"x\":\"", "predicate/x", "unknown field");
    calibration(
        "\"degreesOfFreedom\":5",
        "\"degreesOfFreedom\":null",
        "predicate/degreesOfFreedom",
        "found null");
    calibration(
        "\"idleIncluded\":true",
        "\"idleIncluded\":\"true\"",
        "predicate/idleIncluded",
        "true or false");
    declaration(
        "\"areas\":[", "\"areas\":{},\"assumes\":[],\"site\":[", "predicate/site", "Duplicate");
    report("\"period\":{", "\"period\":[],\"areas\":{", "predicate/areas", "Duplicate");
  }

  @Test
  void numbersThatAreNotExactAreRefused() {
    String place = "predicate/runs";
    calibration("\"runs\":6", "\"runs\":6.0", place, "with a fraction or exponent");
    calibration("\"runs\":6", "\"runs\":6e0", place, "with a fraction or exponent");
    calibration("\"runs\":6", "\"runs\":\"6\"", place, "expected an integer, found a string");
    calibration("\"runs\":6", "\"runs\":-1", place, "must be 0 to 2147483647");
    calibration("\"runs\":6", "\"runs\":2147483648", place, "must be 0 to 2147483647");
    calibration("\"runs\":6", "\"runs\":06", place, "not strict JSON");
    calibration("\"runs\":6", "\"runs\":NaN", place, "not strict JSON");
    calibration(":1100000", ":9007199254740993", "predicate/attojoulesPerFlop", "beyond 2^53");
    calibration(":1100000", ":" + "9".repeat(64), "predicate/attojoulesPerFlop", "beyond 2^53");
    calibration(":1100000", ":" + "9".repeat(65), "predicate/attojoulesPerFlop", "too long");
    calibration(":80000,", ":1000001,", "predicate/workloadErrorPpm", "must be 0 to 1000000");
  }

  @Test
  void theLargestExactIntegerIsAccepted() {
    String payload = text(Samples.calibration()).replace(":1100000", ":9007199254740992");
    assertThat(read(payload)).isInstanceOf(ReadResult.Read.class);
  }

  @Test
  void decimalStringsHaveOneSpelling() {
    for (String bad :
        new String[] {"+1", "-1", "01", "1e3", "1.0", "", " 1", "1".repeat(41), "١"}) {
      report(
          "\"modelFlop\":\"900719925474099267\"",
          "\"modelFlop\":\"" + bad + "\"",
          ACTIVITY + "/modelFlop",
          "up to 40 decimal digits");
    }
    report(
        "\"modelFlop\":\"900719925474099267\"",
        "\"modelFlop\":9",
        ACTIVITY + "/modelFlop",
        "expected a string of decimal digits, found a number");
    report("\"450123456789\"", "\"4.5\"", AREA + "/energies/0/energyMilliJoules", "decimal digits");
  }

  @Test
  void timesHaveOneSpelling() {
    String[] bad = {
      "2026-11-02T00:00:00+00:00", "2026-11-02T00:00:00.0Z", "2026-11-02T00:00:00.000Z",
      "2026-11-02T00:00:00.123000Z", "2026-11-02T00:00:00.123456789Z", "2026-11-02T00:00Z",
      "2026-11-01T24:00:00Z", "2026-11-02t00:00:00z", "2026-02-30T00:00:00Z",
      "2016-12-31T23:59:60Z", "2026-11-02", "+12026-11-02T00:00:00Z"
    };
    for (String time : bad) {
      report("2026-11-02T00:00:00Z", time, "predicate/period/from", "time");
    }
  }

  @Test
  void aPeriodEndsAfterItBegins() {
    report(
        "2026-11-02T00:00:00Z",
        "2026-11-03T00:00:00.000001Z",
        "predicate/period",
        "must end after");
    charter("\"until\":\"2027", "\"until\":\"2025", "predicate/calendar", "ends after it begins");
  }

  @Test
  void textsAreOneHonestLine() {
    finding("1,440", "\\n", "predicate/detail", "U+000A");
    finding("1,440", "\\u001b[2J", "predicate/detail", "U+001B");
    finding("1,440", "\u202e", "predicate/detail", "U+202E");
    finding("1,440", "\\ud83d", "predicate/detail", "U+D83D");
    finding("\"detail\"", "\"\\ud83d\"", "predicate/points", "not strict JSON");
  }

  @Test
  void whatTheDomainRefusesIsRefusedAtItsPlace() {
    declaration("\"name\":\"node_4\"", "\"name\":\"node_3\"", AREA, "names point node_3 twice");
    declaration("\"name\":\"node_4\"", "\"name\":\"node 4\"", POINT, "a point or instrument is");
    declaration("\"devices\":8", "\"devices\":0", POINT + "/devices", "must be 1 to");
    declaration(
        "\"kind\":\"shared-sum\",\"point\":\"node_1\"",
        "\"kind\":\"shared-sum\",\"point\":\"node_4\"",
        AREA,
        "shares with one that is not read");
    report("\"lineage\":\"aurora-70b-2026\",", "", ACTIVITY, "names its lineage");
    report("\"north\"", "\"North\"", "predicate/site", "a site's name is");
    report(Samples.DIGEST_B.hex(), Samples.DIGEST_A.hex(), "predicate", "readings twice");
    charter("\"alarmPpm\":50000", "\"alarmPpm\":500", "predicate/testLevels", "test levels need");
    charter("\"party\":\"register\"", "\"party\":\"aurora\"", "predicate", "party aurora twice");
  }

  @Test
  void whatASiteSaysOfItsEnforcementHoldsTogether() {
    String own = "predicate/enforcement";
    report("\"refused\":23", "\"refused\":24", own + "/canaries", "no more canaries");
    report("\"refused\":23", "\"refused\":-1", own + "/canaries/refused", "");
    report("\"admitted\":1", "\"admitted\":0", own + "/canaries", "none was admitted");
    report("\"name\":\"prolog\"", "\"name\":\"job_submit.lua\"", own, "hook job_submit.lua twice");
    report("https://mirror.example/", "https://log.example/", own, "twice");
    report(":120", ":86401", "predicate", "no longer than the period");
    report(":120", ":-1", own + "/staleViewSeconds", "");
  }

  @Test
  void aPermitIsForOnePurposeAndACharterNamesItsServices() {
    String terms = "predicate/terms";
    StatementBody permit = SamplePermits.permits().get(1);
    refused(
        permit,
        "\"criticalService\":\"emergency-dispatch\"",
        "\"criticalService\":\"emergency-dispatch\",\"breakGlass\":\"a flood\"",
        terms + "/breakGlass",
        "not both");
    refused(permit, "emergency-dispatch", "Dispatch", terms + "/criticalService", "a-z, 0-9");
    refused(
        SamplePermits.permits().get(2),
        "a hospital lost its own site",
        "x".repeat(501),
        terms + "/breakGlass",
        "1 to 500");
    String rules = "predicate/governance/permits";
    refused(
        Samples.charter(2),
        "[\"emergency-dispatch\",\"power-grid\"]",
        "[]",
        rules + "/criticalServices",
        "leave the field out");
    refused(
        Samples.charter(2),
        "\"lengthMaxSeconds\":259200",
        "\"lengthMaxSeconds\":0",
        rules + "/breakGlass",
        "above 0");
    refused(
        Samples.charter(2),
        "\"lengthMaxSeconds\":259200",
        "\"lengthMaxSeconds\":31536001",
        rules,
        "no longer than any other");
  }

  @Test
  void nothingIsListedTwice() {
    charter(
        "\"operator\",\"register\"",
        "\"operator\",\"operator\"",
        "predicate/parties/1/roles/1",
        "listed twice");
    calibration(
        "[\"pdu_node_1\",\"pdu_node_2\"]",
        "[\"pdu_node_1\",\"pdu_node_1\"]",
        "predicate/sameInstruments/1",
        "listed twice");
    report(
        "\"energies\":[",
        "\"energies\":[{\"point\":\"node_1\",\"energyMilliJoules\":\"0\"},",
        AREA + "/energies/1/point",
        "listed before");
  }

  @Test
  void aKeyIsAKeyOfOneParty() {
    String key = Samples.AURORA_KEY.key().toString();
    String place = "predicate/parties/1/verifierKeys/0";
    String register = Samples.REGISTER_KEY.key().toString();
    String renamed = Samples.key("other.name", 2).key().toString();
    charter(register, renamed, place, "the same key is listed before");
    charter(register, Samples.secret("witness", 9).cosignatureKey().toString(), place, "cosigns");
    charter(register, register + "A", place, "the key is not base64");
    charter(
        key,
        "aurora.example/operator+00000000+AAAA",
        "predicate/parties/0/verifierKeys/0",
        "of no kind that signs statements");
  }

  @Test
  void aCompromisedKeyHasOneName() {
    String lost = Samples.key("aurora.example/lost", 9).key().toString();
    String renamed = Samples.key("other.name", 2).key().toString();
    refused(Samples.charter(2), lost, renamed, "predicate/governance", "listed under another name");
  }

  @Test
  void wordsAreFromClosedLists() {
    finding("duplicate-series", "DUPLICATE_SERIES", "predicate/code", "expected one of");
    report(
        "\"training-run\"",
        "\"training\"",
        ACTIVITY + "/category",
        "unknown word training; expected one of training-run, inference, other");
    declaration("\"seal\":\"none\"", "\"seal\":\"\"", POINT + "/seal", "or none");
  }

  @Test
  void theStatementAroundThePredicateIsExact() {
    report("Statement/v1", "Statement/v0.1", "_type", "expected https://in-toto.io/Statement/v1");
    report("activity-report:v1", "activity-report:v2", "predicateType", "no kind of statement");
    report("\"name\":\"charter\"", "\"name\":\"log-key\"", "subject", "only that, is bound");
    report("\"name\":\"charter\"", "\"name\":\"treaty\"", "subject/0/name", "expected charter");
    report("\"sha256\":\"", "\"sha256\":\"0", "subject/0/digest/sha256", "64 lower-case hex");
    report("\"sha256\":", "\"sha512\":", "subject/0/digest/sha512", "unknown field");
    report(
        "\"subject\":[",
        "\"subject\":[{\"name\":\"charter\",\"digest\":{\"sha256\":\"" + Samples.DIGEST_A + "\"}},",
        "subject",
        "exactly one subject, found 2");
  }

  private static void charter(String from, String to, String place, String reason) {
    refused(Samples.charter(1), from, to, place, reason);
  }

  private static void declaration(String from, String to, String place, String reason) {
    refused(Samples.declaration(), from, to, place, reason);
  }

  private static void calibration(String from, String to, String place, String reason) {
    refused(Samples.calibration(), from, to, place, reason);
  }

  private static void report(String from, String to, String place, String reason) {
    refused(Samples.report(), from, to, place, reason);
  }

  private static void finding(String from, String to, String place, String reason) {
    refused(Samples.finding(), from, to, place, reason);
  }

  private static void refused(
      StatementBody body, String from, String to, String place, String reason) {
    String good = text(body);
    assertThat(good).contains(from);
    int at = good.lastIndexOf(from);
    String bad = good.substring(0, at) + to + good.substring(at + from.length());
    switch (read(bad)) {
      case ReadResult.Refused<Statement>(Refusal refusal) -> {
        assertThat(refusal.place()).as(refusal.toString()).isEqualTo(place);
        assertThat(refusal.reason()).contains(reason).doesNotContain("\n");
      }
      case ReadResult.Read<Statement>(Statement statement) ->
          throw new AssertionError("read " + statement);
    }
  }

  private static ReadResult<Statement> read(String payload) {
    return StatementCodec.read(payload.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(StatementBody body) {
    return new String(StatementCodec.write(Samples.statement(body)), StandardCharsets.UTF_8);
  }
}
