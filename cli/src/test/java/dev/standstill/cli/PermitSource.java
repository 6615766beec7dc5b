package dev.standstill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.BreakGlassRules;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.evidence.SourceLog;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Publication;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.log.witness.Cosigning;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A witnessed log of three parties, written entry by entry at times that the test says. All
 * training needs a permit; two of three decide; a view is fresh for a day.
 */
final class PermitSource {
  static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  static final SigningKey AURORA = key("aurora", 2);
  static final SigningKey BOREALIS = key("borealis", 3);
  static final SigningKey REGISTER = key("register", 4);
  private static final SigningKey LOG = key("example.com/log", 1);
  private static final SigningKey WITNESS = key("w.example/witness", 7);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String POLICY =
      "log " + LOG.verifierKey() + "\nwitness w " + WITNESS.cosignatureKey() + "\nquorum w\n";

  private final Path folder;
  private Instant now = START;
  private Binding binding = Binding.ToLogKey.of(LOG.verifierKey());

  private PermitSource(Path folder) {
    this.folder = folder;
  }

  private static SigningKey key(String name, int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return SigningKey.fromSeed(name, bytes);
  }

  static PermitSource begin(Path folder) throws IOException {
    PermitSource source = new PermitSource(folder);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("policy"), POLICY);
    LogWriter.create(folder, CheckpointSigner.of(LOG), source.witness()).close();
    Charter charter = charter();
    byte[] payload = StatementCodec.write(new Statement(source.binding, charter));
    source.append(envelope(payload, AURORA, BOREALIS, REGISTER));
    source.binding = new Binding.ToCharter(StatementCodec.id(payload));
    return source;
  }

  Path folder() {
    return folder;
  }

  /** Appends what several signed; what was logged before it is vouched for by then. */
  Digest say(Instant at, StatementBody body, SigningKey... signers) throws IOException {
    byte[] payload = StatementCodec.write(new Statement(binding, body));
    append(at, envelope(payload, signers));
    return StatementCodec.id(payload);
  }

  /** What several signed, as a file that is not in the log. */
  Draft signed(StatementBody body, SigningKey... signers) {
    Draft draft = Draft.of(new Statement(binding, body));
    for (SigningKey signer : signers) {
      draft = draft.sign(PartySigner.of(signer));
    }
    return draft;
  }

  void append(Instant at, byte[] entry) throws IOException {
    now = at;
    append(entry);
  }

  private void append(byte[] entry) throws IOException {
    SignedNote published = publish(entry);
    LogTime time = new LogTime(StrictBase64.encode(published.encoded()));
    if (binding instanceof Binding.ToCharter) {
      publish(envelope(StatementCodec.write(new Statement(binding, time)), REGISTER));
    }
  }

  private SignedNote publish(byte[] entry) throws IOException {
    try (LogWriter log = LogWriter.open(folder, CheckpointSigner.of(LOG), witness())) {
      log.append(entry);
      return switch (log.publish()) {
        case Publication.Published(var note, var checkpoint) -> note;
        case Publication.NothingNew(var note, var checkpoint) -> note;
        case Publication.BelowQuorum(String detail) -> throw new AssertionError(detail);
      };
    }
  }

  private static byte[] envelope(byte[] payload, SigningKey... signers) {
    List<PartySigner> all = Stream.of(signers).map(PartySigner::of).toList();
    return Envelope.sign(payload, all).encode();
  }

  /** A witness whose clock the test sets. */
  private Cosigners witness() {
    return new Cosigners() {
      @Override
      public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
        try {
          Checkpoint checkpoint = Checkpoint.parse(signed.text());
          return new Cosigning.Quorate(
              signed.with(Cosignature.sign(WITNESS, now.getEpochSecond(), checkpoint)));
        } catch (MalformedNoteException e) {
          throw new AssertionError(e);
        }
      }

      @Override
      public List<SignedNote> lastWitnessed() {
        return List.of();
      }
    };
  }

  /** Everyone's training stops. */
  static Order pause() {
    Scope scope = new Scope(new Subjects.Everyone(), Set.of(OperationKind.PRE_TRAINING), Flop.ZERO);
    return new Order(
        new Measure.Pause(scope, DAY, new Terms(START, START.plus(DAY.multipliedBy(80)), Set.of())),
        new PartyId("borealis"),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "a test asks for it");
  }

  /** An order is lifted at once for everybody. */
  static Order resume(Digest order, Instant at) {
    return new Order(
        new Measure.Resume(order, List.of(new Measure.Resume.Stage(at, Optional.empty()))),
        new PartyId("borealis"),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "a test asks for it");
  }

  private static Charter charter() {
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    PartyId[] all = {new PartyId("aurora"), new PartyId("borealis"), new PartyId("register")};
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, all));
    }
    PermitRules rules =
        new PermitRules(
            new ScopeRules(
                List.of(new ScopeRule("training", Set.of(OperationKind.PRE_TRAINING), List.of()))),
            DAY.multipliedBy(14),
            true,
            DAY.multipliedBy(400),
            Optional.empty(),
            Set.of(new CriticalService("emergency-dispatch")),
            Optional.of(new BreakGlassRules(Quorum.of(2, all), DAY.multipliedBy(3))));
    return new Charter(
        "trial",
        1,
        List.of(party("aurora", AURORA), party("borealis", BOREALIS), party("register", REGISTER)),
        new SourceLog(CheckpointSigner.of(LOG), POLICY.getBytes(UTF_8), Cosigners.none())
            .policyDigest(),
        new StandingLimit(Flop.of("1000000000000000000000000000"), START),
        new SignificantCompute(Flop.of("1000000000000000000000000"), List.of()),
        new ReportingCalendar(START, START.plus(DAY), DAY, DAY),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED,
        Optional.of(
            new Governance(
                Validity.UNLIMITED,
                quorums,
                1,
                new Clocks(DAY, DAY, DAY, DAY.multipliedBy(90), DAY, DAY, DAY, DAY, DAY),
                new Freshness(DAY, DAY, List.of()),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.of(rules))));
  }

  private static Party party(String name, SigningKey key) {
    return new Party(
        new PartyId(name),
        Set.of(Role.OPERATOR, Role.ADJUDICATOR, Role.REGISTER),
        List.of(key.verifierKey().toString()));
  }
}
