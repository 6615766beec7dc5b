package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.SignatureCheck;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns log entries into facts: envelope, statement, binding, signature, author. Whatever fails is
 * a defect with its place; the entry is then no fact.
 */
final class StatementIntake {

  private final QuorumPolicy policy;
  private final TrustRoot trust;
  private final List<SourceDefect> defects;
  private final List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>();
  private final Set<Said> said = new HashSet<>();
  private Optional<PublishedFact<Charter>> charter = Optional.empty();
  private Map<VerifierKey, PartyId> keys = Map.of();

  StatementIntake(QuorumPolicy policy, TrustRoot trust, List<SourceDefect> defects) {
    this.policy = policy;
    this.trust = trust;
    this.defects = defects;
  }

  Optional<PublishedFact<Charter>> charter() {
    return charter;
  }

  List<PublishedFact<? extends StatementBody>> facts() {
    return facts;
  }

  void read(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      read(entry);
    }
    if (charter.isEmpty() && trust.charter().isEmpty()) {
      defect("log", "holds no charter that its parties signed");
    } else if (charter.isEmpty()) {
      defect("log", "does not hold the pinned charter " + trust.charter().orElseThrow());
    }
  }

  private void read(LogEntry entry) {
    String place = "entry " + entry.index();
    switch (Envelope.read(entry.bytes())) {
      case ReadResult.Refused<Envelope>(var refusal) -> defect(place, refusal.toString());
      case ReadResult.Read<Envelope>(Envelope envelope) -> {
        switch (StatementCodec.read(envelope.payload())) {
          case ReadResult.Refused<Statement>(var refusal) -> defect(place, refusal.toString());
          case ReadResult.Read<Statement>(Statement statement) ->
              take(place, entry.index(), envelope, statement);
        }
      }
    }
  }

  private void take(String place, long index, Envelope envelope, Statement statement) {
    switch (statement.body()) {
      case Charter body -> takeCharter(place, index, envelope, statement.binding(), body);
      default -> takeFact(place, index, envelope, statement);
    }
  }

  private void takeCharter(
      String place, long index, Envelope envelope, Binding binding, Charter body) {
    if (charter.filter(first -> first.id().equals(envelope.statementId())).isPresent()) {
      // The first inclusion counts; a statement logged again says nothing new.
      return;
    }
    if (charter.isPresent()) {
      defect(place, "a second charter: rotation does not exist yet");
      return;
    }
    boolean bound =
        policy.logKeys().stream().anyMatch(key -> Binding.ToLogKey.of(key).equals(binding));
    if (!bound) {
      defect(place, "the charter is bound to another log's key");
      return;
    }
    if (trust.charter().isPresent() && !trust.charter().get().equals(envelope.statementId())) {
      defect(place, "the charter is " + envelope.statementId() + ", not the pinned one");
      return;
    }
    if (!body.policyDigest().hex().equals(policy.digest().hex())) {
      defect(SourceLayout.POLICY, "the policy is not the one the charter names");
      return;
    }
    Optional<Map<VerifierKey, PartyId>> named = keys(place, body);
    if (named.isEmpty()) {
      return;
    }
    SignatureCheck check = envelope.check(named.get().keySet());
    Set<PartyId> signers = new HashSet<>();
    check.verified().forEach(key -> signers.add(named.get().get(key)));
    for (Party party : body.parties()) {
      if (!signers.contains(party.id())) {
        defect(place, "party " + party.id() + " has not signed the charter");
        return;
      }
    }
    keys = named.get();
    charter =
        Optional.of(
            new PublishedFact<>(
                body.parties().getFirst().id(), index, envelope.statementId(), body));
  }

  private Optional<Map<VerifierKey, PartyId>> keys(String place, Charter body) {
    Map<VerifierKey, PartyId> named = new LinkedHashMap<>();
    for (Party party : body.parties()) {
      for (String text : party.verifierKeys()) {
        try {
          named.put(VerifierKey.parse(text), party.id());
        } catch (MalformedNoteException e) {
          defect(place, "party " + party.id() + " has a malformed key: " + e.getMessage());
          return Optional.empty();
        }
      }
    }
    return Optional.of(named);
  }

  private void takeFact(String place, long index, Envelope envelope, Statement statement) {
    if (charter.isEmpty()) {
      defect(place, "comes before any charter");
      return;
    }
    Binding expected = new Binding.ToCharter(charter.get().id());
    if (!statement.binding().equals(expected)) {
      defect(place, "is bound to another charter");
      return;
    }
    SignatureCheck check = envelope.check(keys.keySet());
    Set<PartyId> authors = new HashSet<>();
    check.verified().forEach(key -> authors.add(keys.get(key)));
    if (authors.size() != 1 || !check.refused().isEmpty()) {
      defect(place, "is not signed by exactly one party of the charter");
      return;
    }
    PartyId author = authors.iterator().next();
    Role needed = author(statement.body().kind());
    if (!charter.get().body().party(author).orElseThrow().holds(needed)) {
      defect(place, "its author " + author + " may not make such a statement");
      return;
    }
    // The first inclusion counts, for each author: the id of a statement names none.
    if (!said.add(new Said(author, envelope.statementId()))) {
      return;
    }
    facts.add(new PublishedFact<>(author, index, envelope.statementId(), statement.body()));
  }

  private static Role author(StatementKind kind) {
    return switch (kind) {
      case CHARTER, SITE_DECLARATION, CALIBRATION, ACTIVITY_REPORT -> Role.OPERATOR;
      case FINDING, LOG_TIME -> Role.REGISTER;
    };
  }

  private record Said(PartyId author, Digest id) {}

  private void defect(String place, String detail) {
    defects.add(new SourceDefect(place, detail));
  }
}
