package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A source of two parties, written entry by entry, so that any entry can be a wrong one. North's
 * site {@code hall} has the points {@code a} and {@code b} of eight accelerators each, whose
 * readings lie in one file each.
 */
final class SampleSource {

  static final SigningKey LOG = key("example.com/log", 1);
  static final SigningKey NORTH = key("north", 2);
  static final SigningKey SOUTH = key("south", 3);
  static final SigningKey STRANGER = key("stranger", 4);
  static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  static final BalancePeriod PERIOD = new BalancePeriod(FROM, FROM.plusSeconds(600));

  private final Path folder;
  private final LogWriter log;
  private Binding binding = Binding.ToLogKey.of(LOG.verifierKey());

  private SampleSource(Path folder) throws IOException {
    this.folder = folder;
    this.log = LogWriter.create(folder, CheckpointSigner.of(LOG), Cosigners.none());
    Files.writeString(
        folder.resolve("policy"), QuorumPolicy.textWithoutWitnesses(LOG.verifierKey()));
  }

  static SampleSource begin(Path folder) throws IOException {
    return new SampleSource(folder);
  }

  /** Charter, declaration, calibration and two files of readings; what is missing is the report. */
  static SampleSource declared(Path folder) throws IOException {
    return begin(folder)
        .charter()
        .signed(SampleStatements.declaration("hall"), NORTH)
        .signed(SampleStatements.calibration("hall"), NORTH);
  }

  /** An honest and complete source. */
  static Path honest(Path folder) throws IOException {
    return honestSource(folder).publish();
  }

  /** One that more can be added to. */
  static SampleSource honestSource(Path folder) throws IOException {
    SampleSource source = declared(folder);
    List<Digest> readings = List.of(source.readings("a"), source.readings("b"));
    return source.signed(SampleStatements.report(readings, SampleStatements.energies()), NORTH);
  }

  SampleSource charter() throws IOException {
    return charter(
        charterOf(SourceLog.unwitnessed(CheckpointSigner.of(LOG)).policyDigest()), NORTH, SOUTH);
  }

  SampleSource charter(Charter charter, SigningKey... signers) throws IOException {
    byte[] payload = StatementCodec.write(new Statement(binding, charter));
    binding = new Binding.ToCharter(StatementCodec.id(payload));
    return entry(Envelope.sign(payload, signers(signers)).encode());
  }

  /** What this source's further statements are bound to. */
  Binding binding() {
    return binding;
  }

  SampleSource signed(StatementBody body, SigningKey... signers) {
    return entry(statement(binding, body, signers));
  }

  static byte[] statement(Binding binding, StatementBody body, SigningKey... signers) {
    return Envelope.sign(StatementCodec.write(new Statement(binding, body)), signers(signers))
        .encode();
  }

  private static List<PartySigner> signers(SigningKey... secrets) {
    return Stream.of(secrets).map(PartySigner::of).toList();
  }

  SampleSource entry(byte[] bytes) {
    log.append(bytes);
    return this;
  }

  Digest readings(String point) throws IOException {
    return readings(noise(point));
  }

  Digest readings(List<MeterReading> readings) throws IOException {
    return new Digest(ReadingsFile.write(folder.resolve("telemetry"), readings));
  }

  Path publish() throws IOException {
    log.publish();
    log.closeForGood();
    return folder;
  }

  /** A reading every four seconds, of an even number of milliwatts, about 6 kW. */
  static List<MeterReading> noise(String point) {
    Random noise = new Random(point.hashCode());
    List<MeterReading> readings = new ArrayList<>();
    for (int i = 0; i <= 150; i++) {
      readings.add(
          new MeterReading(
              point,
              ReadingsRecomputation.micros(FROM.plusSeconds(4L * i)),
              6_000_000 + 2L * noise.nextInt(100_000)));
    }
    return readings;
  }

  static Charter charterOf(Digest policy) {
    return charterOf(
        policy,
        List.of(
            party("north", NORTH.verifierKey().toString()),
            party("south", SOUTH.verifierKey().toString())));
  }

  static Charter charterOf(Digest policy, List<Party> parties) {
    Flop limit = Flop.of("1" + "0".repeat(24));
    SiteId hall = new SiteId(new PartyId("north"), "hall");
    return new Charter(
        "sample",
        1,
        parties,
        policy,
        new StandingLimit(limit, FROM),
        new SignificantCompute(
            limit, List.of(new SignificantCompute.SiteShare(hall, PartsPerMillion.WHOLE))),
        new ReportingCalendar(FROM, PERIOD.to(), PERIOD.length(), Duration.ofDays(1)),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED);
  }

  static Party party(String name, String key) {
    return new Party(new PartyId(name), Set.of(Role.OPERATOR), List.of(key));
  }

  static Examination examined(Path source) throws IOException {
    return examined(source, TrustRoot.fromSource());
  }

  static Examination examined(Path source, TrustRoot trust) throws IOException {
    return Examination.of(EvidenceReader.read(source, trust), Optional.empty(), Progress.NONE);
  }

  static SigningKey key(String name, int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return SigningKey.fromSeed(name, bytes);
  }
}
