package dev.standstill.core.report;

import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a site says of its own enforcement in one period. It is the site's word: whoever rules the
 * machines can make it up. But he must then go on making it up, in statements he signs, and what he
 * leaves out is seen.
 *
 * @param canaries jobs that had to be refused, and what became of them
 * @param hooks what the site's schedulers ask before they start anything, none twice
 * @param configuration of what the site is set to enforce
 * @param sources where the site had its view of the log from, none twice
 * @param staleView for how long of the period the newest checkpoint was older than the charter's
 *     limit
 * @param accounts what the site's schedulers accounted in the period; empty if they keep no
 *     accounts
 */
public record Enforcement(
    Canaries canaries,
    List<Hook> hooks,
    Digest configuration,
    List<HeardSource> sources,
    Duration staleView,
    Optional<Accounts> accounts) {

  /** One of a site whose schedulers keep no accounts. */
  public Enforcement(
      Canaries canaries,
      List<Hook> hooks,
      Digest configuration,
      List<HeardSource> sources,
      Duration staleView) {
    this(canaries, hooks, configuration, sources, staleView, Optional.empty());
  }

  /**
   * Jobs that were submitted only to be refused. Of some the outcome may not be known yet.
   *
   * @param submitted how many
   * @param refused how many of them were
   * @param admitted how many were not
   * @param lastAdmitted the last of these, if it is known
   */
  public record Canaries(
      int submitted, int refused, int admitted, Optional<AdmittedCanary> lastAdmitted) {

    public Canaries {
      if (submitted < 0 || refused < 0 || admitted < 0) {
        throw new IllegalArgumentException("canaries are counted from 0");
      }
      if ((long) refused + admitted > submitted) {
        throw new IllegalArgumentException(
            "no more canaries have an outcome than were submitted: "
                + refused
                + " refused and "
                + admitted
                + " admitted of "
                + submitted);
      }
      if (lastAdmitted.isPresent() && admitted == 0) {
        throw new IllegalArgumentException("none was admitted, and so none was the last");
      }
    }
  }

  /**
   * A canary that should have been refused.
   *
   * @param job what the scheduler called it
   * @param at when it was admitted
   */
  public record AdmittedCanary(String job, Instant at) {

    public AdmittedCanary {
      named("a canary", job);
    }
  }

  /**
   * What a scheduler asks.
   *
   * @param name what it is called
   * @param digest SHA-256 of its text as it was found in its place; empty if it was not there
   */
  public record Hook(String name, Optional<Digest> digest) {

    public Hook {
      named("a hook", name);
    }
  }

  /**
   * A source of checkpoints that the charter names.
   *
   * @param name as the charter names it
   * @param newest the latest time that a quorum vouches for, of all checkpoints it gave; empty if
   *     it gave none
   */
  public record HeardSource(String name, Optional<Instant> newest) {

    public HeardSource {
      named("a source", name);
    }
  }

  /**
   * What schedulers accounted: the devices that runs had, for as long as they had them in the
   * period.
   *
   * @param areas by area, none twice; also those in which nothing ran
   * @param elsewhere of runs that belong to no area of the site
   * @param unread how many lines of the accounts could not be read; somebody may have had devices
   *     there
   */
  public record Accounts(List<AreaAccounts> areas, DeviceTime elsewhere, int unread) {

    public Accounts {
      areas = List.copyOf(areas);
      once("accounts of area", areas.stream().map(area -> area.area().name()).toList());
      if (unread < 0) {
        throw new IllegalArgumentException("lines are counted from 0: " + unread);
      }
    }
  }

  /**
   * What was accounted in one area.
   *
   * @param area which area
   * @param deviceTime of all runs together
   * @param runs how many had devices at some time of the period; a job that was put back has
   *     several
   */
  public record AreaAccounts(AreaId area, DeviceTime deviceTime, int runs) {

    public AreaAccounts {
      if (runs < 0 || (runs == 0 && deviceTime.compareTo(DeviceTime.ZERO) > 0)) {
        throw new IllegalArgumentException(
            "no run, and yet devices were used in area %s: %d".formatted(area, runs));
      }
    }
  }

  public Enforcement {
    hooks = List.copyOf(hooks);
    sources = List.copyOf(sources);
    once("hook", hooks.stream().map(Hook::name).toList());
    once("source", sources.stream().map(HeardSource::name).toList());
    if (staleView.isNegative()) {
      throw new IllegalArgumentException("a view is stale for 0 or longer: " + staleView);
    }
  }

  /** The hook of this name, if it is listed at all. */
  public Optional<Hook> hook(String name) {
    return hooks.stream().filter(hook -> hook.name().equals(name)).findFirst();
  }

  /** The newest that a source gave; empty if it gave nothing, or is not listed. */
  public Optional<Instant> newest(String source) {
    return sources.stream()
        .filter(heard -> heard.name().equals(source))
        .findFirst()
        .flatMap(HeardSource::newest);
  }

  private static void named(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " has a name");
    }
  }

  private static void once(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("the report lists " + what + " " + name + " twice");
      }
    }
  }
}
