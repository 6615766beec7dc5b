package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.RotationDefect;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.json.Words;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The versions of the charter, as the log gives them: which were accepted, and whose keys they
 * name.
 */
final class CharterIntake {

  private final QuorumPolicy policy;
  private final TrustRoot trust;
  private final List<SourceDefect> defects;
  private Optional<CharterHistory> history = Optional.empty();
  private final Map<Digest, Map<PartyKey, PartyId>> byVersion = new HashMap<>();
  private Map<PartyKey, PartyId> keys = Map.of();

  CharterIntake(QuorumPolicy policy, TrustRoot trust, List<SourceDefect> defects) {
    this.policy = policy;
    this.trust = trust;
    this.defects = defects;
  }

  Optional<CharterHistory> history() {
    return history;
  }

  /** Whose keys any version so far names; which of them sign at a place, its version says. */
  Map<PartyKey, PartyId> keys() {
    return keys;
  }

  /** Judges one charter of the log: the first, the next version, or one that is refused. */
  void take(
      String place,
      long index,
      InclusionTime loggedAt,
      Envelope envelope,
      Binding binding,
      Charter body) {
    if (history.flatMap(versions -> versions.version(envelope.statementId())).isPresent()) {
      // The first inclusion counts; a statement logged again says nothing new.
      return;
    }
    if (!body.policyDigest().hex().equals(policy.digest().hex())) {
      defect(SourceLayout.POLICY, "the policy is not the one the charter names");
      return;
    }
    Optional<Map<PartyKey, PartyId>> named = keys(place, body);
    if (named.isEmpty()) {
      return;
    }
    Set<PartyId> signers = parties(envelope.check(named.get().keySet()).verified(), named.get());
    PublishedFact<Charter> fact =
        new PublishedFact<>(
            body.parties().getFirst().id(),
            index,
            envelope.statementId(),
            body,
            new Signers(signers, Set.of()),
            loggedAt,
            charter(binding));
    if (history.isPresent()) {
      rotate(place, fact, envelope, history.get(), named.get());
    } else {
      begin(place, fact, binding, named.get());
    }
  }

  /** The charter that a statement is bound to; the first charter is bound to none. */
  static Optional<Digest> charter(Binding binding) {
    return switch (binding) {
      case Binding.ToCharter(Digest digest) -> Optional.of(digest);
      case Binding.ToLogKey logKey -> Optional.empty();
    };
  }

  private void begin(
      String place, PublishedFact<Charter> fact, Binding binding, Map<PartyKey, PartyId> named) {
    boolean bound =
        policy.logKeys().stream().anyMatch(key -> Binding.ToLogKey.of(key).equals(binding));
    if (!bound) {
      defect(place, "the charter is bound to another log's key");
      return;
    }
    if (trust.charter().isPresent() && !trust.charter().get().equals(fact.id())) {
      defect(place, "the charter is " + fact.id() + ", not the pinned one");
      return;
    }
    for (Party party : fact.body().parties()) {
      if (!fact.signers().parties().contains(party.id())) {
        defect(place, "party " + party.id() + " has not signed the charter");
        return;
      }
    }
    keys = named;
    history = Optional.of(CharterHistory.of(fact));
  }

  private void rotate(
      String place,
      PublishedFact<Charter> fact,
      Envelope envelope,
      CharterHistory before,
      Map<PartyKey, PartyId> named) {
    // Only its own keys speak for the version before, not those of one that is still to come.
    Map<PartyKey, PartyId> old = keys(place, before.latest().body()).orElse(Map.of());
    if (changedHands(old, named)) {
      defect(place, "a new charter is refused: " + Words.of(RotationDefect.KEY_CHANGED_HANDS));
      return;
    }
    Set<PartyId> signersBefore = parties(envelope.check(old.keySet()).verified(), old);
    switch (before.rotate(fact, signersBefore)) {
      case CharterHistory.Rotation.Refused(var refusal) ->
          defect(place, "a new charter is refused: " + Words.of(refusal));
      case CharterHistory.Rotation.Accepted(CharterHistory longer) -> {
        history = Optional.of(longer);
        Map<PartyKey, PartyId> ever = new LinkedHashMap<>(keys);
        ever.putAll(named);
        keys = ever;
      }
    }
  }

  /** Whether one party's key became another's, whatever it is called there. */
  static boolean changedHands(Map<PartyKey, PartyId> before, Map<PartyKey, PartyId> after) {
    return before.entrySet().stream()
        .anyMatch(old ->
            after.entrySet().stream()
                .anyMatch(next ->
                    next.getKey().hasSamePublicKeyAs(old.getKey())
                        && !next.getValue().equals(old.getValue())));
  }

  /**
   * Which parties signed, with a key of a version that may have been in force at that place: a key
   * that was given up signs no longer.
   */
  Set<PartyId> partiesAt(KeysInForce.Checked checked, InclusionTime loggedAt) {
    PublishedFact<StatementBody> place =
        new PublishedFact<>(
            history.orElseThrow().latest().author(),
            checked.read().index(),
            checked.read().id(),
            checked.read().statement().body(),
            new Signers(Set.of(), Set.of()),
            loggedAt,
            Optional.empty());
    Set<PartyId> parties = new TreeSet<>();
    for (PublishedFact<Charter> version : history.orElseThrow().versions()) {
      if (history.orElseThrow().mayBind(version.id(), place)) {
        parties.addAll(parties(checked.check().verified(), named(version)));
      }
    }
    return parties;
  }

  private Map<PartyKey, PartyId> named(PublishedFact<Charter> version) {
    return byVersion.computeIfAbsent(version.id(), _ -> keys(version.body()));
  }

  /** The keys that a version names, and whose they are. */
  Optional<Map<PartyKey, PartyId>> keys(String place, Charter body) {
    try {
      return Optional.of(keys(body));
    } catch (IllegalArgumentException e) {
      defect(place, "the charter has a malformed key: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The keys that a version names; its codec reads no version with any other. */
  static Map<PartyKey, PartyId> keys(Charter body) {
    Map<PartyKey, PartyId> named = new LinkedHashMap<>();
    for (Party party : body.parties()) {
      party.verifierKeys().forEach(text -> named.put(PartyKey.parse(text), party.id()));
    }
    return named;
  }

  /** Whose keys these are: one party is there once. */
  static Set<PartyId> parties(List<PartyKey> verified, Map<PartyKey, PartyId> named) {
    Set<PartyId> parties = new TreeSet<>();
    verified.stream().map(named::get).filter(Objects::nonNull).forEach(parties::add);
    return parties;
  }

  private void defect(String place, String detail) {
    defects.add(SourceDefect.stray(place, detail));
  }
}
