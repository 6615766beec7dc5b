package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.order.Order;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.EntryTimes;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.SignatureCheck;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Turns log entries into facts: envelope, statement, binding, signature, author. Whatever fails is
 * a defect with its place; the entry is then no fact.
 */
final class StatementIntake {

  private final QuorumPolicy policy;
  private final TrustRoot trust;
  private final List<SourceDefect> defects;
  private final CharterIntake charters;
  private final List<Signed> signed = new ArrayList<>();
  private final Set<Said> said = new HashSet<>();
  private InclusionTimes times = InclusionTimes.unknown();

  StatementIntake(QuorumPolicy policy, TrustRoot trust, List<SourceDefect> defects) {
    this.policy = policy;
    this.trust = trust;
    this.defects = defects;
    this.charters = new CharterIntake(policy, trust, defects);
  }

  /** The newest version of the charter. */
  Optional<PublishedFact<Charter>> charter() {
    return history().map(CharterHistory::latest);
  }

  /** All its versions. */
  Optional<CharterHistory> history() {
    return charters.history();
  }

  /** In log order. Which signatures are doubted is known only once every charter is read. */
  List<PublishedFact<? extends StatementBody>> facts() {
    return signed.stream()
        .<PublishedFact<? extends StatementBody>>map(
            one -> one.fact(history().orElseThrow(), times.at(one.logIndex())))
        .toList();
  }

  /** When each entry was logged. */
  InclusionTimes times() {
    return times;
  }

  void read(LogContents log) {
    List<Read> statements = new ArrayList<>();
    log.entries().forEach(entry -> read(entry, statements));
    // What a charter lets be done depends on when: the times come first.
    log.checkpoint().ifPresent(checkpoint -> times = times(log, checkpoint, statements));
    statements.forEach(this::take);
    if (history().isEmpty() && trust.charter().isEmpty()) {
      defect("log", "holds no charter that its parties signed");
    } else if (history().isEmpty()) {
      defect("log", "does not hold the pinned charter " + trust.charter().orElseThrow());
    }
  }

  private InclusionTimes times(LogContents log, Checkpoint checkpoint, List<Read> statements) {
    LoggedCheckpoints logged = new LoggedCheckpoints(policy, checkpoint.origin());
    for (Read one : statements) {
      if (one.statement().body() instanceof LogTime time) {
        logged.take(one.place(), one.index(), note(time));
      }
    }
    List<EntryTimes.LogTime> own = logged.ofTree(log, defects);
    return InclusionTimes.of(new EntryTimes(policy, own, checkpoint.size(), log.cosignatures()));
  }

  private static SignedNote note(LogTime time) {
    try {
      return SignedNote.parse(StrictBase64.decode(time.checkpoint()).orElseThrow());
    } catch (MalformedNoteException e) {
      // Its codec reads no other.
      throw new IllegalStateException(e);
    }
  }

  private void read(LogEntry entry, List<Read> statements) {
    String place = "entry " + entry.index();
    switch (Envelope.read(entry.bytes())) {
      case ReadResult.Refused<Envelope>(var refusal) -> defect(place, refusal.toString());
      case ReadResult.Read<Envelope>(Envelope envelope) -> {
        switch (StatementCodec.read(envelope.payload())) {
          case ReadResult.Refused<Statement>(var refusal) -> defect(place, refusal.toString());
          case ReadResult.Read<Statement>(Statement statement) ->
              statements.add(new Read(place, entry.index(), envelope, statement));
        }
      }
    }
  }

  /** A statement that could be read; nothing of it is believed yet. */
  private record Read(String place, long index, Envelope envelope, Statement statement) {}

  private void take(Read read) {
    String place = read.place();
    long index = read.index();
    Envelope envelope = read.envelope();
    Statement statement = read.statement();
    switch (statement.body()) {
      case Charter body ->
          charters.take(place, index, times.at(index), envelope, statement.binding(), body);
      case Order body -> takeJoint(place, index, envelope, statement, body.proposer());
      case Ruling body -> takeJoint(place, index, envelope, statement, body.proposer());
      case Permit body -> takeJoint(place, index, envelope, statement, body.proposer());
      case PermitChange body -> takeJoint(place, index, envelope, statement, body.proposer());
      default -> takeFact(place, index, envelope, statement);
    }
  }

  /** Whether it is bound to a version of this agreement; else it is a defect. */
  private boolean bound(String place, Statement statement) {
    if (history().isEmpty()) {
      defect(place, "comes before any charter");
      return false;
    }
    if (CharterIntake.charter(statement.binding()).flatMap(history().get()::version).isEmpty()) {
      defect(place, "is bound to another charter");
      return false;
    }
    return true;
  }

  /**
   * A statement that several sign. Each inclusion with other signers is a fact of its own: which of
   * them carries the quorum, and whether its charter was in force, is for the fold to say. A
   * signature by none of the parties adds nothing; anyone could have put it there.
   */
  private void takeJoint(
      String place, long index, Envelope envelope, Statement statement, PartyId proposer) {
    if (!bound(place, statement)) {
      return;
    }
    Map<PartyKey, PartyId> named =
        CharterIntake.charter(statement.binding())
            .flatMap(history().orElseThrow()::version)
            .flatMap(version -> charters.keys(place, version.body()))
            .orElse(Map.of());
    List<PartyKey> verified = envelope.check(named.keySet()).verified();
    Set<PartyId> signers = CharterIntake.parties(verified, named);
    if (signers.isEmpty()) {
      defect(place, "is signed by no party of the charter");
      return;
    }
    if (said.add(new Said(signers, envelope.statementId()))) {
      PartyId author = signers.contains(proposer) ? proposer : signers.iterator().next();
      add(author, index, envelope, statement, verified, named);
    }
  }

  private void takeFact(String place, long index, Envelope envelope, Statement statement) {
    if (!bound(place, statement)) {
      return;
    }
    Map<PartyKey, PartyId> keys = charters.keys();
    SignatureCheck check = envelope.check(keys.keySet());
    Set<PartyId> authors = CharterIntake.parties(check.verified(), keys);
    if (authors.size() != 1 || !check.refused().isEmpty()) {
      defect(place, "is not signed by exactly one party of the charter");
      return;
    }
    PartyId author = authors.iterator().next();
    Optional<Role> needed = author(statement.body().kind());
    boolean allowed =
        history().orElseThrow().versions().stream()
            .flatMap(version -> version.body().party(author).stream())
            .anyMatch(party -> needed.map(party::holds).orElse(true));
    if (!allowed) {
      defect(place, "its author " + author + " may not make such a statement");
      return;
    }
    // The first inclusion counts, for each author: the id of a statement names none.
    if (said.add(new Said(Set.of(author), envelope.statementId()))) {
      add(author, index, envelope, statement, check.verified(), keys);
    }
  }

  private void add(
      PartyId author,
      long index,
      Envelope envelope,
      Statement statement,
      List<PartyKey> verified,
      Map<PartyKey, PartyId> named) {
    signed.add(
        new Signed(
            author,
            index,
            envelope.statementId(),
            statement.body(),
            CharterIntake.charter(statement.binding()),
            verified,
            named));
  }

  /** Who may say such a thing alone; empty for any party. */
  private static Optional<Role> author(StatementKind kind) {
    return switch (kind) {
      case CHARTER,
          SITE_DECLARATION,
          CALIBRATION,
          ACTIVITY_REPORT,
          ACKNOWLEDGEMENT,
          PERMIT_REQUEST ->
          Optional.of(Role.OPERATOR);
      case FINDING, LOG_TIME -> Optional.of(Role.REGISTER);
      case CLARIFICATION, RECUSAL -> Optional.of(Role.ADJUDICATOR);
      case ORDER, RULING, CLARIFICATION_REPLY, APPEAL, PERMIT, PERMIT_CHANGE -> Optional.empty();
    };
  }

  private record Said(Set<PartyId> signers, Digest id) {}

  /** A statement whose signatures are right, with the keys they are by. */
  private record Signed(
      PartyId author,
      long logIndex,
      Digest id,
      StatementBody body,
      Optional<Digest> charter,
      List<PartyKey> verified,
      Map<PartyKey, PartyId> named) {

    PublishedFact<StatementBody> fact(CharterHistory history, InclusionTime loggedAt) {
      Set<PartyId> parties = CharterIntake.parties(verified, named);
      Set<PartyId> doubted = new HashSet<>(parties);
      verified.stream()
          .filter(key -> believed(key, history))
          .map(named::get)
          .forEach(doubted::remove);
      Signers signers = new Signers(parties, doubted);
      return new PublishedFact<>(author, logIndex, id, body, signers, loggedAt, charter);
    }

    private boolean believed(PartyKey key, CharterHistory history) {
      OptionalLong from = history.compromisedFrom(key.toString());
      return from.isEmpty() || logIndex < from.getAsLong();
    }
  }

  private void defect(String place, String detail) {
    defects.add(new SourceDefect(place, detail));
  }
}
