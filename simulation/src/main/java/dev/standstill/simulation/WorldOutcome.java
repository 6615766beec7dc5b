package dev.standstill.simulation;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Status;
import dev.standstill.wire.json.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * How a world came out for a reader who saw only its evidence.
 *
 * @param integrity what was concluded of the bytes
 * @param standings site by site, in the order of the world
 */
public record WorldOutcome(Status integrity, List<SiteStanding> standings) {
  public WorldOutcome {
    standings = List.copyOf(standings);
  }

  public static WorldOutcome of(World world, Evaluation evaluation) {
    Status integrity =
        evaluation.conclusions().stream()
            .filter(c -> c.claim() == Claim.INTEGRITY)
            .map(Conclusion::status)
            .findFirst()
            .orElse(Status.UNDECIDED);
    return new WorldOutcome(
        integrity, world.sites().stream().map(site -> SiteStanding.of(site, evaluation)).toList());
  }

  /** What came out otherwise than the world's plan says; empty if nothing did. */
  public List<String> differences() {
    List<String> differences = new ArrayList<>();
    if (integrity != Status.UPHELD) {
      differences.add("the evidence itself came out " + Words.of(integrity));
    }
    for (SiteStanding standing : standings) {
      if (!standing.asExpected()) {
        differences.add(
            "site "
                + standing.site().id()
                + " came out "
                + Words.of(standing.status())
                + ", expected "
                + standing.site().conduct().expectation().words());
      }
    }
    return differences;
  }
}
