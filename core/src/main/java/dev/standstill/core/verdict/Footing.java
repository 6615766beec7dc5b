package dev.standstill.core.verdict;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What every permission stands on, whatever the job: whole evidence, a clock that can be right, a
 * recent view, a charter in force that says what needs a permit, and a site of one of its parties.
 */
final class Footing {
  private final SiteId site;
  private final Outlook outlook;
  private final Instant clock;
  private final Set<Freshness.View> enough;

  /**
   * Of one question.
   *
   * @param enough how recent a view will do
   */
  Footing(SiteId site, Outlook outlook, Instant clock, Set<Freshness.View> enough) {
    this.site = site;
    this.outlook = outlook;
    this.clock = clock;
    this.enough = enough;
  }

  /** The first thing that is missing. */
  Optional<Refuse> missing() {
    return view().or(this::recent).or(this::agreed);
  }

  /** What is missing of the agreement, however little is known of what came after it. */
  Optional<Refuse> agreed() {
    return charters().or(this::ofNoParty);
  }

  private static Optional<Refuse> refuse(Refusal reason, String detail) {
    return Optional.of(new Refuse(reason, detail, Optional.empty()));
  }

  private static Optional<Refuse> refuse(Refusal reason, String detail, Digest restsOn) {
    return Optional.of(new Refuse(reason, detail, Optional.of(restsOn)));
  }

  private Optional<Refuse> view() {
    if (!outlook.isIntact()) {
      return refuse(Refusal.EVIDENCE_DAMAGED, "the evidence has defects: see what verify says");
    }
    Instant logTime = outlook.moment().logTime();
    if (clock.isBefore(logTime) || outlook.newest().filter(clock::isBefore).isPresent()) {
      return refuse(Refusal.CLOCK_BEHIND_LOG, "the clock says " + clock + ", the log " + logTime);
    }
    Instant made = outlook.moment().clock();
    if (clock.isAfter(made.plus(Outlook.AGE_MAX)) || made.isAfter(clock.plus(Outlook.AGE_MAX))) {
      return refuse(
          Refusal.OUTLOOK_OF_ANOTHER_TIME,
          "looked up for " + made + ", asked at " + clock + ": look it up again");
    }
    return Optional.empty();
  }

  private Optional<Refuse> recent() {
    for (PublishedFact<Charter> charter : outlook.charters()) {
      Optional<Freshness> freshness = charter.body().governance().map(Governance::freshness);
      Freshness.View view =
          freshness
              .map(limits -> limits.view(outlook.newest(), clock))
              .orElse(Freshness.View.FRESH);
      if (!enough.contains(view)) {
        return refuse(
            view == Freshness.View.STALE ? Refusal.VIEW_STALE : Refusal.VIEW_SILENT,
            "the newest checkpoint is of " + newest(freshness.orElseThrow()));
      }
    }
    return Optional.empty();
  }

  private Optional<Refuse> charters() {
    for (PublishedFact<Charter> charter : outlook.charters()) {
      Optional<Refuse> refusal = charter(charter);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return outlook.charters().isEmpty()
        ? refuse(Refusal.CHARTER_UNKNOWN, "no charter is known")
        : Optional.empty();
  }

  private Optional<Refuse> charter(PublishedFact<Charter> charter) {
    Digest id = charter.id();
    if (charter.body().governance().isEmpty()) {
      return refuse(Refusal.CHARTER_UNKNOWN, "the charter says nothing of who decides", id);
    }
    Governance governance = charter.body().governance().get();
    return inForce(governance, id)
        .or(() ->
            governance.permits().isEmpty()
                ? refuse(
                    Refusal.CHARTER_WITHOUT_PERMITS,
                    "the charter does not say what needs a permit",
                    id)
                : Optional.empty());
  }

  private Optional<Refuse> inForce(Governance governance, Digest id) {
    Instant logTime = outlook.moment().logTime();
    boolean begun = governance.validity().from().filter(logTime::isBefore).isEmpty();
    boolean over = governance.validity().expires().filter(end -> !clock.isBefore(end)).isPresent();
    return begun && !over
        ? Optional.empty()
        : refuse(
            Refusal.CHARTER_NOT_IN_FORCE,
            over
                ? "the charter has expired: it permits nothing"
                : "the charter is not yet in force",
            id);
  }

  private String newest(Freshness freshness) {
    return outlook.newest().map(Instant::toString).orElse("no known time")
        + ", the limit is "
        + freshness.limit().toSeconds()
        + " s";
  }

  private Optional<Refuse> ofNoParty() {
    for (PublishedFact<Charter> charter : outlook.charters()) {
      boolean runs =
          charter
              .body()
              .party(site.party())
              .filter(party -> party.holds(Role.OPERATOR))
              .isPresent();
      if (!runs) {
        return refuse(
            Refusal.SITE_OF_NO_PARTY,
            "no party " + site.party() + " runs sites under the charter",
            charter.id());
      }
    }
    return Optional.empty();
  }
}
