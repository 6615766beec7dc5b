package dev.standstill.evidence;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.RotationDefect;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.permit.PermitDefect;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.evidence.DraftStanding.Outcome;
import dev.standstill.evidence.DraftStanding.Signature;
import dev.standstill.evidence.DraftStanding.Weight;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.Statement;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges a draft by the log as it is: it is taken as the log's next entry, and then the same rules
 * speak that will judge it when it is there. What the log cannot know yet, such as a later charter,
 * can still make it otherwise.
 */
public final class DraftReview {
  private final Draft draft;
  private final Statement statement;
  private final Optional<Evidence> evidence;
  private final Instant now;

  private DraftReview(Draft draft, Statement statement, Optional<Evidence> evidence, Instant now) {
    this.draft = draft;
    this.statement = statement;
    this.evidence = evidence;
    this.now = now;
  }

  /**
   * Whose keys may sign a statement, and whose they are: those of the charter it is bound to; of
   * both versions for a new charter; for the first charter its own.
   *
   * @param evidence the source; only a charter can do without
   */
  public static Map<PartyKey, PartyId> keys(Statement statement, Optional<Evidence> evidence) {
    Map<PartyKey, PartyId> keys = new LinkedHashMap<>();
    if (statement.body() instanceof Charter charter) {
      keys.putAll(CharterIntake.keys(charter));
    }
    CharterIntake.charter(statement.binding())
        .flatMap(id -> evidence.flatMap(Evidence::history).flatMap(history -> history.version(id)))
        .ifPresent(version -> CharterIntake.keys(version.body()).forEach(keys::putIfAbsent));
    return keys;
  }

  /**
   * Judges a draft.
   *
   * @param statement what it says
   * @param evidence the source it is meant for; a first charter needs none
   * @param now the time at which it would be logged
   */
  public static DraftStanding of(
      Draft draft, Statement statement, Optional<Evidence> evidence, Instant now) {
    DraftReview review = new DraftReview(draft, statement, evidence, now);
    return switch (statement.body()) {
      case Charter charter when charter.version() == 1 -> review.first(charter);
      case Charter charter -> review.rotation(charter);
      case Order order -> review.order(order);
      case Ruling ruling ->
          review.quorum(Action.RULE, ruling.proposer(), union(ruling.accused(), ruling.recused()));
      case Permit permit ->
          review.permit(
              Action.PERMIT,
              permit.proposer(),
              union(permit.recused(), Set.of(permit.terms().beneficiary())));
      case PermitChange change ->
          review.permit(
              change.step().action(),
              change.proposer(),
              union(change.recused(), PermitReview.beneficiary(evidence, change)));
      default -> review.single();
    };
  }

  private DraftStanding permit(Action action, PartyId proposer, Set<PartyId> silent) {
    Optional<Governance> governance = governance();
    if (governance.isPresent()) {
      Set<PartyId> everybody = union(governance.get().quorum(action).parties(), Set.of(proposer));
      PublishedFact<StatementBody> fact =
          new PublishedFact<>(
              proposer,
              size(),
              draft.statementId(),
              statement.body(),
              new Signers(everybody, Set.of()),
              InclusionTime.at(time()),
              CharterIntake.charter(statement.binding()));
      Evidence source = evidence.orElseThrow();
      Optional<PermitDefect> defect =
          PermitReview.defect(source, source.history().orElseThrow(), fact);
      if (defect.isPresent()) {
        return refused(keys(statement, evidence), Words.of(defect.get()));
      }
    }
    return quorum(action, proposer, silent);
  }

  private DraftStanding first(Charter charter) {
    Map<PartyKey, PartyId> keys = CharterIntake.keys(charter);
    Set<PartyId> missing = new TreeSet<>(new HashSet<>(keys.values()));
    missing.removeAll(CharterIntake.parties(draft.check(keys.keySet()).verified(), keys));
    return missing.isEmpty()
        ? standing(Outcome.READY, keys, Set.of(), Set.of(), Set.of(), List.of())
        : standing(
            Outcome.INCOMPLETE,
            keys,
            Set.of(),
            Set.of(),
            missing,
            List.of("every party signs the first charter"));
  }

  private DraftStanding rotation(Charter charter) {
    Optional<CharterHistory> history = evidence.flatMap(Evidence::history);
    Map<PartyKey, PartyId> all = keys(statement, evidence);
    if (history.isEmpty()) {
      return refused(all, "the source has no charter that this one could follow");
    }
    Charter before = history.get().latest().body();
    Map<PartyKey, PartyId> own = CharterIntake.keys(charter);
    Map<PartyKey, PartyId> old = CharterIntake.keys(before);
    if (CharterIntake.changedHands(old, own)) {
      return refused(all, Words.of(RotationDefect.KEY_CHANGED_HANDS));
    }
    Set<PartyId> signers = CharterIntake.parties(draft.check(own.keySet()).verified(), own);
    Set<PartyId> signersBefore = CharterIntake.parties(draft.check(old.keySet()).verified(), old);
    PublishedFact<Charter> fact = fact(charter.parties().getFirst().id(), charter, signers);
    Set<PartyId> missing = new TreeSet<>(voices(before));
    missing.removeAll(signersBefore);
    Set<PartyId> missingNew = new TreeSet<>(voices(charter));
    charter.parties().stream()
        .map(Party::id)
        .filter(party -> before.party(party).isEmpty())
        .forEach(missingNew::add);
    missingNew.removeAll(signers);
    missing.addAll(missingNew);
    return switch (history.get().rotate(fact, signersBefore)) {
      case CharterHistory.Rotation.Accepted accepted ->
          standing(Outcome.READY, all, Set.of(), Set.of(), Set.of(), List.of());
      case CharterHistory.Rotation.Refused refused ->
          awaitsSignatures(refused.defect())
              ? standing(
                  Outcome.INCOMPLETE,
                  all,
                  Set.of(),
                  Set.of(),
                  missing,
                  List.of(Words.of(refused.defect())))
              : refused(all, Words.of(refused.defect()));
    };
  }

  private static boolean awaitsSignatures(RotationDefect defect) {
    return defect == RotationDefect.OLD_QUORUM_MISSING
        || defect == RotationDefect.NEW_QUORUM_MISSING
        || defect == RotationDefect.JOINER_HAS_NOT_SIGNED;
  }

  private static Set<PartyId> voices(Charter charter) {
    return charter
        .governance()
        .map(part -> part.quorum(Action.CHARTER).parties())
        .orElseGet(() -> new HashSet<>(CharterIntake.keys(charter).values()));
  }

  private DraftStanding order(Order order) {
    Map<PartyKey, PartyId> keys = keys(statement, evidence);
    Optional<Governance> governance = governance();
    if (governance.isEmpty()) {
      return refused(keys, "charter-unknown: the source has no such charter with quorums");
    }
    Signers signers = signers(keys);
    Action action = order.measure().action();
    Set<PartyId> missing =
        missing(
            governance.get(), action, signers, order.proposer(), order.excluded(), order.recused());
    OrderLife life = life(order, signers);
    if (life instanceof OrderLife.Refused refused) {
      return standing(
          Outcome.REFUSED,
          keys,
          order.excluded(),
          order.recused(),
          missing,
          List.of(Words.of(refused.defect())));
    }
    if (!(life instanceof OrderLife.Proposed)) {
      return standing(Outcome.READY, keys, order.excluded(), order.recused(), Set.of(), List.of());
    }
    // With everybody's signature: what is refused even then is refused for another reason.
    Set<PartyId> everybody = union(missing, signers.parties());
    Optional<String> hopeless = hopeless(life(order, new Signers(everybody, signers.doubted())));
    return standing(
        hopeless.isPresent() ? Outcome.REFUSED : Outcome.INCOMPLETE,
        keys,
        order.excluded(),
        order.recused(),
        missing,
        List.of(hopeless.orElse("below the quorum for " + Words.of(action))));
  }

  private static Optional<String> hopeless(OrderLife withAll) {
    if (withAll instanceof OrderLife.Refused refused) {
      return Optional.of(Words.of(refused.defect()));
    }
    return withAll instanceof OrderLife.Proposed proposed
        ? Optional.of(proposed.hindrance().map(Words::of).orElse("quorum-unreachable"))
        : Optional.empty();
  }

  private OrderLife life(Order order, Signers signers) {
    Evidence source = evidence.orElseThrow();
    List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>(source.facts());
    facts.add(
        new PublishedFact<>(
            order.proposer(),
            size(),
            draft.statementId(),
            order,
            signers,
            InclusionTime.at(time()),
            CharterIntake.charter(statement.binding())));
    return Docket.orders(source.history().orElseThrow(), facts, Circumstances.witnessed(size() + 1))
        .life(draft.statementId(), Moment.of(time()))
        .orElseThrow();
  }

  private DraftStanding quorum(Action action, PartyId proposer, Set<PartyId> silent) {
    Map<PartyKey, PartyId> keys = keys(statement, evidence);
    Optional<Governance> governance = governance();
    if (governance.isEmpty()) {
      return refused(keys, "charter-unknown: the source has no such charter with quorums");
    }
    Signers signers = signers(keys);
    boolean decided = governance.get().decided(action, proposer, signers.undoubted(), silent);
    Set<PartyId> missing = missing(governance.get(), action, signers, proposer, silent, Set.of());
    return decided
        ? standing(Outcome.READY, keys, silent, Set.of(), Set.of(), List.of())
        : standing(
            Outcome.INCOMPLETE,
            keys,
            silent,
            Set.of(),
            missing,
            List.of("below the quorum for " + Words.of(action)));
  }

  /** What one party says alone. */
  private DraftStanding single() {
    Map<PartyKey, PartyId> keys = keys(statement, evidence);
    if (keys.isEmpty()) {
      return refused(keys, "charter-unknown: the source has no such charter");
    }
    Set<PartyId> signers = signers(keys).parties();
    if (signers.size() > 1 || !draft.check(keys.keySet()).refused().isEmpty()) {
      return refused(keys, "one party alone makes such a statement");
    }
    return signers.isEmpty()
        ? standing(
            Outcome.INCOMPLETE, keys, Set.of(), Set.of(), Set.of(), List.of("not signed yet"))
        : standing(Outcome.READY, keys, Set.of(), Set.of(), Set.of(), List.of());
  }

  private static Set<PartyId> missing(
      Governance governance,
      Action action,
      Signers signers,
      PartyId proposer,
      Set<PartyId> excluded,
      Set<PartyId> recused) {
    Set<PartyId> missing = new TreeSet<>(governance.quorum(action).parties());
    missing.removeAll(excluded);
    missing.removeAll(recused);
    missing.add(proposer);
    missing.removeAll(action.restricts() ? signers.parties() : signers.undoubted());
    return missing;
  }

  private Optional<Governance> governance() {
    return CharterIntake.charter(statement.binding())
        .flatMap(id -> evidence.flatMap(Evidence::history).flatMap(h -> h.version(id)))
        .flatMap(version -> version.body().governance());
  }

  private Signers signers(Map<PartyKey, PartyId> keys) {
    List<PartyKey> verified = draft.check(keys.keySet()).verified();
    Set<PartyId> parties = CharterIntake.parties(verified, keys);
    Set<PartyId> doubted = new HashSet<>(parties);
    verified.stream().filter(this::believed).map(keys::get).forEach(doubted::remove);
    return new Signers(parties, doubted);
  }

  private boolean believed(PartyKey key) {
    OptionalLong from =
        evidence
            .flatMap(Evidence::history)
            .map(history -> history.compromisedFrom(key.toString()))
            .orElse(OptionalLong.empty());
    return from.isEmpty() || size() < from.getAsLong();
  }

  private long size() {
    return evidence.flatMap(Evidence::checkpoint).map(checkpoint -> checkpoint.size()).orElse(0L);
  }

  /** A clock behind the log is wrong: nothing is logged before what is in the log. */
  private Instant time() {
    return evidence.flatMap(Evidence::logTime).filter(now::isBefore).orElse(now);
  }

  private <B extends StatementBody> PublishedFact<B> fact(
      PartyId author, B body, Set<PartyId> signers) {
    return new PublishedFact<>(
        author,
        size(),
        draft.statementId(),
        body,
        new Signers(signers, Set.of()),
        InclusionTime.at(time()),
        CharterIntake.charter(statement.binding()));
  }

  private DraftStanding refused(Map<PartyKey, PartyId> keys, String reason) {
    return standing(Outcome.REFUSED, keys, Set.of(), Set.of(), Set.of(), List.of(reason));
  }

  private DraftStanding standing(
      Outcome outcome,
      Map<PartyKey, PartyId> keys,
      Set<PartyId> excluded,
      Set<PartyId> recused,
      Set<PartyId> missing,
      List<String> reasons) {
    List<PartyKey> verified = draft.check(keys.keySet()).verified();
    List<Signature> signatures = new ArrayList<>();
    draft
        .signatures()
        .forEach(signature -> {
          Optional<PartyKey> key =
              verified.stream().filter(one -> one.keyid().equals(signature.keyid())).findFirst();
          Optional<PartyId> party = key.map(keys::get);
          Weight weight =
              party.isEmpty()
                  ? Weight.BY_NO_PARTY
                  : weight(key.get(), party.get(), excluded, recused);
          signatures.add(new Signature(signature.keyid(), party, weight));
        });
    return new DraftStanding(outcome, signatures, missing, reasons);
  }

  private Weight weight(PartyKey key, PartyId party, Set<PartyId> excluded, Set<PartyId> recused) {
    if (excluded.contains(party)) {
      return Weight.EXCLUDED;
    }
    if (recused.contains(party)) {
      return Weight.RECUSED;
    }
    return believed(key) ? Weight.COUNTS : Weight.DOUBTED;
  }

  private static Set<PartyId> union(Set<PartyId> some, Set<PartyId> others) {
    Set<PartyId> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
