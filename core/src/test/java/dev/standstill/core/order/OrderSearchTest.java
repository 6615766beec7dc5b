package dev.standstill.core.order;

import static dev.standstill.core.SampleLog.SITE_A;
import static dev.standstill.core.order.OrderSearch.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.order.OrderAccount.Judgement.Adoption;
import dev.standstill.core.order.OrderSearch.Envelope;
import dev.standstill.core.order.OrderSearch.Rules;
import dev.standstill.core.order.OrderSearch.World;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The exhaustive search: small logs by default, all of up to three with {@code
 * -DorderSearchDepth=3} (3.2 million logs, about two minutes), four and more the same way. Where
 * only a few kinds of envelope may be written, logs are one line longer.
 */
class OrderSearchTest {
  /** Small enough to look one line further. */
  private static final Set<Envelope> RELEASES =
      EnumSet.of(
          Envelope.PAUSE,
          Envelope.RESUME,
          Envelope.APPEAL_OF_RESUME,
          Envelope.STAY_OF_RESUME,
          Envelope.AMENDMENT,
          Envelope.ROTATION);

  private static final Set<Envelope> RECEIPTS =
      EnumSet.of(
          Envelope.PAUSE,
          Envelope.PAUSE_BY_ONE,
          Envelope.RESUME,
          Envelope.RECEIPT,
          Envelope.RECEIPT_OF_SOUTH,
          Envelope.RECEIPT_IN_ANOTHERS_NAME);

  private static final Set<Envelope> CONDITIONS =
      EnumSet.of(
          Envelope.PAUSE,
          Envelope.RESUME,
          Envelope.ROTATION,
          Envelope.CONDITIONAL_PAUSE,
          Envelope.CONDITIONAL_PAUSE_BY_THE_OTHER);

  /** Some mistakes need a pause, a release and a rotation to show. */
  private static final List<World> MUTANT_WORLDS =
      List.of(
          new World(false, false, 5, NEVER, 2),
          new World(false, false, 0, NEVER, NEVER, 3, RECEIPTS),
          new World(false, false, 0, NEVER, 1, 2, CONDITIONS),
          new World(false, false, 0, NEVER, 3));

  /** With and without a cap to step down to, an expiry, a condition met, never met, met again. */
  private static List<World> worlds(int depth) {
    List<World> worlds = new ArrayList<>();
    for (boolean stepDown : new boolean[] {false, true}) {
      worlds.add(new World(stepDown, false, 0, NEVER, depth));
    }
    worlds.add(new World(false, true, 0, NEVER, depth));
    worlds.add(new World(false, false, NEVER, NEVER, depth));
    worlds.add(new World(false, false, 5, NEVER, depth));
    worlds.add(new World(false, false, 0, 5, depth));
    worlds.add(new World(false, true, 0, NEVER, NEVER, depth + 1, RELEASES));
    worlds.add(new World(true, false, 0, 5, NEVER, depth + 1, RELEASES));
    worlds.add(new World(false, false, 0, NEVER, NEVER, depth + 1, RECEIPTS));
    worlds.add(new World(false, true, 0, NEVER, NEVER, depth + 1, CONDITIONS));
    worlds.add(new World(true, false, 0, NEVER, 1, depth + 1, CONDITIONS));
    worlds.add(new World(false, false, 0, NEVER, 4, depth + 1, CONDITIONS));
    return worlds;
  }

  @Test
  void noLogOfTheSmallWorldBreaksAPromise() {
    int depth = Integer.getInteger("orderSearchDepth", 2);
    long states = 0;
    long transitions = 0;
    for (World world : worlds(depth)) {
      OrderSearch search = new OrderSearch(world, Rules.REAL);
      assertThat(search.run()).as("%s", world).isEmpty();
      states += search.states;
      transitions += search.transitions;
    }
    System.out.println(
        "Orders: " + states + " states, " + transitions + " transitions, depth " + depth);
    assertThat(states).isGreaterThan(1_000);
  }

  @Test
  void everyBrokenRuleIsFound() {
    Map<String, Rules> mutants = new TreeMap<>(brokenCircumstances());
    mutants.putAll(
        Map.of(
            "one voice is enough",
            rule(
                new OrderRule() {
                  @Override
                  boolean decided(
                      Governance governance,
                      Action action,
                      PartyId proposer,
                      Signers signers,
                      Set<PartyId> silent) {
                    return !signers.parties().isEmpty();
                  }
                }),
            "nothing can be wrong with an order that has its quorum",
            rule(
                new OrderRule() {
                  @Override
                  Optional<OrderDefect> defect(
                      PublishedFact<Order> fact, Governance governance, OrderFold before) {
                    return fact.body().measure().target().isPresent()
                            && before.accounts().get(fact.body().measure().target().get()) == null
                        ? Optional.of(OrderDefect.TARGET_NOT_ADOPTED)
                        : Optional.empty();
                  }
                }),
            "doubted voices release",
            rule(
                new OrderRule() {
                  @Override
                  boolean decided(
                      Governance governance,
                      Action action,
                      PartyId proposer,
                      Signers signers,
                      Set<PartyId> silent) {
                    return governance.decided(action, proposer, signers.parties(), silent);
                  }
                }),
            "doubted voices do not restrict",
            rule(
                new OrderRule() {
                  @Override
                  boolean decided(
                      Governance governance,
                      Action action,
                      PartyId proposer,
                      Signers signers,
                      Set<PartyId> silent) {
                    return governance.decided(action, proposer, signers.undoubted(), silent);
                  }
                }),
            "nobody needs to witness",
            course(c ->
                new OrderCourse(c) {
                  @Override
                  boolean witnessed(Adoption adoption) {
                    return true;
                  }
                }),
            "a day too early",
            course(c ->
                new OrderCourse(c) {
                  @Override
                  boolean reached(Instant at, Moment moment) {
                    return super.reached(at.minusSeconds(2 * 86_400), moment);
                  }
                }),
            "conditions are not asked",
            course(c ->
                new OrderCourse(c) {
                  @Override
                  boolean conditionsMet(Measure.Restriction restriction, Instant at) {
                    return true;
                  }
                }),
            "signatures of several envelopes add up",
            rule(
                new OrderRule() {
                  @Override
                  OrderAccount.Judgement judge(PublishedFact<Order> fact, OrderFold before) {
                    return super.judge(gathered(fact, before), before);
                  }
                })));
    mutants.forEach((name, rules) -> {
      Optional<String> found =
          MUTANT_WORLDS.stream()
              .map(world -> new OrderSearch(world, rules).run())
              .flatMap(Optional::stream)
              .findFirst();
      assertThat(found).as(name).isPresent();
      System.out.println(name + ": " + found.get());
    });
  }

  private static Map<String, Rules> brokenCircumstances() {
    return Map.of(
        "one receipt is as good as all",
        course(c ->
            new OrderCourse(
                new Circumstances(
                    c.witnessedSize(),
                    c.proceedings(),
                    Set.of(SITE_A),
                    c.conditions(),
                    c.standings(),
                    c.knownCompute(),
                    c.kept()))),
        "nobody waits for the others",
        course(c ->
            new OrderCourse(c) {
              @Override
              boolean joined(OrderAccount account) {
                return true;
              }
            }),
        "whether the others keep it is not asked",
        course(c ->
            new OrderCourse(c) {
              @Override
              boolean keeping(OrderAccount account, Moment moment) {
                return true;
              }
            }));
  }

  private static Rules rule(OrderRule mutant) {
    return new Rules(() -> mutant, OrderCourse::new);
  }

  private static Rules course(Function<Circumstances, OrderCourse> mutant) {
    return new Rules(OrderRule::new, mutant);
  }

  private static PublishedFact<Order> gathered(PublishedFact<Order> fact, OrderFold before) {
    Set<PartyId> all =
        Optional.ofNullable(before.accounts().get(fact.id())).orElseThrow().signers();
    return new PublishedFact<>(
        fact.author(),
        fact.logIndex(),
        fact.id(),
        fact.body(),
        new Signers(all, Set.of()),
        fact.loggedAt(),
        fact.charter());
  }
}
