package dev.standstill.simulation;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Status;
import java.util.List;
import java.util.Optional;

/**
 * How one site came out, over all weeks.
 *
 * @param site which site, as it was planned
 * @param conclusions on its declared activity, in order of time
 */
public record SiteStanding(SitePlan site, List<Conclusion> conclusions) {
  public SiteStanding {
    conclusions = List.copyOf(conclusions);
    if (conclusions.isEmpty()) {
      throw new IllegalArgumentException("nothing was concluded of site " + site.id());
    }
  }

  static SiteStanding of(SitePlan site, Evaluation evaluation) {
    return new SiteStanding(
        site,
        evaluation.conclusions().stream()
            .filter(c -> c.claim() == Claim.DECLARED_ACTIVITY)
            .filter(c -> c.subject().party().equals(Optional.of(site.id().party())))
            .filter(c -> c.subject().site().equals(Optional.of(site.id().name())))
            .toList());
  }

  /** Refuted if any week is; else undecided if any week is; else upheld. */
  public Status status() {
    return telling().status();
  }

  /** How many weeks came out so. */
  public long weeks(Status status) {
    return conclusions.stream().filter(c -> c.status() == status).count();
  }

  /** The conclusion to quote: the first that is worst, or where all is well the latest. */
  public Conclusion telling() {
    return first(Status.REFUTED).or(() -> first(Status.UNDECIDED)).orElseGet(conclusions::getLast);
  }

  /** Whether it came out as its conduct makes one expect. */
  public boolean asExpected() {
    return site.conduct().expectation().isMetBy(conclusions);
  }

  private Optional<Conclusion> first(Status status) {
    return conclusions.stream().filter(c -> c.status() == status).findFirst();
  }
}
