package dev.standstill.site.agent;

import dev.standstill.core.order.PresentedOrder;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.follow.LogFollower;
import dev.standstill.site.follow.LogView;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the agent knows of the log, and how the gate comes by it. For many threads. */
final class Sight {
  private final SiteConfiguration site;
  private final LogFollower follower;
  private final SiteGate gate;
  private final PresentedPauses presented;
  private final ViewFile views;
  private final Journal journal;
  private final Map<String, String> failures;
  private final InstantSource clock;
  private volatile Known known;

  /**
   * Knows nothing until it looks.
   *
   * @param views where it stands how recent the view was
   */
  Sight(
      SiteConfiguration site,
      LogFollower follower,
      SiteGate gate,
      ViewFile views,
      Journal journal,
      Map<String, String> failures,
      InstantSource clock)
      throws IOException {
    this.site = site;
    this.follower = follower;
    this.gate = gate;
    this.presented = new PresentedPauses(site.presented(), journal::write);
    this.views = views;
    this.journal = journal;
    this.failures = failures;
    this.clock = clock;
    this.known = Known.of(LogView.nothing(), Optional.empty(), List.of(), clock.instant());
  }

  Known known() {
    return known;
  }

  /** Up to when the site's reports account for what ran. */
  Instant reportedUntil() {
    return known.reportedUntil(site.site());
  }

  /**
   * Asks the sources.
   *
   * @return whether anything was seen that was not known
   */
  boolean follow() throws IOException {
    Known before = known;
    follower.poll();
    look();
    return !known.isAsSeenAs(before);
  }

  /** Makes of the log what verdicts need now. */
  synchronized void look() throws IOException {
    LogView view = follower.view();
    Optional<Evidence> evidence = view.evidence();
    boolean same =
        evidence.isPresent() && known.evidence().equals(evidence) && known.verdicts().isPresent();
    Optional<JobVerdict> verdicts = same ? known.verdicts() : evidence.map(JobVerdict::new);
    Instant now = clock.instant();
    List<PresentedOrder> shown = new ArrayList<>();
    if (verdicts.isPresent()) {
      shown.addAll(presented.read(verdicts.get(), verdicts.get().moment(Optional.empty(), now)));
    }
    Known next = Known.of(view, verdicts, shown, now);
    boolean changed = next.freshness() != known.freshness();
    known = next;
    gate.look(next.outlook(), next.permits(), next.reportedUntil(site.site()));
    if (!same && evidence.isPresent()) {
      // Reading a log takes three times the memory that its outcome does: the system gets it back.
      System.gc();
    }
    if (changed) {
      journal.write("the view of the log is " + Words.of(next.freshness()));
      try {
        views.add(now, next.freshness());
      } catch (IOException e) {
        // A full disk must not keep a job from being stopped.
        failures.put("views", String.valueOf(e.getMessage()));
      }
    }
  }
}
