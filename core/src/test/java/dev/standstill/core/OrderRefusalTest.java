package dev.standstill.core;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SampleReport.digest;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.decision.Clarification;
import dev.standstill.core.decision.ClarificationReply;
import dev.standstill.core.decision.Recusal;
import dev.standstill.core.decision.Ruling;
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
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.Signers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who decides, and what: one line for each promise of a constructor. */
class OrderRefusalTest {

  private static final Citation CITED = new Citation(7, digest(7));
  private static final Optional<Flop> CAP = Optional.of(Flop.of("10"));

  private static Arguments refused(String what, Runnable attempt) {
    return arguments(what, attempt);
  }

  private static Arguments governed(String what, Consumer<SampleGovernance.Fields> change) {
    return arguments(what, (Runnable) () -> SampleGovernance.charter(change));
  }

  private static Stream<Arguments> quorums() {
    return Stream.of(
        refused("a quorum of nobody", () -> Quorum.of(0, A, B)),
        refused("more than there are", () -> Quorum.of(3, A, B)),
        refused("one party twice", () -> Quorum.of(2, A, A)),
        refused(
            "one party at two levels",
            () -> new Quorum.AtLeast(1, List.of(new Quorum.Member(A), Quorum.of(1, A, B)))));
  }

  private static Stream<Arguments> records() {
    return Stream.of(
        refused("a place before the log", () -> new Citation(-1, digest(1))),
        refused(
            "later than it can have been",
            () -> new InclusionTime(Optional.of(START.plus(DAY)), Optional.of(START))),
        refused("no base64", () -> new LogTime("a?==")),
        refused("cut base64", () -> new LogTime("abc")),
        refused("doubt about one who did not sign", () -> new Signers(Set.of(A), Set.of(B))));
  }

  private static Stream<Arguments> charters() {
    return Stream.of(
        refused(
            "an end before the begin",
            () -> new Validity(Optional.of(START.plus(DAY)), Optional.of(START))),
        refused("a key without text", () -> new CompromisedKey(" ", 1)),
        refused("a key compromised before the log", () -> new CompromisedKey("key", -1)),
        governed("fewer than no recusals", f -> f.recusalsMax = -1),
        governed("a quorum of strangers", f -> f.quorum = Quorum.of(2, A, SampleGovernance.D)),
        governed("a negative grace", f -> f.checkpointGrace = DAY.negated()),
        governed("a delay of two centuries", f -> f.resumeDelay = Duration.ofDays(73_050)),
        governed("reviews at no distance", f -> f.reviewInterval = Duration.ZERO),
        governed("no time for conclusions", f -> f.timeliness = Duration.ZERO),
        governed("a view that is never fresh", f -> f.limit = Duration.ZERO),
        governed("a negative grace of silence", f -> f.deadManGrace = DAY.negated()),
        governed("two sources of one name", f -> f.sources = List.of(A, A, C)),
        governed(
            "a key compromised twice",
            f -> f.compromised = List.of(new CompromisedKey("k", 1), new CompromisedKey("k", 2))),
        refused("a nameless source", () -> new Freshness.Source(" ", A)),
        refused("an action without quorum", OrderRefusalTest::oneActionForgotten));
  }

  private static void oneActionForgotten() {
    var whole = SampleGovernance.charter(f -> {}).governance().orElseThrow();
    Map<Action, Quorum> quorums = new EnumMap<>(whole.quorums());
    quorums.remove(Action.WITHDRAW);
    SampleGovernance.withQuorums(whole, quorums);
  }

  private static Stream<Arguments> measures() {
    Subjects all = new Subjects.Everyone();
    Terms terms = SampleLog.terms(Set.of());
    return Stream.of(
        refused("an order to no party", () -> new Subjects.Parties(Set.of())),
        refused("an order to no site", () -> new Subjects.Sites(Set.of())),
        refused("an order about nothing", () -> new Scope(all, Set.of(), Flop.ZERO)),
        refused("a review before the begin", () -> new Terms(START, START, Set.of())),
        refused(
            "a negative grace",
            () -> new Measure.Pause(SampleLog.scope(all), DAY.negated(), terms)),
        refused("a resume without stages", () -> resume()),
        refused(
            "a stage before the one before it",
            () -> resume(new Stage(START.plus(DAY), CAP), new Stage(START, Optional.empty()))),
        refused(
            "two stages at once",
            () -> resume(new Stage(START, CAP), new Stage(START, Optional.empty()))),
        refused(
            "a stage that permits no more",
            () -> resume(new Stage(START, CAP), new Stage(START.plus(DAY), CAP))),
        refused(
            "a cap after no limit",
            () -> resume(new Stage(START, Optional.empty()), new Stage(START.plus(DAY), CAP))),
        refused(
            "a stay that ends before it begins",
            () -> new Measure.Stay(digest(1), digest(2), START.plus(DAY), START)),
        refused("a condition on nobody", () -> new Adopters.Named(Set.of())),
        refused(
            "a condition on a share of nothing", () -> new Adopters.Share(new PartsPerMillion(0))));
  }

  private static Measure resume(Stage... stages) {
    return new Measure.Resume(digest(1), Arrays.asList(stages));
  }

  private static Stream<Arguments> orders() {
    return Stream.of(
        refused("no reason", () -> order(SampleLog.pause(), Set.of(), Set.of(), " ", false)),
        refused(
            "excluded and recused at once",
            () -> order(SampleLog.pause(), Set.of(B), Set.of(B), "r", false)),
        refused(
            "somebody singled out who keeps a voice",
            () ->
                order(
                    SampleLog.pause(new Subjects.Parties(Set.of(B)), Set.of()),
                    Set.of(),
                    Set.of(),
                    "r",
                    false)),
        refused(
            "a site singled out whose party keeps a voice",
            () ->
                order(
                    SampleLog.pause(new Subjects.Sites(Set.of(SampleLog.SITE_B)), Set.of()),
                    Set.of(A),
                    Set.of(),
                    "r",
                    false)),
        refused(
            "a release that waits for others",
            () -> order(new Measure.Withdraw(digest(1)), Set.of(), Set.of(), "r", true)));
  }

  private static Order order(
      Measure measure,
      Set<PartyId> excluded,
      Set<PartyId> recused,
      String reason,
      boolean conditional) {
    return new Order(
        measure,
        A,
        excluded,
        recused,
        Optional.empty(),
        conditional
            ? Optional.of(new AdoptionCondition(new Adopters.Named(Set.of(C)), Optional.empty()))
            : Optional.empty(),
        reason);
  }

  private static Stream<Arguments> cases() {
    return Stream.of(
        refused("a question about no finding", () -> new Clarification(B, List.of(), "why?")),
        refused("one finding twice", () -> new Clarification(B, List.of(CITED, CITED), "why?")),
        refused("a question without words", () -> new Clarification(B, List.of(CITED), " ")),
        refused("an empty reply", () -> new ClarificationReply(CITED, List.of(), List.of(), "")),
        refused("a recusal for no reason", () -> new Recusal(CITED, " ")),
        refused("an appeal on no grounds", () -> new Appeal(CITED, " ")),
        refused("a ruling about nobody", () -> ruling(Set.of(), Set.of(), List.of("r"))),
        refused(
            "a ruling about one who stepped aside",
            () -> ruling(Set.of(B), Set.of(B), List.of("r"))),
        refused("a ruling without reasons", () -> ruling(Set.of(B), Set.of(), List.of())),
        refused("a ruling with an empty reason", () -> ruling(Set.of(B), Set.of(), List.of(" "))),
        refused("a dissent without reason", () -> new Ruling.Dissent(C, "")),
        refused(
            "a party that dissents twice",
            () ->
                ruling(
                    Set.of(B),
                    Set.of(),
                    List.of("r"),
                    new Ruling.Dissent(C, "one"),
                    new Ruling.Dissent(C, "two"))));
  }

  private static Ruling ruling(
      Set<PartyId> accused,
      Set<PartyId> recused,
      List<String> reasons,
      Ruling.Dissent... dissents) {
    return new Ruling(
        CITED,
        Ruling.Outcome.EXPLAINED,
        A,
        accused,
        recused,
        List.of(CITED),
        reasons,
        Arrays.asList(dissents));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"quorums", "records", "charters", "measures", "orders", "cases"})
  void refuses(String what, Runnable attempt) {
    assertThatThrownBy(attempt::run).as(what).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void acceptsTheSamplesThatAreVariedHere() {
    Instant later = START.plus(DAY);
    assertThatCode(
            () -> {
              SampleGovernance.charter(f -> {});
              resume(new Stage(START, CAP), new Stage(later, Optional.empty()));
              order(SampleLog.pause(), Set.of(), Set.of(B), "r", true);
              ruling(Set.of(B), Set.of(C), List.of("r"), new Ruling.Dissent(C, "one"));
              new Measure.Stay(digest(1), digest(2), START, later);
            })
        .doesNotThrowAnyException();
  }
}
