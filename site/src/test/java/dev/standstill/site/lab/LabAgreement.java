package dev.standstill.site.lab;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.Lineage;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeCondition;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.core.rule.Threshold;
import dev.standstill.core.site.AreaId;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartySigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Three parties, two of which decide; clocks of seconds. Training above {@link #THRESHOLD} FLOP of
 * one lineage needs a permit. A device does {@link #PEAK}: 16 GPU-hours of it are the threshold.
 */
public final class LabAgreement {
  public static final PartyId AURORA = new PartyId("aurora");
  public static final PartyId BOREALIS = new PartyId("borealis");
  public static final PartyId CIRRUS = new PartyId("cirrus");
  public static final SiteId SITE = new SiteId(AURORA, "north");
  public static final AreaId AREA = new AreaId("hall");
  public static final FlopRate PEAK = FlopRate.ofTera("1000");

  /** 16 hours of one device. */
  public static final Flop THRESHOLD = Flop.of("57600000000000000000");

  private static final Duration DAY = Duration.ofDays(1);

  private final Map<PartyId, SigningKey> keys =
      Map.of(AURORA, made(AURORA), BOREALIS, made(BOREALIS), CIRRUS, made(CIRRUS));
  private final Duration limit;
  private final Duration deadManGrace;
  private final Duration checkpointGrace;
  private final Instant begin;
  private final Duration periodLength;

  /**
   * An agreement.
   *
   * @param limit how old a checkpoint may be
   * @param deadManGrace how long after that work may go on
   * @param checkpointGrace how long work may take to stop
   */
  public LabAgreement(Duration limit, Duration deadManGrace, Duration checkpointGrace) {
    this(limit, deadManGrace, checkpointGrace, DAY);
  }

  /**
   * One whose balance periods are not days.
   *
   * @param periodLength how long each is; its report is due a day later
   */
  public LabAgreement(
      Duration limit, Duration deadManGrace, Duration checkpointGrace, Duration periodLength) {
    this.periodLength = periodLength;
    this.limit = limit;
    this.deadManGrace = deadManGrace;
    this.checkpointGrace = checkpointGrace;
    this.begin = Instant.ofEpochSecond(Instant.now().getEpochSecond());
  }

  private static SigningKey made(PartyId party) {
    return SigningKey.generate(party.toString(), new SecureRandom());
  }

  SigningKey key(PartyId party) {
    return Optional.ofNullable(keys.get(party)).orElseThrow();
  }

  public PartySigner signer(PartyId party) {
    return PartySigner.of(key(party));
  }

  /** A key of each party. */
  public List<PartySigner> all() {
    return List.of(signer(AURORA), signer(BOREALIS), signer(CIRRUS));
  }

  /** The charter over a log of this policy. */
  public Charter charter(Digest policy) {
    return new Charter(
        "A charter of seconds",
        1,
        List.of(party(AURORA), party(BOREALIS), party(CIRRUS)),
        policy,
        new StandingLimit(Flop.of("1000000000000000000000000000"), begin),
        new SignificantCompute(
            Flop.of("1000000000000000000000"), List.of(new SiteShare(SITE, PartsPerMillion.WHOLE))),
        new ReportingCalendar(begin, begin.plus(periodLength.multipliedBy(30)), periodLength, DAY),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED,
        Optional.of(governance()));
  }

  private Party party(PartyId id) {
    Set<Role> roles =
        id.equals(AURORA)
            ? Set.of(Role.OPERATOR, Role.ADJUDICATOR, Role.REGISTER)
            : Set.of(Role.OPERATOR, Role.ADJUDICATOR);
    return new Party(id, roles, List.of(signer(id).key().toString()));
  }

  private Governance governance() {
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, AURORA, BOREALIS, CIRRUS));
    }
    return new Governance(
        Validity.UNLIMITED,
        quorums,
        0,
        clocks(),
        new Freshness(
            limit,
            deadManGrace,
            List.of(
                new Freshness.Source("register", AURORA),
                new Freshness.Source("mirror-b", BOREALIS),
                new Freshness.Source("mirror-c", CIRRUS))),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Set.of(),
        List.of(),
        Optional.of(permitRules()));
  }

  private Clocks clocks() {
    return new Clocks(
        checkpointGrace,
        Duration.ofSeconds(1),
        Duration.ofMinutes(10),
        DAY.multipliedBy(90),
        DAY.multipliedBy(10),
        DAY.multipliedBy(14),
        DAY.multipliedBy(28),
        DAY.multipliedBy(30),
        DAY.multipliedBy(90));
  }

  private static PermitRules permitRules() {
    ScopeRule large =
        new ScopeRule(
            "large",
            Set.of(OperationKind.PRE_TRAINING),
            List.of(
                new ScopeCondition.Lineage(
                    new Threshold.TrainingFlop(Comparison.MORE_THAN, THRESHOLD))));
    return new PermitRules(
        new ScopeRules(List.of(large)), Duration.ofSeconds(0), false, DAY, Optional.empty());
  }

  /** The first balance period. */
  public BalancePeriod firstPeriod() {
    return new BalancePeriod(begin, begin.plus(periodLength));
  }

  /** A permit for pre-training at the site, for two hours of up to 64 devices. */
  public Permit permit(String lineage, int devicesMax) {
    Flop day = new Flop(PEAK.times(big(devicesMax)).perSecond().multiply(big(86_400)));
    Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    PermitTerms terms =
        new PermitTerms(
            SITE,
            Set.of(AREA),
            Set.of(OperationKind.PRE_TRAINING),
            new Lineage(lineage, digest("model"), digest("code"), digest("data")),
            day,
            day,
            devicesMax,
            PEAK,
            now.minusSeconds(5),
            now.plus(Duration.ofHours(20)));
    return new Permit(terms, Optional.empty(), BOREALIS, Set.of(), "a run the parties agreed on");
  }

  private static java.math.BigInteger big(long value) {
    return java.math.BigInteger.valueOf(value);
  }

  private static Digest digest(String text) {
    return new Digest(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }

  /** A pause of pre-training for everyone, of lineages above the threshold. */
  public Order pause() {
    return order(
        new Measure.Pause(
            new Scope(new Subjects.Everyone(), Set.of(OperationKind.PRE_TRAINING), THRESHOLD),
            checkpointGrace,
            terms()));
  }

  /** A cap on the same. */
  public Order slow(Flop flopPerDay) {
    return order(
        new Measure.Slow(
            new Scope(new Subjects.Everyone(), Set.of(OperationKind.PRE_TRAINING), THRESHOLD),
            flopPerDay,
            terms()));
  }

  /**
   * All free again, about as soon as the charter lets it. A release must have been in the log for
   * as long as the grace before it takes effect, or it is refused as too early; and the witnesses'
   * whole seconds, and ours, may cost one each.
   */
  public Order resume(Digest order) {
    return resume(order, checkpointGrace.plusSeconds(3));
  }

  /** All free again after a while. */
  public Order resume(Digest order, Duration after) {
    Instant at = Instant.ofEpochSecond(Instant.now().plus(after).getEpochSecond());
    return order(
        new Measure.Resume(order, List.of(new Measure.Resume.Stage(at, Optional.empty()))));
  }

  private static Terms terms() {
    Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    return new Terms(now, now.plus(DAY.multipliedBy(60)), Set.of());
  }

  private static Order order(Measure measure) {
    return new Order(
        measure, BOREALIS, Set.of(), Set.of(), Optional.empty(), Optional.empty(), "agreed");
  }
}
