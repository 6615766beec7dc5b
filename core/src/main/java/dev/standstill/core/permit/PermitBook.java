package dev.standstill.core.permit;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.Moment;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitAccount.Changed;
import dev.standstill.core.permit.PermitAccount.Judgement;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.DeclaredActivity;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All permits of a log, folded. A function of the log, the agreement's history and how far
 * witnesses saw: the same three, the same book.
 */
public final class PermitBook {
  private final Map<Digest, PermitAccount> accounts;
  private final Map<Digest, Outcome> changes;
  private final Map<Digest, NavigableMap<Instant, Flop>> drawn;
  private final Map<PartyLineage, Flop> lineages;
  private final long witnessedSize;

  /**
   * What came of a change.
   *
   * @param change where it stands
   * @param step what it does
   * @param decided whether a quorum signed it
   * @param defect why it has no effect, or would have none
   */
  public record Outcome(
      Citation change, Step step, boolean decided, Optional<PermitDefect> defect) {

    static Outcome open(PublishedFact<PermitChange> fact) {
      return of(fact, false, Optional.empty());
    }

    static Outcome open(PublishedFact<PermitChange> fact, PermitDefect defect) {
      return of(fact, false, Optional.of(defect));
    }

    static Outcome decided(PublishedFact<PermitChange> fact, Optional<PermitDefect> defect) {
      return of(fact, true, defect);
    }

    private static Outcome of(
        PublishedFact<PermitChange> fact, boolean decided, Optional<PermitDefect> defect) {
      return new Outcome(PermitAccount.place(fact), fact.body().step(), decided, defect);
    }
  }

  private PermitBook(PermitFold fold, long witnessedSize) {
    this.accounts = fold.accounts();
    this.changes = Collections.unmodifiableMap(fold.changes());
    this.lineages = Collections.unmodifiableMap(fold.use().byLineage());
    this.drawn = fold.use().drawn(accounts);
    this.witnessedSize = witnessedSize;
  }

  /**
   * Folds a log.
   *
   * @param history the versions of the charter that were accepted from the same log
   * @param facts in any order; the log index decides
   * @param witnessedSize how many entries the newest witnessed checkpoint covers
   */
  public static PermitBook fold(
      CharterHistory history,
      List<? extends PublishedFact<? extends StatementBody>> facts,
      long witnessedSize) {
    PermitFold fold = new PermitFold(history);
    facts.stream()
        .sorted(Comparator.comparingLong(PublishedFact::logIndex))
        .forEachOrdered(fold::take);
    return new PermitBook(fold, witnessedSize);
  }

  /** The ids of all permits and requests, as they first came into the log. */
  public List<Digest> ids() {
    return List.copyOf(accounts.keySet());
  }

  /** The terms that were granted or asked for, before any amendment. */
  public Optional<PermitTerms> firstTerms(Digest id) {
    return Optional.ofNullable(accounts.get(id)).map(PermitAccount::terms);
  }

  /** The terms as last amended, whether or not they permit anything now. */
  public Optional<PermitTerms> lastTerms(Digest id) {
    return Optional.ofNullable(accounts.get(id))
        .map(account ->
            account.changes().stream()
                .filter(change -> witnessed(change.place()))
                .flatMap(change ->
                    change.step() instanceof Step.Amend(var permit, PermitTerms terms)
                        ? Stream.of(terms)
                        : Stream.empty())
                .reduce(account.terms(), (before, after) -> after));
  }

  /**
   * A permit for an emergency.
   *
   * @param granted where it was granted
   * @param terms as it was granted
   * @param reason which emergency
   */
  public record BrokenGlass(Citation granted, PermitTerms terms, String reason) {}

  /** The permits for emergencies that a quorum granted, in the order of the log. */
  public List<BrokenGlass> brokenGlass() {
    return accounts.values().stream()
        .filter(account -> account.judgement() instanceof Judgement.Grant)
        .flatMap(account ->
            account.terms().purpose() instanceof Purpose.BreakGlass(String reason)
                ? Stream.of(new BrokenGlass(account.place(), account.terms(), reason))
                : Stream.empty())
        .toList();
  }

  /** How much was drawn on a permit; empty if the log has none of this id. */
  public Optional<Flop> drawn(Digest id) {
    return accounts.containsKey(id) ? Optional.of(drawnBy(id, Instant.MAX)) : Optional.empty();
  }

  /** How much was drawn on a permit by work that had ended by then. */
  public Flop drawnBy(Digest id, Instant time) {
    NavigableMap<Instant, Flop> sums = drawn.getOrDefault(id, Collections.emptyNavigableMap());
    Map.Entry<Instant, Flop> sum = sums.floorEntry(time);
    return sum == null ? Flop.ZERO : sum.getValue();
  }

  /** When a permit may have permitted, and on what terms. */
  public List<PermitSpan> course(Digest id) {
    PermitAccount account = accounts.get(id);
    return account == null ? List.of() : PermitCourse.of(account, this::witnessed);
  }

  /**
   * Whether work draws on a permit: it names it, or the request that it answers; or it names none
   * that it can have been done under, and is of the permit's lineage at its site.
   */
  public boolean draws(
      SiteId site, DeclaredActivity activity, BalancePeriod period, Digest permit) {
    PermitAccount account = accounts.get(permit);
    if (account == null || !account.terms().site().equals(site)) {
      return false;
    }
    Optional<Digest> named = ReportedUse.named(site, activity, period, accounts);
    return named.isPresent()
        ? account.isCalled(named.get())
        : activity.lineage().filter(account.terms().lineage().id()::equals).isPresent();
  }

  /** What came of every change, in the order of the log. */
  public List<Outcome> changes() {
    return List.copyOf(changes.values());
  }

  /** What came of one change; empty if the log does not have it. */
  public Optional<Outcome> change(Digest id) {
    return Optional.ofNullable(changes.get(id));
  }

  /**
   * What lineages have executed at all sites of their party, as far as it was reported. Absent is
   * not zero.
   */
  public Map<PartyLineage, Flop> lineageTotals() {
    return lineages;
  }

  /** Where every permit and request stands. */
  public Map<Digest, PermitLife> at(Moment moment) {
    Map<Digest, PermitLife> lives = new LinkedHashMap<>();
    accounts.forEach((id, account) -> lives.put(id, life(account, moment)));
    return lives;
  }

  /** Where one stands; empty if the log does not have it. */
  public Optional<PermitLife> life(Digest id, Moment moment) {
    return Optional.ofNullable(accounts.get(id)).map(account -> life(account, moment));
  }

  private PermitLife life(PermitAccount account, Moment moment) {
    if (account.judgement() instanceof Judgement.Refusal(Citation place, PermitDefect defect)) {
      return new PermitLife.Refused(place, defect);
    }
    Optional<Changed> end = account.end();
    if (end.isPresent()) {
      return end.get().step() instanceof Step.Refuse
          ? new PermitLife.Refused(end.get().place(), PermitDefect.REFUSED_BY_QUORUM)
          : new PermitLife.Revoked(end.get().place());
    }
    if (account.answer().isPresent()) {
      return new PermitLife.Answered(account.answer().get().place());
    }
    return switch (account.judgement()) {
      case Judgement.Open open when account.isRequest() ->
          new PermitLife.Refused(account.place(), PermitDefect.NOT_ITS_SITE);
      case Judgement.Open open -> new PermitLife.Proposed(account.place(), account.signers());
      case Judgement.Refusal refusal -> throw new IllegalStateException("was answered above");
      case Judgement.Grant(Citation place, var loggedAt) ->
          granted(account, witnessed(place), moment);
      case Judgement.Ask(Citation place, Optional<Instant> tacitFrom) ->
          asked(account, tacitFrom, moment);
    };
  }

  private PermitLife asked(PermitAccount account, Optional<Instant> tacitFrom, Moment moment) {
    // What permits goes by the log's time: it is the same for all.
    boolean approved = tacitFrom.filter(from -> !moment.logTime().isBefore(from)).isPresent();
    if (approved) {
      return granted(account, witnessed(account.place()), moment);
    }
    return moment.later().isBefore(account.terms().expires())
        ? new PermitLife.Requested(account.place(), tacitFrom)
        : new PermitLife.Expired(account.place(), account.terms());
  }

  /** What the changes so far have made of a permit. */
  private record Standing(
      PermitTerms terms, Citation restsOn, Optional<PermitLife.Suspended> suspended) {}

  private PermitLife granted(PermitAccount account, boolean witnessed, Moment moment) {
    Standing standing = standing(account, moment);
    PermitTerms terms = standing.terms();
    Citation restsOn = standing.restsOn();
    if (!moment.later().isBefore(terms.expires())) {
      return new PermitLife.Expired(restsOn, terms);
    }
    if (standing.suspended().isPresent()) {
      return standing.suspended().get();
    }
    if (!witnessed || moment.logTime().isBefore(terms.notBefore())) {
      return new PermitLife.NotYetValid(restsOn, terms);
    }
    Flop remaining = terms.budget().lessUpTo(drawnBy(account.id(), Instant.MAX));
    return remaining.isZero()
        ? new PermitLife.Exhausted(restsOn, terms)
        : new PermitLife.Live(restsOn, terms, remaining);
  }

  private Standing standing(PermitAccount account, Moment moment) {
    Standing standing = new Standing(account.terms(), account.place(), Optional.empty());
    for (Changed change : account.changes()) {
      standing = after(standing, change, moment);
    }
    return standing;
  }

  private Standing after(Standing before, Changed change, Moment moment) {
    // What permits more waits for witnesses; what takes away does not.
    boolean counts = change.step().action().restricts() || witnessed(change.place());
    return switch (change.step()) {
      case Step.Amend(var permit, PermitTerms terms) when counts ->
          new Standing(terms, change.place(), before.suspended());
      case Step.Reinstate reinstate when counts ->
          new Standing(before.terms(), change.place(), Optional.empty());
      case Step.Suspend(var permit, Optional<Instant> until) when holds(until, moment) ->
          new Standing(
              before.terms(),
              before.restsOn(),
              Optional.of(new PermitLife.Suspended(change.place(), until)));
      case Step.Amend amend -> before;
      case Step.Reinstate reinstate -> before;
      case Step.Suspend suspend -> before;
      case Step.Revoke revoke -> throw new IllegalStateException("was ended before");
      // A refusal that came after its request was answered takes nothing from the answer.
      case Step.Refuse refuse -> before;
    };
  }

  private static boolean holds(Optional<Instant> until, Moment moment) {
    return until.filter(end -> !moment.logTime().isBefore(end)).isEmpty();
  }

  private boolean witnessed(Citation place) {
    return place.logIndex() < witnessedSize;
  }
}
