package dev.standstill.simulation.live;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterCheck;
import dev.standstill.core.charter.CharterDefect;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Digest;
import dev.standstill.wire.PartySigner;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A charter whose clocks are seconds: five periods, of which the three in the middle are paused.
 * All else is as in a charter for years.
 */
final class LiveCharter {
  /** The first period that is wholly paused. */
  static final int PAUSED = 1;

  /** In which period the run is hidden. */
  static final int HIDDEN = 1;

  /** The first period after the pause. */
  static final int RESUMED = 4;

  static final int PERIODS = 5;

  /** How long a job may take to save its work. */
  static final Duration GRACE = Duration.ofSeconds(3);

  static final Duration PERIOD = Duration.ofSeconds(12);

  /** A conclusion may be undecided or refuted for so long before somebody has to do something. */
  static final Duration TIMELINESS = Duration.ofSeconds(30);

  private static final Duration DUE = Duration.ofSeconds(6);
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(8);
  private static final Duration RESUME_DELAY = Duration.ofSeconds(9);
  private static final Duration FRESH = Duration.ofSeconds(6);
  private static final Duration DEAD_MAN = Duration.ofSeconds(3);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Flop CEILING = Flop.of("100000000000000000000000000");

  private final Instant begin;

  /** One whose first period begins then. */
  LiveCharter(Instant begin) {
    this.begin = begin;
  }

  BalancePeriod period(int number) {
    Instant from = begin.plus(PERIOD.multipliedBy(number));
    return new BalancePeriod(from, from.plus(PERIOD));
  }

  /** When work in scope must have stopped. */
  Instant halts() {
    return period(PAUSED).from();
  }

  /**
   * When the pause ends: a little before the period that is to be free of it, since a release takes
   * effect only with a checkpoint of that time.
   */
  Instant lifts() {
    return period(RESUMED).from().minus(GRACE);
  }

  /** The agreement, fit to be signed by what {@code charter check} asks of it. */
  Charter of(Map<PartyId, PartySigner> keys, Digest policy) {
    Charter charter =
        new Charter(
            "An agreement in seconds",
            1,
            LivePlan.PARTIES.stream().map(party -> party(party, keys)).toList(),
            policy,
            new StandingLimit(CEILING, begin),
            new SignificantCompute(LiveSite.wholePeriod(LivePlan.SITES.size()), shares()),
            new ReportingCalendar(begin, period(PERIODS - 1).to(), PERIOD, DUE),
            TestLevels.DEFAULT,
            Charter.DEFAULT_MAXIMUM_UNCOVERED,
            Optional.of(governance()));
    List<CharterDefect> defects = CharterCheck.of(charter, Optional.empty());
    if (!defects.isEmpty()) {
      throw new IllegalStateException("unfit to be signed: " + defects);
    }
    return charter;
  }

  private static Party party(PartyId id, Map<PartyId, PartySigner> keys) {
    PartySigner key = keys.get(id);
    if (key == null) {
      throw new IllegalArgumentException("no key of " + id);
    }
    Set<Role> roles =
        id.equals(LivePlan.AURORA)
            ? Set.of(Role.OPERATOR, Role.ADJUDICATOR, Role.REGISTER)
            : Set.of(Role.OPERATOR, Role.ADJUDICATOR);
    return new Party(id, roles, List.of(key.key().toString()));
  }

  private static List<SiteShare> shares() {
    int each = PartsPerMillion.WHOLE.value() / LivePlan.SITES.size();
    return LivePlan.SITES.stream()
        .map(site -> new SiteShare(site, new PartsPerMillion(each)))
        .toList();
  }

  private static Governance governance() {
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, LivePlan.PARTIES.toArray(PartyId[]::new)));
    }
    return new Governance(
        Validity.UNLIMITED,
        quorums,
        0,
        new Clocks(GRACE, RESUME_DELAY, ACKNOWLEDGEMENT, HOUR, DUE, DUE, TIMELINESS, HOUR, HOUR),
        new Freshness(
            FRESH,
            DEAD_MAN,
            LivePlan.PARTIES.stream()
                .map(party -> new Freshness.Source("https://log." + party + ".example/", party))
                .toList()),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Set.of(),
        List.of());
  }
}
