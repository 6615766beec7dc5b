package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether an entry would count as a statement if the log took it now: the rules by which it would
 * be read there, spoken before it is. A log needs none of this to be sound; it keeps out what every
 * reader would pass over, and tells its sender why.
 *
 * <p>Immutable, and of one moment of the log: for a longer log it is made anew.
 */
public final class Admission {

  /** What becomes of an entry. */
  public sealed interface Answer {

    /**
     * It counts.
     *
     * @param id of the statement
     * @param author who answers for it
     * @param signers every party whose key signed it
     */
    record Admitted(Digest id, StatementKind kind, PartyId author, Set<PartyId> signers)
        implements Answer {}

    /**
     * It would not.
     *
     * @param detail where and why, for its sender
     */
    record Refused(AdmissionRefusal refusal, String detail) implements Answer {}
  }

  /** Later than every entry there is. */
  private static final long NEXT = Long.MAX_VALUE;

  private final Evidence evidence;
  private final QuorumPolicy policy;
  private final KeysInForce keys;

  private Admission(Evidence evidence, QuorumPolicy policy) {
    this.evidence = evidence;
    this.policy = policy;
    this.keys = KeysInForce.of(evidence.history());
  }

  /**
   * By what a log holds so far.
   *
   * @param policy the log's own
   */
  public static Admission of(Evidence evidence, QuorumPolicy policy) {
    return new Admission(evidence, policy);
  }

  /** Judges an entry, as if it were logged at that time. Changes nothing. */
  public Answer judge(byte[] entry, Instant now) {
    return switch (ReadStatement.of(NEXT, entry)) {
      case ReadStatement.Outcome.Refused refused ->
          new Answer.Refused(
              refused.envelope().isEmpty()
                  ? AdmissionRefusal.MALFORMED_ENVELOPE
                  : AdmissionRefusal.MALFORMED_STATEMENT,
              refused.refusal().toString());
      case ReadStatement.Outcome.Accepted(ReadStatement read) ->
          read.statement().body() instanceof Charter charter
              ? charter(read, charter, now)
              : statement(read, now);
    };
  }

  private Answer statement(ReadStatement read, Instant now) {
    if (evidence.history().isEmpty()) {
      return new Answer.Refused(
          AdmissionRefusal.NO_CHARTER_YET, "the log takes its first charter and nothing before it");
    }
    KeysInForce.Checked checked = keys.check(read);
    if (!checked.bound()) {
      return new Answer.Refused(
          AdmissionRefusal.OTHER_CHARTER,
          "subject: is bound to " + read.statement().binding().digest());
    }
    if (!checked.check().refused().isEmpty()) {
      return new Answer.Refused(
          AdmissionRefusal.NOT_A_PARTY, checked.check().refused().getFirst().toString());
    }
    CharterHistory history = evidence.history().get();
    if (checked.check().verified().stream().anyMatch(key -> compromised(history, key))) {
      return new Answer.Refused(
          AdmissionRefusal.KEY_COMPROMISED, "sign with a key that the charter did not give up");
    }
    return read.proposer().isPresent()
        ? joint(read, checked.parties())
        : single(read, checked, history, now);
  }

  private static boolean compromised(CharterHistory history, PartyKey key) {
    return history.compromisedFrom(key.toString()).isPresent();
  }

  /** Whether its signers suffice is for the fold to say: more may sign, and log it again. */
  private static Answer joint(ReadStatement read, Set<PartyId> signers) {
    PartyId proposer = read.proposer().orElseThrow();
    PartyId author = signers.contains(proposer) ? proposer : signers.iterator().next();
    return new Answer.Admitted(read.id(), read.statement().body().kind(), author, signers);
  }

  private static Answer single(
      ReadStatement read, KeysInForce.Checked checked, CharterHistory history, Instant now) {
    Set<PartyId> authors = authors(checked, history, now);
    if (authors.size() != 1 || checked.parties().size() != 1) {
      return new Answer.Refused(
          AdmissionRefusal.NOT_ONE_AUTHOR, "one party, by a key in force, makes such a statement");
    }
    PartyId author = authors.iterator().next();
    Optional<Role> needed = StatementIntake.author(read.statement().body().kind());
    Optional<Party> party = history.current(now).body().party(author);
    if (needed.isPresent() && party.filter(one -> one.holds(needed.get())).isEmpty()) {
      return new Answer.Refused(
          AdmissionRefusal.ROLE_MISSING,
          "party " + author + " does not hold the role " + Words.of(needed.get()));
    }
    return new Answer.Admitted(read.id(), read.statement().body().kind(), author, Set.of(author));
  }

  /** Whose keys signed, of a version that may be in force. */
  private static Set<PartyId> authors(
      KeysInForce.Checked checked, CharterHistory history, Instant now) {
    ReadStatement read = checked.read();
    PublishedFact<StatementBody> place =
        new PublishedFact<>(
            history.latest().author(),
            read.index(),
            read.id(),
            read.statement().body(),
            new Signers(Set.of(), Set.of()),
            InclusionTime.at(now),
            Optional.empty());
    Set<PartyId> authors = new TreeSet<>();
    for (PublishedFact<Charter> version : history.versions()) {
      if (history.mayBind(version.id(), place)) {
        authors.addAll(
            CharterIntake.parties(checked.check().verified(), CharterIntake.keys(version.body())));
      }
    }
    return authors;
  }

  private Answer charter(ReadStatement read, Charter charter, Instant now) {
    if (!charter.policyDigest().hex().equals(policy.digest().hex())) {
      return refusedCharter("policyDigest: is not that of this log's policy, " + policy.digest());
    }
    if (charter.version() == 1) {
      if (evidence.history().isPresent()) {
        return again(read);
      }
      boolean bound =
          policy.logKeys().stream()
              .anyMatch(key -> Binding.ToLogKey.of(key).equals(read.statement().binding()));
      if (!bound) {
        return refusedCharter("subject: is not bound to this log's key");
      }
    }
    Draft draft = new Draft(read.envelope().payloadBase64(), read.envelope().signatures());
    DraftStanding standing = DraftReview.of(draft, read.statement(), Optional.of(evidence), now);
    Set<PartyId> signers = new TreeSet<>();
    for (DraftStanding.Signature signature : standing.signatures()) {
      if (signature.party().isEmpty()) {
        return new Answer.Refused(
            AdmissionRefusal.NOT_A_PARTY, "by none of its parties: " + signature.keyid());
      }
      signers.add(signature.party().get());
    }
    return standing.outcome() == DraftStanding.Outcome.READY
        ? new Answer.Admitted(
            read.id(), StatementKind.CHARTER, charter.parties().getFirst().id(), signers)
        : refusedCharter(String.join("; ", standing.reasons()));
  }

  /** The charter that is there already is welcome any number of times, and logged once. */
  private Answer again(ReadStatement read) {
    return evidence
        .history()
        .flatMap(history -> history.version(read.id()))
        .<Answer>map(version ->
            new Answer.Admitted(
                read.id(), StatementKind.CHARTER, version.author(), version.signers().parties()))
        .orElseGet(() -> refusedCharter("the log follows another first charter"));
  }

  private static Answer refusedCharter(String detail) {
    return new Answer.Refused(AdmissionRefusal.CHARTER_REFUSED, detail);
  }
}
