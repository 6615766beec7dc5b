package dev.standstill.benchmarks;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.decision.Clarification;
import dev.standstill.core.decision.ClarificationReply;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Statements of a busy agreement, the same for the same number: of a hundred 66 reports, 12
 * acknowledgements, 6 orders and 2 rulings with two signatures each, findings, questions, replies,
 * appeals.
 */
final class MadeStatements {
  static final int BLOCK = 100;

  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<PartyId> PARTIES =
      List.of(new PartyId("a"), new PartyId("b"), new PartyId("c"), new PartyId("d"));

  private final List<PartySigner> signers = new ArrayList<>();
  private final Envelope charter;

  MadeStatements() {
    for (int i = 0; i < PARTIES.size(); i++) {
      byte[] seed = new byte[32];
      seed[0] = (byte) (i + 1);
      signers.add(PartySigner.of(SigningKey.fromSeed("benchmark.example/" + i, seed)));
    }
    Binding binding = Binding.ToLogKey.of(MadeLog.KEY.verifierKey());
    charter = Envelope.sign(StatementCodec.write(new Statement(binding, agreement())), signers);
  }

  List<PartyKey> keys() {
    return signers.stream().map(PartySigner::key).toList();
  }

  /** The first hundred, beginning with the charter, or the hundred that begins there. */
  List<byte[]> block(long begin) {
    List<byte[]> entries = new ArrayList<>();
    Citation finding = new Citation(0, charter.statementId());
    Citation question = finding;
    Citation ruling = finding;
    Citation order = finding;
    for (int i = 0; i < BLOCK; i++) {
      long index = begin + i;
      if (index == 0) {
        entries.add(charter.encode());
        continue;
      }
      int party = i % PARTIES.size();
      PartyId proposer = PARTIES.get(party);
      StatementBody body = report(index);
      int signatures = 1;
      if (i == 1) {
        body = finding(index);
      } else if (i == 2) {
        body = new Clarification(PARTIES.getFirst(), List.of(finding), "what of " + index + "?");
      } else if (i == 4) {
        body = new ClarificationReply(question, List.of(), List.of(), "nothing at " + index);
      } else if (i == 5 || i == 6) {
        body = ruling(question, finding, proposer, index);
        signatures = 2;
      } else if (i >= 7 && i < 13) {
        body = order(proposer, index);
        signatures = 2;
      } else if (i >= 13 && i < 25) {
        body = new Acknowledgement("site-" + i, order);
      } else if (i == 25) {
        body = new Appeal(order, "hear us on " + index);
      }
      Envelope envelope = signed(body, party, signatures);
      entries.add(envelope.encode());
      Citation cited = new Citation(index, envelope.statementId());
      finding = i == 1 ? cited : finding;
      question = i == 2 ? cited : question;
      ruling = i == 5 ? cited : ruling;
      order = i == 7 ? cited : order;
    }
    return entries;
  }

  private Envelope signed(StatementBody body, int party, int signatures) {
    List<PartySigner> by = new ArrayList<>();
    for (int i = 0; i < signatures; i++) {
      by.add(signers.get((party + i) % signers.size()));
    }
    Binding binding = new Binding.ToCharter(charter.statementId());
    return Envelope.sign(StatementCodec.write(new Statement(binding, body)), by);
  }

  private static ActivityReport report(long index) {
    Instant from = START.plusSeconds(index * 3_600);
    BalancePeriod period = new BalancePeriod(from, from.plusSeconds(3_600));
    DeclaredActivity training =
        new DeclaredActivity(
            ActivityCategory.TRAINING_RUN,
            "model-" + index % 7,
            Optional.of("lineage-" + index % 7),
            Flop.of("1000000000000000000"),
            Flop.of("1200000000000000000"),
            "bf16",
            Optional.empty(),
            DeviceTime.of(8, period));
    Map<String, Energy> energies = new TreeMap<>();
    for (int node = 0; node < 4; node++) {
      energies.put("node_" + node, Energy.ofMilliJoules(1_000_000_000 + index + node));
    }
    return new ActivityReport(
        "site-" + index % 50,
        period,
        List.of(
            new AreaActivity(
                new AreaId("hall"), List.of(training), DeviceTime.ZERO, new TreeMap<>(energies))),
        List.of(digest(index)),
        List.of(),
        Optional.empty());
  }

  private static Finding finding(long index) {
    return new Finding(
        FindingCode.GAP,
        Subject.ofParty(PARTIES.getFirst()),
        Optional.empty(),
        List.of("node_" + index),
        "a hole");
  }

  private static Ruling ruling(Citation question, Citation ground, PartyId by, long index) {
    return new Ruling(
        question,
        Ruling.Outcome.NOT_EXPLAINED,
        by,
        Set.of(PARTIES.getFirst()),
        Set.of(),
        List.of(ground),
        List.of("nothing explains " + index),
        List.of());
  }

  private static Order order(PartyId proposer, long index) {
    Measure pause =
        new Measure.Pause(
            new Scope(new Subjects.Everyone(), EnumSet.of(OperationKind.PRE_TRAINING), Flop.ZERO),
            DAY,
            new Terms(START, START.plus(DAY.multipliedBy(30)), Set.of()));
    return new Order(
        pause,
        proposer,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "order number " + index);
  }

  private Charter agreement() {
    List<Party> parties = new ArrayList<>();
    for (int i = 0; i < PARTIES.size(); i++) {
      parties.add(
          new Party(
              PARTIES.get(i), EnumSet.allOf(Role.class), List.of(signers.get(i).key().toString())));
    }
    Charter plain =
        new Charter(
            "benchmark",
            1,
            parties,
            digestOf(QuorumPolicy.textWithoutWitnesses(MadeLog.KEY.verifierKey())),
            new StandingLimit(Flop.of("1000000000000000000000000"), START),
            new SignificantCompute(Flop.of("1000000000000000000000000"), List.of()),
            new ReportingCalendar(START, START.plus(DAY), DAY, DAY.multipliedBy(300)),
            TestLevels.DEFAULT,
            Charter.DEFAULT_MAXIMUM_UNCOVERED);
    return new Charter(
        plain.name(),
        plain.version(),
        plain.parties(),
        plain.policyDigest(),
        plain.standingLimit(),
        plain.significantCompute(),
        plain.calendar(),
        plain.testLevels(),
        plain.maximumUncovered(),
        Optional.of(governance()));
  }

  private static Governance governance() {
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, PARTIES.toArray(PartyId[]::new)));
    }
    List<Freshness.Source> sources = new ArrayList<>();
    PARTIES.forEach(party -> sources.add(new Freshness.Source("log of " + party, party)));
    return new Governance(
        Validity.UNLIMITED,
        quorums,
        1,
        new Clocks(DAY, DAY, DAY, DAY.multipliedBy(90), DAY, DAY, DAY, DAY, DAY),
        new Freshness(DAY, DAY, sources),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  private static Digest digest(long number) {
    return new Digest("%064x".formatted(number));
  }

  private static Digest digestOf(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Digest(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
