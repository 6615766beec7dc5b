package dev.standstill.core.charter;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.D;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SampleGovernance.charter;
import static dev.standstill.core.SampleGovernance.logged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleReport;
import dev.standstill.core.charter.CharterDefect.Code;
import dev.standstill.core.charter.CharterHistory.Rotation;
import dev.standstill.core.charter.WitnessGroup.Witness;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a charter check refuses, and which charter may follow which. */
class CharterCheckTest {

  private static Set<Code> codes(Consumer<SampleGovernance.Fields> change) {
    return Set.copyOf(
        CharterCheck.of(
                charter(c -> {
                  noRecusals(c);
                  change.accept(c);
                }),
                Optional.empty())
            .stream()
            .map(CharterDefect::code)
            .toList());
  }

  @Test
  void theSampleIsFit() {
    assertThat(
            CharterCheck.of(
                charter(CharterCheckTest::noRecusals), Optional.of(witnesses(2, A, B, C))))
        .isEmpty();
  }

  /** Two of three can lose the one whom the case is about, and nobody else. */
  private static void noRecusals(SampleGovernance.Fields fields) {
    fields.recusalsMax = 0;
  }

  @Test
  void refusesQuorumsThatOneOrSoManyRecusalsMakeUnreachable() {
    assertThat(codes(c -> c.quorum = Quorum.of(3, A, B, C)))
        .containsExactly(Code.QUORUM_UNREACHABLE_BY_RECUSAL);
    assertThat(codes(c -> c.recusalsMax = 1)).contains(Code.QUORUM_UNREACHABLE_BY_RECUSAL);
    assertThat(codes(c -> c.recusalsMax = Integer.MAX_VALUE))
        .contains(Code.QUORUM_UNREACHABLE_BY_RECUSAL);
    assertThat(codes(c -> c.quorums.put(Action.CHARTER, Quorum.of(3, A, B, C))))
        .containsExactly(Code.QUORUM_UNREACHABLE_BY_RECUSAL);
    assertThat(
            CharterCheck.of(
                charter(c -> {
                  noRecusals(c);
                  c.quorums.put(Action.RULE, Quorum.of(3, A, B, C));
                }),
                Optional.empty()))
        .extracting(CharterDefect::place)
        .containsExactly("governance/quorums/rule");
  }

  @Test
  void whomACaseIsAboutIsSilentBesidesWhoeverStepsAsideButANewCharterIsAboutNobody() {
    Consumer<SampleGovernance.Fields> four =
        c -> {
          c.parties = List.of(A, B, C, D);
          c.quorum = Quorum.of(2, A, B, C, D);
          c.recusalsMax = 1;
        };
    assertThat(codes(four)).isEmpty();
    assertThat(codes(four.andThen(c -> c.quorums.put(Action.CHARTER, Quorum.of(3, A, B, C, D)))))
        .isEmpty();
    assertThat(codes(four.andThen(c -> c.quorums.put(Action.PAUSE, Quorum.of(3, A, B, C, D)))))
        .containsExactly(Code.QUORUM_UNREACHABLE_BY_RECUSAL);
  }

  @Test
  void refusesAStayThatFewerDecideThanAResume() {
    Consumer<SampleGovernance.Fields> easy =
        c -> {
          c.parties = List.of(A, B, C, D);
          c.quorum = Quorum.of(3, A, B, C, D);
          c.quorums.put(Action.STAY, Quorum.of(2, A, B, C, D));
        };
    assertThat(codes(easy)).containsExactly(Code.STAY_EASIER_THAN_RESUME);
    assertThat(codes(easy.andThen(c -> c.quorums.put(Action.STAY, c.quorum)))).isEmpty();
  }

  @Test
  void refusesAVoiceThatDecidesAlone() {
    assertThat(codes(c -> c.quorum = Quorum.of(1, A, B, C))).containsExactly(Code.QUORUM_OF_ONE);
  }

  @Test
  void refusesTimesThatContradictEachOther() {
    assertThat(codes(c -> c.resumeDelay = Duration.ofHours(1))).contains(Code.CLOCKS_CONTRADICT);
    assertThat(codes(c -> c.timeliness = DAY)).containsExactly(Code.CLOCKS_CONTRADICT);
    assertThat(codes(c -> c.deadManGrace = DAY.multipliedBy(9)))
        .containsExactly(Code.CLOCKS_CONTRADICT);
    assertThat(
            codes(c ->
                c.validity =
                    new Validity(Optional.of(START), Optional.of(START.plus(DAY.multipliedBy(9))))))
        .containsExactly(Code.CLOCKS_CONTRADICT);
  }

  @Test
  void refusesFewerThanThreeSourcesUnderDifferentParties() {
    assertThat(codes(c -> c.sources = List.of(A, B))).containsExactly(Code.TOO_FEW_SOURCES);
  }

  @Test
  void refusesPoliciesThatOnePartysWitnessesSatisfyOrBlock() {
    assertThat(policy(witnesses(1, A, B, C))).contains(Code.POLICY_SATISFIED_BY_ONE_PARTY);
    assertThat(policy(witnesses(2, A, A, B))).contains(Code.POLICY_SATISFIED_BY_ONE_PARTY);
    assertThat(policy(witnesses(3, A, B, C))).containsExactly(Code.POLICY_BLOCKED_BY_ONE_PARTY);
    assertThat(policy(witnesses(0, A, B, C))).containsExactly(Code.POLICY_WITHOUT_WITNESSES);
    WitnessGroup nobodys =
        new WitnessGroup.AtLeast(
            2,
            List.of(
                new Witness("w", Optional.empty()),
                new Witness("a", Optional.of(A)),
                new Witness("b", Optional.of(B))));
    assertThat(policy(nobodys)).containsExactly(Code.WITNESS_WITHOUT_PARTY);
  }

  private static Set<Code> policy(WitnessGroup policy) {
    return Set.copyOf(
        CharterCheck.of(charter(CharterCheckTest::noRecusals), Optional.of(policy)).stream()
            .map(CharterDefect::code)
            .toList());
  }

  private static WitnessGroup witnesses(int threshold, PartyId... owners) {
    return new WitnessGroup.AtLeast(
        threshold,
        List.of(owners).stream()
            .<WitnessGroup>map(owner -> new Witness("w", Optional.of(owner)))
            .toList());
  }

  private static final PublishedFact<Charter> FIRST = logged(charter(c -> {}), 0, Optional.empty());

  private static Optional<RotationDefect> rotate(
      PublishedFact<Charter> old,
      Consumer<SampleGovernance.Fields> change,
      Set<PartyId> before,
      Set<PartyId> own) {
    Charter next =
        charter(c -> {
          c.version = old.body().version() + 1;
          change.accept(c);
        });
    PublishedFact<Charter> fact = signed(next, Optional.of(old.id()), own);
    return switch (CharterHistory.of(old).rotate(fact, before)) {
      case Rotation.Accepted accepted -> Optional.empty();
      case Rotation.Refused(RotationDefect defect) -> Optional.of(defect);
    };
  }

  private static PublishedFact<Charter> signed(
      Charter next, Optional<Digest> bound, Set<PartyId> signers) {
    return new PublishedFact<>(
        A,
        9,
        SampleReport.digest(1_000 + next.version()),
        next,
        new Signers(signers, Set.of()),
        InclusionTime.at(START),
        bound);
  }

  @Test
  void aNewVersionNeedsTheOldQuorumAndTheNew() {
    assertThat(rotate(FIRST, c -> {}, Set.of(A, B), Set.of(B, C))).isEmpty();
    assertThat(rotate(FIRST, c -> {}, Set.of(A), Set.of(A, B, C)))
        .contains(RotationDefect.OLD_QUORUM_MISSING);
    assertThat(rotate(FIRST, c -> {}, Set.of(A, B, C), Set.of(C)))
        .contains(RotationDefect.NEW_QUORUM_MISSING);
  }

  @Test
  void rollbackForkAndLeapAreRefused() {
    Set<PartyId> all = Set.of(A, B, C);
    assertThat(rotate(FIRST, c -> c.version = 1, all, all))
        .contains(RotationDefect.NOT_THE_NEXT_VERSION);
    assertThat(rotate(FIRST, c -> c.version = 3, all, all))
        .contains(RotationDefect.NOT_THE_NEXT_VERSION);
    PublishedFact<Charter> fork =
        signed(charter(c -> c.version = 2), Optional.of(SampleReport.digest(1)), all);
    assertThat(CharterHistory.of(FIRST).rotate(fork, all))
        .isEqualTo(new Rotation.Refused(RotationDefect.NOT_BOUND_TO_THE_NEWEST));
  }

  @Test
  void whoJoinsSignsAndIsAnnouncedAndWhoLeavesIsToo() {
    Set<PartyId> all = Set.of(A, B, C);
    Consumer<SampleGovernance.Fields> joined = c -> c.parties = List.of(A, B, C, D);
    assertThat(rotate(FIRST, joined, all, all)).contains(RotationDefect.JOINER_HAS_NOT_SIGNED);
    assertThat(rotate(FIRST, joined, all, Set.of(A, B, D))).isEmpty();
    PublishedFact<Charter> slow =
        logged(
            charter(c -> {
              c.accessionNotice = DAY;
              c.withdrawalNotice = DAY;
              c.parties = List.of(A, B, C, D);
            }),
            0,
            Optional.empty());
    assertThat(rotate(slow, c -> {}, all, all)).contains(RotationDefect.WITHDRAWAL_WITHOUT_NOTICE);
    Validity later = new Validity(Optional.of(START.plus(DAY)), Optional.empty());
    assertThat(rotate(slow, c -> c.validity = later, all, all)).isEmpty();
  }

  @Test
  void anExpiredCharterIsFollowedByItsQuorumAtATimeThatIsCertain() {
    Set<PartyId> two = Set.of(A, B);
    Validity ended = new Validity(Optional.empty(), Optional.of(START.minus(DAY)));
    PublishedFact<Charter> expired = logged(charter(c -> c.validity = ended), 0, Optional.empty());
    assertThat(rotate(expired, c -> {}, two, two)).isEmpty();
    assertThat(rotate(expired, c -> {}, Set.of(A), two))
        .contains(RotationDefect.OLD_QUORUM_MISSING);

    PublishedFact<Charter> next =
        signed(charter(c -> c.version = 2), Optional.of(expired.id()), two);
    for (InclusionTime doubtful :
        List.of(
            InclusionTime.UNKNOWN,
            new InclusionTime(Optional.of(START.minus(DAY)), Optional.empty()),
            new InclusionTime(Optional.empty(), Optional.of(START)))) {
      assertThat(CharterHistory.of(expired).rotate(at(next, doubtful), two))
          .isEqualTo(new Rotation.Refused(RotationDefect.EXPIRED_AT_UNKNOWN_TIME));
    }
    InclusionTime early =
        new InclusionTime(Optional.empty(), Optional.of(START.minus(DAY).minusSeconds(1)));
    assertThat(CharterHistory.of(expired).rotate(at(next, early), two))
        .isInstanceOf(Rotation.Accepted.class);
  }

  private static PublishedFact<Charter> at(PublishedFact<Charter> fact, InclusionTime time) {
    return new PublishedFact<>(
        fact.author(),
        fact.logIndex(),
        fact.id(),
        fact.body(),
        fact.signers(),
        time,
        fact.charter());
  }

  @Test
  void whatCanNeverBeChangedIsNot() {
    Set<PartyId> all = Set.of(A, B, C);
    PublishedFact<Charter> fixed =
        logged(
            charter(c -> c.protectedTerms = Set.of(ProtectedTerm.QUORUMS, ProtectedTerm.RECUSALS)),
            0,
            Optional.empty());
    assertThat(rotate(fixed, c -> {}, all, all)).contains(RotationDefect.PROTECTED_TERM_CHANGED);
    Consumer<SampleGovernance.Fields> kept =
        c -> c.protectedTerms = Set.of(ProtectedTerm.QUORUMS, ProtectedTerm.RECUSALS);
    assertThat(rotate(fixed, kept, all, all)).isEmpty();
    assertThat(rotate(fixed, kept.andThen(c -> c.recusalsMax = 0), all, all))
        .contains(RotationDefect.PROTECTED_TERM_CHANGED);
  }

  @Test
  void aCompromisedKeyIsNeverBelievedAgainAndNoKeyChangesHands() {
    Set<PartyId> all = Set.of(A, B, C);
    CompromisedKey lost = new CompromisedKey("key-b-old", 3);
    PublishedFact<Charter> old =
        logged(charter(c -> c.compromised = List.of(lost)), 0, Optional.empty());
    assertThat(rotate(old, c -> {}, all, all)).contains(RotationDefect.COMPROMISED_KEY_BELIEVED);
    assertThat(rotate(old, c -> c.compromised = List.of(lost), all, all)).isEmpty();
    assertThat(
            rotate(FIRST, c -> c.compromised = List.of(new CompromisedKey("key-b", 3)), all, all))
        .contains(RotationDefect.COMPROMISED_KEY_BELIEVED);
    assertThat(
            rotate(
                FIRST, c -> c.keys = Map.of(A, List.of("key-b"), B, List.of("key-b2")), all, all))
        .contains(RotationDefect.KEY_CHANGED_HANDS);
  }

  @Test
  void aKeyIsTheSameKeyUnderAnyName() {
    Set<PartyId> all = Set.of(A, B, C);
    CompromisedKey lost = new CompromisedKey("b/old+00000001+AQ+7", 3);
    PublishedFact<Charter> old =
        logged(charter(c -> c.compromised = List.of(lost)), 0, Optional.empty());
    CharterHistory history = CharterHistory.of(old);
    assertThat(history.compromisedFrom("b/new+00000002+AQ+7")).hasValue(3);
    assertThat(history.compromisedFrom("b/old+00000001+AQ+8")).isEmpty();
    Consumer<SampleGovernance.Fields> kept = c -> c.compromised = List.of(lost);
    assertThat(
            rotate(
                old,
                kept.andThen(c -> c.keys = Map.of(B, List.of("b/new+00000002+AQ+7"))),
                all,
                all))
        .contains(RotationDefect.COMPROMISED_KEY_BELIEVED);
    PublishedFact<Charter> named =
        logged(charter(c -> c.keys = Map.of(B, List.of("b+00000001+AQ=="))), 0, Optional.empty());
    assertThat(rotate(named, c -> c.keys = Map.of(A, List.of("a+00000002+AQ==")), all, all))
        .contains(RotationDefect.KEY_CHANGED_HANDS);
    assertThatThrownBy(() ->
            charter(
                c -> c.keys = Map.of(A, List.of("a+00000002+AQ=="), B, List.of("b+00000001+AQ=="))))
        .hasMessageContaining("a key twice");
  }

  @Test
  void anOldViewIsStaleThenSilentAndAWrongClockKnowsNothing() {
    Freshness freshness = charter(c -> {}).governance().orElseThrow().freshness();
    assertThat(freshness.view(Optional.of(START), START.plus(Duration.ofHours(6))))
        .isEqualTo(Freshness.View.FRESH);
    assertThat(freshness.view(Optional.of(START), START.plus(Duration.ofHours(7))))
        .isEqualTo(Freshness.View.STALE);
    assertThat(freshness.view(Optional.of(START), START.plus(Duration.ofHours(25))))
        .isEqualTo(Freshness.View.SILENT);
    assertThat(freshness.view(Optional.empty(), START)).isEqualTo(Freshness.View.SILENT);
    assertThat(freshness.view(Optional.of(START.plus(DAY)), START))
        .isEqualTo(Freshness.View.SILENT);
  }
}
