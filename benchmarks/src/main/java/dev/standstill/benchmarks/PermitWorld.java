package dev.standstill.benchmarks;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.Lineage;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Outlook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A log of permits, orders and reports: parties with one site each, and three who decide. */
final class PermitWorld {
  private static final int OPERATORS_USUAL = 40;
  private static final Duration DAY = Duration.ofDays(1);

  /** A while ago, so that a log of these permits can be followed today by whoever began it. */
  @SuppressWarnings("TimeInStaticInitializer")
  static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(DAY.multipliedBy(9));

  static final AreaId HALL = new AreaId("hall");
  private static final List<PartyId> DECIDING = PermitCharter.DECIDING;

  private final int operators;
  private final Instant clock = START.plus(DAY.multipliedBy(5));
  private final List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>();
  private final CharterHistory history;
  private final PermitBook book;
  private final OrderState orders;
  private final Outlook outlook;

  private PermitWorld(int operators, int permits, int orderCount, int reports) {
    this.operators = operators;
    this.history =
        CharterHistory.of(
            new PublishedFact<>(
                DECIDING.getFirst(),
                0,
                digest(0),
                PermitCharter.of(operators, START, digest(9)),
                Signers.of(DECIDING.getFirst()),
                InclusionTime.at(START),
                Optional.empty()));
    for (int i = 0; i < permits; i++) {
      decided(granted(i));
    }
    for (int i = 0; i < orderCount; i++) {
      decided(order(i));
    }
    for (int i = 0; i < reports; i++) {
      say(operator(i), report(i), Signers.of(operator(i)));
    }
    if (operators == 1 && permits > 0) {
      // Of a lineage that no report names nobody knows how large it is, and it is refused.
      say(operator(0), report(0, permits), Signers.of(operator(0)));
    }
    long size = facts.size() + 1L;
    book = PermitBook.fold(history, facts, size);
    orders = OrderState.fold(history, facts, Circumstances.witnessed(size));
    outlook = lookUp(clock);
  }

  static PermitWorld of(int permits, int orders, int reports) {
    return new PermitWorld(OPERATORS_USUAL, permits, orders, reports);
  }

  /** One site that has all permits and that every order binds. */
  static PermitWorld ofOneSite(int permits, int orders) {
    return new PermitWorld(1, permits, orders, 0);
  }

  static PermitWorld empty() {
    return new PermitWorld(OPERATORS_USUAL, 0, 0, 0);
  }

  Outlook outlook() {
    return outlook;
  }

  Instant clock() {
    return clock;
  }

  PermitBook book() {
    return book;
  }

  Outlook lookUp(Instant now) {
    return Outlook.of(
        true, Optional.of(now), history, orders.at(new Moment(now, now)), book, Map.of());
  }

  /** The permit that was granted as the so-manieth, from 0. */
  static Digest permit(int number) {
    return digest(number + 1L);
  }

  /** The first permit's job. */
  Job job() {
    return job(1);
  }

  /** One that exceeds its share. */
  Job largeJob() {
    return job(900);
  }

  private Job job(int devices) {
    return new Job(
        site(0),
        HALL,
        OperationKind.PRE_TRAINING,
        Optional.of("lineage-0"),
        devices,
        DAY,
        Optional.of(digest(1)),
        Optional.of(flop("1e20")),
        Optional.empty());
  }

  private void decided(StatementBody body) {
    say(DECIDING.get(1), body, Signers.of(DECIDING.get(1), DECIDING.get(2)));
  }

  private void say(PartyId author, StatementBody body, Signers signers) {
    long index = facts.size() + 1L;
    facts.add(
        new PublishedFact<>(
            author,
            index,
            digest(index),
            body,
            signers,
            InclusionTime.at(START),
            Optional.of(digest(0))));
  }

  private Permit granted(int i) {
    return new Permit(terms(i), Optional.empty(), DECIDING.get(1), Set.of(), "a benchmark");
  }

  /** The permits of one site, as a quorum grants them. */
  static List<Permit> permitsOfOneSite(int permits) {
    PermitWorld world = new PermitWorld(1, 0, 0, 0);
    return IntStream.range(0, permits).mapToObj(world::granted).toList();
  }

  private PermitTerms terms(int i) {
    return new PermitTerms(
        site(i),
        Set.of(HALL),
        Set.of(OperationKind.PRE_TRAINING),
        new Lineage("lineage-" + i, digest(1), digest(2), digest(3)),
        flop("1e24"),
        flop("8e22"),
        1_000,
        FlopRate.ofTera("1000"),
        START,
        START.plus(DAY.multipliedBy(365)));
  }

  /** Of ten orders one binds everyone, and of the rest half a party and half a site. */
  private Order order(int i) {
    Subjects subjects =
        switch (i % 10) {
          case 0 -> new Subjects.Everyone();
          case 1, 2, 3, 4 -> new Subjects.Parties(Set.of(operator(i / 10)));
          default -> new Subjects.Sites(Set.of(site(i / 10)));
        };
    // Caps reach every lineage and leave the small job enough; pauses reach only the largest.
    boolean pause = i % 2 == 1;
    Scope scope =
        new Scope(
            subjects,
            EnumSet.allOf(OperationKind.class),
            // No two alike, else one of them would do for both.
            flop(pause ? "1e30" : "0").plus(flop(Integer.toString(i))));
    Terms terms = new Terms(START, START.plus(DAY.multipliedBy(80)), Set.of());
    Measure measure =
        pause
            ? new Measure.Pause(scope, DAY, terms)
            : new Measure.Slow(scope, flop("1e24").plus(flop(Integer.toString(i))), terms);
    return new Order(
        measure,
        DECIDING.get(1),
        subjects.singledOut(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "a benchmark");
  }

  private ActivityReport report(int i) {
    return report(i, 1);
  }

  /** Work on so many lineages, the i-th and those after it. */
  private ActivityReport report(int i, int lineages) {
    Instant from = START.plus(Duration.ofMinutes(i / operators));
    List<DeclaredActivity> activities = new ArrayList<>();
    for (int lineage = i; lineage < i + lineages; lineage++) {
      activities.add(
          new DeclaredActivity(
              ActivityCategory.TRAINING_RUN,
              "model",
              Optional.of("lineage-" + (lineages == 1 ? lineage % operators : lineage)),
              flop("1e15"),
              flop("1e15"),
              "fp8",
              Optional.empty(),
              DeviceTime.ZERO));
    }
    return new ActivityReport(
        site(i).name(),
        new BalancePeriod(from, from.plus(Duration.ofMinutes(1))),
        List.of(new AreaActivity(HALL, activities, DeviceTime.ZERO, new TreeMap<>())),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private PartyId operator(int i) {
    return PermitCharter.operator(i % operators);
  }

  SiteId site(int i) {
    return new SiteId(operator(i), "north");
  }

  private static Digest digest(long number) {
    return new Digest("%064x".formatted(number));
  }

  private static Flop flop(String decimal) {
    return Flop.ofDecimal(new BigDecimal(decimal));
  }
}
