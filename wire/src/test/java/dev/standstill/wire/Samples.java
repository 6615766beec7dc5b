package dev.standstill.wire;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One statement of each kind, every optional field present. */
final class Samples {
  static final SigningKey LOG_KEY = secret("standstill.example/log", 1);
  static final PartySigner AURORA_KEY = key("aurora.example/operator", 2);
  static final PartySigner REGISTER_KEY = key("register.example", 3);
  static final Digest DIGEST_A = digest("a");
  static final Digest DIGEST_B = digest("b");
  private static final Instant HEARD = Instant.parse("2026-11-02T23:58:00Z");
  static final BalancePeriod DAY =
      new BalancePeriod(
          Instant.parse("2026-11-02T00:00:00Z"), Instant.parse("2026-11-03T00:00:00.000001Z"));

  private static final PartyId AURORA = new PartyId("aurora");

  private Samples() {}

  static PartySigner key(String name, int seed) {
    return PartySigner.of(secret(name, seed));
  }

  static SigningKey secret(String name, int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return SigningKey.fromSeed(name, bytes);
  }

  static Digest digest(String text) {
    return StatementCodec.id(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<Statement> all() {
    List<StatementBody> bodies =
        new ArrayList<>(
            List.of(
                charter(1),
                charter(2),
                declaration(),
                calibration(),
                report(),
                finding(),
                logTime(),
                SampleOrders.acknowledgement(),
                SampleOrders.clarification(),
                SampleOrders.reply(),
                SampleOrders.recusal(),
                SampleOrders.ruling(),
                SampleOrders.appeal()));
    bodies.addAll(SamplePermits.requests());
    bodies.addAll(SamplePermits.permits());
    bodies.addAll(SampleOrders.orders());
    bodies.addAll(SamplePermits.changes());
    return bodies.stream().map(Samples::statement).toList();
  }

  /** A checkpoint of the sample log that one witness cosigned. */
  static LogTime logTime() {
    return new LogTime(StrictBase64.encode(cosigned(300)));
  }

  static byte[] cosigned(long size) {
    Checkpoint checkpoint = new Checkpoint(LOG_KEY.name(), size, Hash.sha256(new byte[] {1}));
    return SignedNote.sign(checkpoint.text(), LOG_KEY)
        .with(Cosignature.sign(secret("north.example/witness", 4), 1_790_000_000L, checkpoint))
        .encoded();
  }

  static Statement statement(StatementBody body) {
    boolean first = body instanceof Charter charter && charter.version() == 1;
    return new Statement(
        first ? Binding.ToLogKey.of(LOG_KEY.verifierKey()) : new Binding.ToCharter(DIGEST_A), body);
  }

  static Charter charter(int version) {
    return new Charter(
        "Example agreement",
        version,
        List.of(
            new Party(AURORA, Set.of(Role.OPERATOR), List.of(AURORA_KEY.key().toString())),
            new Party(
                new PartyId("register"),
                Set.of(Role.REGISTER, Role.OPERATOR),
                List.of(REGISTER_KEY.key().toString()))),
        DIGEST_B,
        new StandingLimit(
            Flop.of("10000000000000000000000000"), Instant.parse("2026-11-01T00:00:00Z")),
        new SignificantCompute(
            Flop.of("1000000000000000000000000"),
            List.of(new SiteShare(new SiteId(AURORA, "north"), new PartsPerMillion(500_000)))),
        new ReportingCalendar(
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2027-11-01T00:00:00Z"),
            Duration.ofDays(1),
            Duration.ofHours(6)),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED,
        version == 1 ? Optional.empty() : Optional.of(SampleOrders.governance()));
  }

  static SiteDeclaration declaration() {
    ComputeBalanceArea hall =
        new ComputeBalanceArea(
            new AreaId("hall-1"),
            List.of(
                new InstalledAccelerators(
                    new AcceleratorModel("NVIDIA H100 SXM", Power.ofWatts(700)), 32)),
            List.of(
                point("node_1", Optional.of("wire seal 17"), new Metering.Own()),
                point("node_2", Optional.empty(), new Metering.SharedMean("node_1")),
                point("node_3", Optional.empty(), new Metering.SharedSum("node_1")),
                point("node_4", Optional.empty(), new Metering.None())));
    return new SiteDeclaration(
        "north",
        List.of(hall),
        List.of(Assumption.OPERATOR_SAYS_SHARED, Assumption.ACCELERATORS_ASSUMED),
        Optional.of(DIGEST_B));
  }

  static MeasurementPoint point(String name, Optional<String> seal, Metering metering) {
    return new MeasurementPoint(
        name,
        8,
        Boundary.NODE_WALL,
        "pdu_" + name,
        AURORA,
        seal,
        new PartsPerMillion(5_000),
        new PartsPerMillion(10_000),
        Power.ofWatts(8_400),
        metering);
  }

  static Calibration calibration() {
    return new Calibration(
        "north",
        Boundary.NODE_WALL,
        "fp8",
        true,
        new EnergyPerFlop(1_100_000),
        new PartsPerMillion(80_000),
        new PartsPerMillion(100_000),
        Power.ofWatts(210),
        new PartsPerMillion(50_000),
        6,
        Optional.of(5),
        Set.of("pdu_node_1", "pdu_node_2"),
        List.of(DIGEST_A),
        List.of(Assumption.SAME_WORKLOAD),
        "six runs of the site's own, October 2026");
  }

  static ActivityReport report() {
    DeclaredActivity training =
        new DeclaredActivity(
            ActivityCategory.TRAINING_RUN,
            "aurora-70b",
            Optional.of("aurora-70b-2026"),
            Flop.of("900719925474099267"),
            Flop.of("1268357529600000000000"),
            "fp8",
            Optional.of(new BigInteger("3000000000")),
            new DeviceTime(new BigInteger("2073600000000")),
            Optional.of(DIGEST_B));
    DeclaredActivity serving =
        new DeclaredActivity(
            ActivityCategory.INFERENCE,
            "aurora-7b",
            Optional.empty(),
            Flop.of("1"),
            Flop.ZERO,
            "bf16",
            Optional.empty(),
            DeviceTime.ZERO);
    AreaActivity area =
        new AreaActivity(
            new AreaId("hall-1"),
            List.of(training, serving),
            new DeviceTime(new BigInteger("691200000000")),
            new TreeMap<>(Map.of("node_1", Energy.ofMilliJoules(450_123_456_789L))));
    return new ActivityReport(
        "north",
        DAY,
        List.of(area),
        List.of(DIGEST_A, DIGEST_B),
        List.of(Assumption.EXECUTED_EQUALS_MODEL),
        Optional.of(DIGEST_A),
        Optional.of(enforcement()));
  }

  private static Enforcement enforcement() {
    return new Enforcement(
        new Enforcement.Canaries(
            24, 23, 1, Optional.of(new Enforcement.AdmittedCanary("48213", HEARD))),
        List.of(
            new Enforcement.Hook("job_submit.lua", Optional.of(digest("hook"))),
            new Enforcement.Hook("prolog", Optional.empty())),
        digest("configuration"),
        List.of(
            new Enforcement.HeardSource("https://log.example/", Optional.of(HEARD)),
            new Enforcement.HeardSource("https://mirror.example/", Optional.empty())),
        Duration.ofMinutes(2),
        Optional.of(
            new Enforcement.Accounts(
                List.of(
                    new Enforcement.AreaAccounts(
                        new AreaId("hall-1"), new DeviceTime(new BigInteger("2073600000000")), 3)),
                DeviceTime.ZERO,
                0)));
  }

  static Finding finding() {
    return new Finding(
        FindingCode.DUPLICATE_SERIES,
        new Subject(
            Optional.of(AURORA),
            Optional.of("north"),
            Optional.of(new AreaId("hall-1")),
            Optional.of("standstill.example/log"),
            Optional.of(DIGEST_A)),
        Optional.of(DAY),
        List.of("node_1", "node_2"),
        "1,440 readings of node_1 and node_2 are the same");
  }
}
