package dev.standstill.wire;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.ProtectedTerm;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.decision.Clarification;
import dev.standstill.core.decision.ClarificationReply;
import dev.standstill.core.decision.Recusal;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.AdoptionCondition;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Citation;
import dev.standstill.core.rule.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders of every measure, what the docket files, and quorums; every optional field present. */
final class SampleOrders {
  static final PartyId AURORA = new PartyId("aurora");
  static final PartyId REGISTER = new PartyId("register");
  static final Citation CITATION = new Citation(17, Samples.DIGEST_B);
  private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");
  private static final Flop CAP = Flop.of("100000000000000000000");

  private SampleOrders() {}

  static Governance governance() {
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, AURORA, REGISTER));
    }
    quorums.put(
        Action.PAUSE,
        Quorum.any(
            List.of(new Quorum.Member(AURORA), Quorum.all(List.of(new Quorum.Member(REGISTER))))));
    return new Governance(
        new Validity(
            Optional.of(FROM.minus(Duration.ofDays(10))),
            Optional.of(FROM.plus(Duration.ofDays(365)))),
        quorums,
        1,
        new Clocks(
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(1),
            Duration.ofDays(90),
            Duration.ofDays(5),
            Duration.ofDays(10),
            Duration.ofDays(60),
            Duration.ofDays(30),
            Duration.ofDays(90)),
        new Freshness(
            Duration.ofHours(6),
            Duration.ofHours(18),
            List.of(new Freshness.Source("https://log.example/", REGISTER))),
        Set.of("capability-above-threshold"),
        Set.of("capability-below-threshold"),
        Optional.of(CAP),
        Set.of(ProtectedTerm.CLOCKS, ProtectedTerm.STANDING_LIMIT),
        List.of(new CompromisedKey(Samples.key("aurora.example/lost", 9).key().toString(), 3)),
        Optional.of(SamplePermits.rules()));
  }

  static List<Order> orders() {
    return List.of(
        order(
            pause(new Subjects.Everyone()),
            condition(new AdoptionCondition.Adopters.Named(Set.of(AURORA)))),
        order(
            slow(new Subjects.Parties(Set.of(AURORA))),
            condition(new AdoptionCondition.Adopters.Share(new PartsPerMillion(500_000)))),
        order(pause(new Subjects.Sites(Set.of(new SiteId(AURORA, "north")))), Optional.empty()),
        order(
            new Measure.Resume(
                Samples.DIGEST_A,
                List.of(
                    new Measure.Resume.Stage(FROM, Optional.of(CAP)),
                    new Measure.Resume.Stage(FROM.plusSeconds(1), Optional.empty()))),
            Optional.empty()),
        order(new Measure.Extend(Samples.DIGEST_A, FROM), Optional.empty()),
        order(
            new Measure.Amend(Samples.DIGEST_A, slow(new Subjects.Everyone()), FROM),
            Optional.empty()),
        order(
            new Measure.Amend(Samples.DIGEST_A, pause(new Subjects.Everyone()), FROM),
            Optional.empty()),
        order(new Measure.Withdraw(Samples.DIGEST_A), Optional.empty()),
        order(
            new Measure.Stay(Samples.DIGEST_A, Samples.DIGEST_B, FROM, FROM.plusSeconds(1)),
            Optional.empty()));
  }

  private static Optional<AdoptionCondition> condition(AdoptionCondition.Adopters adopters) {
    return Optional.of(new AdoptionCondition(adopters, Optional.of(CAP)));
  }

  private static Order order(Measure measure, Optional<AdoptionCondition> condition) {
    return new Order(
        measure,
        REGISTER,
        Set.of(AURORA),
        Set.of(new PartyId("borealis")),
        Optional.of(CITATION),
        condition,
        "a capability threshold was passed");
  }

  static Measure.Pause pause(Subjects subjects) {
    return new Measure.Pause(scope(subjects), Duration.ofDays(1), terms());
  }

  static Measure.Slow slow(Subjects subjects) {
    return new Measure.Slow(scope(subjects), CAP, terms());
  }

  private static Scope scope(Subjects subjects) {
    return new Scope(
        subjects,
        Set.of(OperationKind.PRE_TRAINING, OperationKind.FINE_TUNING),
        Flop.of("1000000000000000000000000"));
  }

  private static Terms terms() {
    return new Terms(FROM, FROM.plus(Duration.ofDays(80)), Set.of("capability-below-threshold"));
  }

  static Acknowledgement acknowledgement() {
    return new Acknowledgement(
        "north", CITATION, Optional.of(Instant.parse("2026-11-01T00:10:07Z")));
  }

  static Clarification clarification() {
    return new Clarification(
        AURORA, List.of(CITATION), "why are the series of two nodes the same?");
  }

  static ClarificationReply reply() {
    return new ClarificationReply(
        CITATION,
        List.of(new Citation(20, Samples.DIGEST_A)),
        List.of(Samples.DIGEST_A),
        "one power supply feeds both");
  }

  static Recusal recusal() {
    return new Recusal(CITATION, "we sold the party its meters");
  }

  static Ruling ruling() {
    return new Ruling(
        CITATION,
        Ruling.Outcome.NOT_EXPLAINED,
        REGISTER,
        Set.of(AURORA),
        Set.of(new PartyId("borealis")),
        List.of(new Citation(20, Samples.DIGEST_A)),
        List.of("the supply feeds one of them only"),
        List.of(new Ruling.Dissent(new PartyId("corona"), "the plan of the hall shows both")));
  }

  static Appeal appeal() {
    return new Appeal(CITATION, "the second node was not running");
  }
}
