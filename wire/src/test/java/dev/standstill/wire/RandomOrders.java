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
import dev.standstill.core.order.AdoptionCondition.Adopters;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Measure.Resume.Stage;
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
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Random orders and whatever the docket files: the same seed, the same bodies. */
final class RandomOrders {
  private static final long EXACT_MAX = 1L << 53;

  private final Random random;

  RandomOrders(Random random) {
    this.random = random;
  }

  Governance governance(List<PartyId> parties) {
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, quorum(parties, 2));
    }
    Instant from = time();
    return new Governance(
        new Validity(maybe(() -> from), maybe(() -> from.plusSeconds(1 + random.nextInt(1000)))),
        quorums,
        random.nextInt(4),
        new Clocks(
            duration(),
            duration(),
            duration(),
            duration().plusSeconds(1),
            duration(),
            duration(),
            duration().plusSeconds(1),
            duration(),
            duration()),
        new Freshness(
            duration().plusSeconds(1),
            duration(),
            List.of(new Freshness.Source(text(), parties.getFirst()))),
        Set.of(text()),
        Set.of(text(), text() + "2"),
        maybe(this::flop),
        Set.of(word(ProtectedTerm.class)),
        List.of(
            new CompromisedKey(
                Samples.key("lost", 60 + random.nextInt(9)).key().toString(), index())),
        maybe(() -> new RandomPermits(random).rules(quorum(parties, 2))));
  }

  private Quorum quorum(List<PartyId> parties, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return new Quorum.Member(parties.get(random.nextInt(parties.size())));
    }
    List<Quorum> members = new ArrayList<>();
    for (PartyId party : parties) {
      members.add(quorum(List.of(party), depth - 1));
    }
    return new Quorum.AtLeast(1 + random.nextInt(members.size()), members);
  }

  Order order() {
    Measure measure = measure();
    Set<PartyId> excluded = new HashSet<>();
    measure
        .restriction()
        .ifPresent(binding -> excluded.addAll(binding.scope().subjects().singledOut()));
    return new Order(
        measure,
        party(),
        excluded,
        Set.of(new PartyId("aside-" + random.nextInt(9))),
        maybe(this::citation),
        measure instanceof Measure.Restriction ? maybe(this::condition) : Optional.empty(),
        text());
  }

  private AdoptionCondition condition() {
    Adopters adopters =
        random.nextBoolean()
            ? new Adopters.Named(new HashSet<>(List.of(party(), party())))
            : new Adopters.Share(new PartsPerMillion(1 + random.nextInt(1_000_000)));
    return new AdoptionCondition(adopters, maybe(this::flop));
  }

  private Measure measure() {
    return switch (random.nextInt(7)) {
      case 0 -> slow();
      case 1 -> pause();
      case 2 -> resume();
      case 3 -> new Measure.Extend(digest(), time());
      case 4 -> new Measure.Amend(digest(), random.nextBoolean() ? slow() : pause(), time());
      case 5 -> new Measure.Withdraw(digest());
      default -> {
        Instant at = time();
        yield new Measure.Stay(digest(), digest(), at, at.plusSeconds(1 + random.nextInt(99)));
      }
    };
  }

  private Measure.Slow slow() {
    return new Measure.Slow(scope(), flop(), terms());
  }

  private Measure.Pause pause() {
    return new Measure.Pause(scope(), duration(), terms());
  }

  private Measure.Resume resume() {
    // One stage: that several must permit more and more is nothing a schema can say.
    return new Measure.Resume(digest(), List.of(new Stage(time(), maybe(this::flop))));
  }

  private Scope scope() {
    Subjects subjects =
        switch (random.nextInt(3)) {
          case 0 -> new Subjects.Everyone();
          case 1 -> new Subjects.Parties(Set.of(party()));
          default -> new Subjects.Sites(Set.of(new SiteId(party(), "north")));
        };
    return new Scope(subjects, Set.of(word(OperationKind.class)), flop());
  }

  private Terms terms() {
    Instant from = time();
    return new Terms(from, from.plusSeconds(1 + random.nextInt(1_000_000)), Set.of(text()));
  }

  Acknowledgement acknowledgement() {
    return new Acknowledgement(party().name(), citation(), maybe(this::time));
  }

  Clarification clarification() {
    return new Clarification(party(), List.of(citation()), text());
  }

  ClarificationReply reply() {
    return new ClarificationReply(
        citation(), List.of(citation(), citation()), List.of(digest()), text());
  }

  Recusal recusal() {
    return new Recusal(citation(), text());
  }

  Ruling ruling() {
    return new Ruling(
        citation(),
        word(Ruling.Outcome.class),
        party(),
        Set.of(party()),
        Set.of(new PartyId("aside-" + random.nextInt(9))),
        List.of(citation()),
        List.of(text(), text()),
        List.of(new Ruling.Dissent(party(), text())));
  }

  Appeal appeal() {
    return new Appeal(citation(), text());
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <E extends Enum<E>> E word(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return constants[random.nextInt(constants.length)];
  }

  private Citation citation() {
    return new Citation(index(), digest());
  }

  private long index() {
    return random.nextLong(EXACT_MAX + 1);
  }

  private Digest digest() {
    return Samples.digest("d" + random.nextLong());
  }

  private PartyId party() {
    return new PartyId("p" + random.nextInt(1_000_000));
  }

  private Flop flop() {
    return new Flop(new BigInteger(random.nextInt(132), random));
  }

  private Duration duration() {
    return Duration.ofSeconds(random.nextLong(Clocks.LENGTH_MAX.toSeconds()));
  }

  private Instant time() {
    return Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
  }

  private String text() {
    return "x" + random.nextInt(1000) + "äλ\\\"漢";
  }
}
