package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.EntryTimes;
import dev.standstill.wire.PartyKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Turns log entries into facts: envelope, statement, binding, signature, author. Whatever fails is
 * a stray entry with its place, and no fact.
 */
final class StatementIntake {

  private final QuorumPolicy policy;
  private final TrustRoot trust;
  private final List<SourceDefect> defects;
  private final CharterIntake charters;
  private final InLogSequence sequence;
  private final List<Signed> signed = new ArrayList<>();
  private final List<Signed> doubted = new ArrayList<>();
  private final Set<Said> said = new HashSet<>();
  private final List<ReadStatement.Outcome.Refused> unreadable = new ArrayList<>();
  private InclusionTimes times = InclusionTimes.unknown();

  StatementIntake(QuorumPolicy policy, TrustRoot trust, List<SourceDefect> defects) {
    this(policy, trust, defects, InLogSequence.USUAL);
  }

  /** With batches of another size; nothing of what is read may depend on it. */
  StatementIntake(
      QuorumPolicy policy, TrustRoot trust, List<SourceDefect> defects, InLogSequence sequence) {
    this.policy = policy;
    this.trust = trust;
    this.defects = defects;
    this.charters = new CharterIntake(policy, trust, defects);
    this.sequence = sequence;
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
    List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>(signed.size());
    sequence.each(
        signed, one -> one.fact(history().orElseThrow(), times.at(one.logIndex())), facts::add);
    return facts;
  }

  /** What one party said by a key that others may have used, in log order. */
  List<PublishedFact<? extends StatementBody>> doubted() {
    return doubted.stream()
        .<PublishedFact<? extends StatementBody>>map(
            one -> one.fact(history().orElseThrow(), times.at(one.logIndex())))
        .toList();
  }

  /** When each entry was logged. */
  InclusionTimes times() {
    return times;
  }

  void read(LogContents log) {
    List<ReadStatement> statements = new ArrayList<>();
    sequence.each(log.entries(), ReadStatement::of, outcome -> accept(outcome, statements));
    // What a charter lets be done depends on when: the times come first.
    log.checkpoint().ifPresent(checkpoint -> times = times(log, checkpoint, statements));
    takeAll(statements);
    if (history().isEmpty() && trust.charter().isEmpty()) {
      damage("log", "holds no charter that its parties signed");
    } else if (history().isEmpty()) {
      damage("log", "does not hold the pinned charter " + trust.charter().orElseThrow());
    }
    unreadable.forEach(this::judge);
    believe();
  }

  private InclusionTimes times(
      LogContents log, Checkpoint checkpoint, List<ReadStatement> statements) {
    LoggedCheckpoints logged = new LoggedCheckpoints(policy, checkpoint.origin());
    for (ReadStatement one : statements) {
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

  private void accept(ReadStatement.Outcome outcome, List<ReadStatement> statements) {
    switch (outcome) {
      case ReadStatement.Outcome.Accepted(ReadStatement statement) -> statements.add(statement);
      case ReadStatement.Outcome.Refused refused -> unreadable.add(refused);
    }
  }

  /**
   * What cannot be read says nothing, unless several parties signed it: then it may be an order in
   * words that this reader does not know, and nobody may act as if it were not there.
   */
  private void judge(ReadStatement.Outcome.Refused refused) {
    long signers =
        refused
            .envelope()
            .map(envelope -> envelope.check(charters.keys().keySet()).verified())
            .map(verified -> CharterIntake.parties(verified, charters.keys()).size())
            .orElse(0);
    String place = ReadStatement.place(refused.index());
    if (signers > 1) {
      damage(place, "several parties signed it, and it cannot be read: " + refused.refusal());
    } else {
      stray(place, refused.refusal().toString());
    }
  }

  /**
   * What one party says by a key that others may have used is not believed, and of what it says
   * twice the first counts. Both are known only once every charter is read.
   */
  private void believe() {
    Set<Author> heard = new HashSet<>();
    signed.removeIf(one -> {
      if (one.jointly()) {
        return false;
      }
      if (history().filter(one::isBelieved).isEmpty()) {
        stray(ReadStatement.place(one.logIndex()), "is signed by a key declared compromised");
        doubted.add(one);
        return true;
      }
      return !heard.add(new Author(one.author(), one.id()));
    });
  }

  /**
   * Takes them in the sequence of the log. Between two charters whose keys may sign is fixed, so
   * the signatures of all statements there are checked at once.
   */
  private void takeAll(List<ReadStatement> statements) {
    int begin = 0;
    while (begin < statements.size()) {
      ReadStatement first = statements.get(begin);
      if (first.statement().body() instanceof Charter body) {
        charters.take(
            first.place(),
            first.index(),
            times.at(first.index()),
            first.envelope(),
            first.statement().binding(),
            body);
        begin++;
        continue;
      }
      int end = begin;
      while (end < statements.size()
          && !(statements.get(end).statement().body() instanceof Charter)) {
        end++;
      }
      KeysInForce keys = KeysInForce.of(charters);
      sequence.each(statements.subList(begin, end), keys::check, this::take);
      begin = end;
    }
  }

  private void take(KeysInForce.Checked checked) {
    Optional<PartyId> proposer = checked.read().proposer();
    if (proposer.isPresent()) {
      takeJoint(checked, proposer.get());
    } else {
      takeFact(checked);
    }
  }

  /** Whether it is bound to a version of this agreement; else it is stray. */
  private boolean bound(KeysInForce.Checked checked) {
    if (history().isEmpty()) {
      stray(checked.read().place(), "comes before any charter");
      return false;
    }
    if (!checked.bound()) {
      stray(checked.read().place(), "is bound to another charter");
      return false;
    }
    return true;
  }

  /**
   * A statement that several sign. Each inclusion with other signers is a fact of its own: which of
   * them carries the quorum, and whether its charter was in force, is for the fold to say. A
   * signature by none of the parties adds nothing; anyone could have put it there.
   */
  private void takeJoint(KeysInForce.Checked checked, PartyId proposer) {
    if (!bound(checked)) {
      return;
    }
    Set<PartyId> signers = checked.parties();
    if (signers.isEmpty()) {
      stray(checked.read().place(), "is signed by no party of the charter");
      return;
    }
    if (said.add(said(checked))) {
      add(signers.contains(proposer) ? proposer : signers.iterator().next(), checked);
    }
  }

  private void takeFact(KeysInForce.Checked checked) {
    if (!bound(checked)) {
      return;
    }
    String place = checked.read().place();
    Set<PartyId> authors = charters.partiesAt(checked, times.at(checked.read().index()));
    if (authors.size() != 1 || !checked.check().refused().isEmpty()) {
      stray(place, "is not signed by exactly one party of the charter");
      return;
    }
    PartyId author = authors.iterator().next();
    Optional<Role> needed = author(checked.read().statement().body().kind());
    boolean allowed =
        history().orElseThrow().versions().stream()
            .flatMap(version -> version.body().party(author).stream())
            .anyMatch(party -> needed.map(party::holds).orElse(true));
    if (!allowed) {
      stray(place, "its author " + author + " may not make such a statement");
      return;
    }
    if (said.add(said(checked))) {
      add(author, checked);
    }
  }

  private void add(PartyId author, KeysInForce.Checked checked) {
    ReadStatement read = checked.read();
    signed.add(
        new Signed(
            author,
            read.index(),
            read.id(),
            read.statement().body(),
            CharterIntake.charter(read.statement().binding()),
            checked.check().verified(),
            checked.named(),
            read.proposer().isPresent()));
  }

  /** Who may say such a thing alone; empty for any party. */
  static Optional<Role> author(StatementKind kind) {
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

  private static Said said(KeysInForce.Checked checked) {
    return new Said(Set.copyOf(checked.check().verified()), checked.read().id());
  }

  /** By its keys: who stole one must not be able to come before the party's other ones. */
  private record Said(Set<PartyKey> keys, Digest id) {}

  /** The id of a statement names no author. */
  private record Author(PartyId party, Digest id) {}

  /** A statement whose signatures are right, with the keys they are by. */
  private record Signed(
      PartyId author,
      long logIndex,
      Digest id,
      StatementBody body,
      Optional<Digest> charter,
      List<PartyKey> verified,
      Map<PartyKey, PartyId> named,
      boolean jointly) {

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

    boolean isBelieved(CharterHistory history) {
      return verified.stream().anyMatch(key -> believed(key, history));
    }

    private boolean believed(PartyKey key, CharterHistory history) {
      OptionalLong from = history.compromisedFrom(key.toString());
      return from.isEmpty() || logIndex < from.getAsLong();
    }
  }

  private void stray(String place, String detail) {
    defects.add(SourceDefect.stray(place, detail));
  }

  private void damage(String place, String detail) {
    defects.add(new SourceDefect(place, detail));
  }
}
