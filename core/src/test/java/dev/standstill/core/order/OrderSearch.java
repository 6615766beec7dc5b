package dev.standstill.core.order;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.CONDITION;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SampleLog.SITE_A;
import static dev.standstill.core.SampleLog.SITE_B;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SampleReport;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.rule.OperationKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Every log that a small world can write, folded by the real fold. Three parties, two of three for
 * everything, two sites; two orders, a proposal, releases in time and too early, withdrawal, stay
 * with its appeal, extension, amendment, receipt; a rotation that declares a key compromised; an
 * expiry; statements under the old charter after it, and every statement again. A step puts one
 * envelope into the log or makes the next checkpoint, whose time witnesses vouch for.
 */
final class OrderSearch {
  /** Days of the checkpoints. A release is due on day 4, a review on day 30. */
  static final int[] DAYS = {0, 1, 2, 4, 6, 31};

  private static final int RELEASE_DAY = 4;
  private static final int STAY_UNTIL_DAY = 6;

  private static final List<Digest> IDS =
      IntStream.range(0, 20).mapToObj(SampleReport::digest).toList();
  private static final Digest SECOND = SampleReport.digest(1_002);
  private static final Order PAUSE_ORDER =
      SampleLog.order(SampleLog.pause(new Subjects.Everyone(), Set.of(CONDITION)), A);
  private static final Order SLOW_ORDER = SampleLog.order(SampleLog.slow(), B);

  /** What can be put into the log. */
  enum Envelope {
    PAUSE,
    PAUSE_BY_ONE,
    PAUSE_BY_ANOTHER,
    SLOW,
    RESUME,
    RESUME_BY_ONE,
    RESUME_BY_PROPOSER_AND_STRANGER,
    RESUME_TOO_EARLY,
    ROTATION,
    RESUME_UNDER_THE_NEW,
    APPEAL,
    APPEAL_OF_RESUME,
    STAY,
    STAY_OF_RESUME,
    WITHDRAWAL,
    WITHDRAWAL_OF_PAUSE,
    EXTENSION,
    AMENDMENT,
    RECEIPT
  }

  /** So that the search, which goes on where it came last, begins with the pause. */
  private static final List<Envelope> LAST_FIRST = List.of(Envelope.values()).reversed();

  /** What differs from one search to the next. */
  record World(boolean stepDown, boolean expires, int metFromDay, int unmetFromDay, int depth) {

    boolean met(int day) {
      return day >= metFromDay && day < unmetFromDay;
    }
  }

  /** A rule to put in the place of the real one. */
  record Rules(Supplier<OrderRule> rule, Function<Circumstances, OrderCourse> course) {
    static final Rules REAL = new Rules(OrderRule::new, OrderCourse::new);
  }

  /** A line of the log, and after how many checkpoints it was written. */
  record Line(Envelope envelope, int after) {}

  /** A log so far, and how many checkpoints there are. */
  record Log(List<Line> lines, int checkpoints) {

    int day() {
      return DAYS[checkpoints - 1];
    }

    Moment moment() {
      return Moment.of(at(day()));
    }

    /** How many lines the newest checkpoint covers. */
    int witnessed() {
      return (int) lines.stream().filter(line -> line.after() < checkpoints).count();
    }

    Log with(Envelope envelope) {
      List<Line> longer = new ArrayList<>(lines);
      longer.add(new Line(envelope, checkpoints));
      return new Log(List.copyOf(longer), checkpoints);
    }

    Log ticked() {
      return new Log(lines, checkpoints + 1);
    }

    /** A statement that cites another one cannot come before it. */
    boolean mayHold(Envelope envelope) {
      return switch (envelope) {
        case APPEAL, RECEIPT ->
            has(Envelope.PAUSE) || has(Envelope.PAUSE_BY_ONE) || has(Envelope.PAUSE_BY_ANOTHER);
        case APPEAL_OF_RESUME ->
            has(Envelope.RESUME)
                || has(Envelope.RESUME_BY_ONE)
                || has(Envelope.RESUME_BY_PROPOSER_AND_STRANGER);
        default -> true;
      };
    }

    boolean has(Envelope envelope) {
      return lines.stream().anyMatch(line -> line.envelope() == envelope);
    }
  }

  private final World world;
  private final Rules rules;
  private final Charter first;
  private final Charter second;
  final Digest pauseId = SampleReport.digest(1);
  final Digest resumeId = SampleReport.digest(2);
  private final Map<Integer, Circumstances> known = new HashMap<>();
  private final CharterHistory beginning;
  long states;
  long transitions;

  OrderSearch(World world, Rules rules) {
    this.world = world;
    this.rules = rules;
    this.first = SampleGovernance.charter(this::vary);
    this.beginning = CharterHistory.of(SampleGovernance.logged(first, 0, Optional.empty()));
    this.second =
        SampleGovernance.charter(fields -> {
          vary(fields);
          fields.version = 2;
          fields.keys = Map.of(B, List.of("key-b-new"));
          fields.compromised = List.of(new CompromisedKey("key-b", 0));
        });
  }

  private void vary(SampleGovernance.Fields fields) {
    fields.stepDown = world.stepDown() ? Optional.of(Flop.of("77")) : Optional.empty();
    fields.validity =
        world.expires() ? new Validity(Optional.empty(), Optional.of(at(2))) : Validity.UNLIMITED;
  }

  static Instant at(int day) {
    return START.plus(DAY.multipliedBy(day));
  }

  /**
   * A log on the way.
   *
   * @param seen what its reader sees
   * @param ended whether readers of its earlier checkpoints saw the pause ended, in their order
   */
  record Reached(Log log, Seen seen, List<Boolean> ended) {}

  /** Goes through every log; the first violation ends it. */
  Optional<String> run() {
    Log empty = new Log(List.of(), 1);
    Deque<Reached> open = new ArrayDeque<>();
    open.add(new Reached(empty, look(empty), List.of()));
    while (!open.isEmpty()) {
      Reached reached = open.removeLast();
      Log log = reached.log();
      states++;
      Optional<String> wrong = new OrderInvariants(this, world, reached).violation();
      if (wrong.isPresent()) {
        return wrong;
      }
      for (Envelope envelope : LAST_FIRST) {
        boolean replay = log.has(envelope);
        if ((log.lines().size() >= world.depth() && !replay) || !log.mayHold(envelope)) {
          continue;
        }
        transitions++;
        Log next = log.with(envelope);
        Seen after = look(next);
        Optional<String> broken = OrderInvariants.ofStep(log, reached.seen(), next, after, replay);
        if (broken.isPresent()) {
          return broken;
        }
        // A replay changed nothing, so what follows it follows without it too: no log twice.
        if (!replay) {
          open.add(new Reached(next, after, reached.ended()));
        }
      }
      if (log.checkpoints() < DAYS.length) {
        transitions++;
        Log next = log.ticked();
        Seen after = look(next);
        List<Boolean> ended = new ArrayList<>(reached.ended());
        ended.add(OrderInvariants.ended(after.lives().get(pauseId)));
        open.add(new Reached(next, after, List.copyOf(ended)));
      }
    }
    return Optional.empty();
  }

  /** What somebody who has this log sees at its newest checkpoint. */
  record Seen(OrderState state, Obligations obligations, Map<Digest, OrderLife> lives) {

    Duty duty(SiteId site) {
      return obligations.duty(site, OperationKind.PRE_TRAINING, Flop.ZERO);
    }
  }

  Seen look(Log log) {
    Moment moment = log.moment();
    Written written = new Written();
    log.lines().forEach(line -> written.write(line, log.checkpoints()));
    List<PublishedFact<? extends StatementBody>> facts = written.believed();
    Circumstances circumstances = circumstances(log.witnessed());
    circumstances = circumstances.with(Docket.fold(written.history, facts).proceedings());
    OrderState state =
        OrderState.fold(
            written.history,
            facts,
            circumstances,
            rules.rule().get(),
            rules.course().apply(circumstances));
    Map<Digest, OrderLife> lives = new HashMap<>();
    state.orders().forEach(id -> lives.put(id, state.life(id, moment).orElseThrow()));
    return new Seen(state, state.at(moment), lives);
  }

  private Circumstances circumstances(int witnessedLines) {
    return known.computeIfAbsent(witnessedLines, this::readings);
  }

  private Circumstances readings(int witnessedLines) {
    List<Circumstances.ConditionReading> readings = new ArrayList<>();
    for (int day : DAYS) {
      readings.add(new Circumstances.ConditionReading(CONDITION, at(day), world.met(day)));
    }
    return new Circumstances(
        1 + witnessedLines,
        Proceedings.NONE,
        Set.of(SITE_A, SITE_B),
        readings,
        Optional.of(List.of()),
        Optional.of(Map.of()),
        Set.of());
  }

  /** The log as facts. */
  private final class Written {
    private final List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>();
    private CharterHistory history = beginning;

    private void write(Line line, int checkpoints) {
      long index = 1L + facts.size();
      Optional<Instant> by =
          line.after() < checkpoints ? Optional.of(at(DAYS[line.after()])) : Optional.empty();
      InclusionTime time = new InclusionTime(Optional.of(at(DAYS[line.after() - 1])), by);
      Digest v1 = history.versions().getFirst().id();
      Digest v2 = SECOND;
      switch (line.envelope()) {
        case PAUSE -> put(index, pauseId, pause(), time, v1, A, B);
        case PAUSE_BY_ONE -> put(index, pauseId, pause(), time, v1, A);
        case PAUSE_BY_ANOTHER -> put(index, pauseId, pause(), time, v1, B);
        case SLOW -> put(index, id(3), SLOW_ORDER, time, v1, B, C);
        case RESUME -> put(index, resumeId, resume(), time, v1, A, B);
        case RESUME_BY_ONE -> put(index, resumeId, resume(), time, v1, A);
        case RESUME_BY_PROPOSER_AND_STRANGER ->
            put(index, resumeId, resume(), time, v1, A, new PartyId("stranger"));
        case RESUME_TOO_EARLY ->
            put(index, id(4), SampleLog.order(SampleLog.resume(pauseId, at(1)), C), time, v1, A, C);
        case ROTATION -> rotate(index, time, v1);
        case RESUME_UNDER_THE_NEW ->
            put(
                index,
                id(5),
                SampleLog.order(SampleLog.resume(pauseId, at(RELEASE_DAY)), C),
                time,
                v2,
                A,
                C);
        case APPEAL -> put(index, id(6), new Appeal(cite(pauseId), "wrong"), time, v1, C);
        case APPEAL_OF_RESUME ->
            put(index, id(12), new Appeal(cite(resumeId), "too soon"), time, v1, C);
        case STAY ->
            put(
                index,
                id(7),
                SampleLog.order(
                    new Measure.Stay(pauseId, id(6), at(RELEASE_DAY), at(STAY_UNTIL_DAY)), B),
                time,
                v1,
                B,
                C);
        case STAY_OF_RESUME ->
            put(
                index,
                id(8),
                SampleLog.order(
                    new Measure.Stay(resumeId, id(12), at(RELEASE_DAY), at(STAY_UNTIL_DAY)), B),
                time,
                v1,
                B,
                C);
        case WITHDRAWAL ->
            put(index, id(9), SampleLog.order(new Measure.Withdraw(resumeId), B), time, v1, B, C);
        case WITHDRAWAL_OF_PAUSE ->
            put(index, id(10), SampleLog.order(new Measure.Withdraw(pauseId), B), time, v1, B, C);
        case EXTENSION ->
            put(
                index,
                id(11),
                SampleLog.order(new Measure.Extend(pauseId, at(60)), A),
                time,
                v1,
                A,
                C);
        case AMENDMENT ->
            put(
                index,
                id(13),
                SampleLog.order(new Measure.Amend(pauseId, SampleLog.slow(), at(RELEASE_DAY)), A),
                time,
                v1,
                A,
                C);
        case RECEIPT ->
            put(index, id(14), new Acknowledgement("north", cite(pauseId)), time, v1, A);
      }
    }

    private static Digest id(int number) {
      return IDS.get(number);
    }

    private static Order pause() {
      return PAUSE_ORDER;
    }

    private Order resume() {
      return SampleLog.order(SampleLog.resume(pauseId, at(RELEASE_DAY)), A);
    }

    /** The first inclusion; {@link Log#mayHold} sees to it that there is one. */
    private Citation cite(Digest id) {
      return facts.stream()
          .filter(fact -> fact.id().equals(id))
          .map(fact -> new Citation(fact.logIndex(), id))
          .findFirst()
          .orElseThrow();
    }

    private void put(
        long index,
        Digest id,
        StatementBody body,
        InclusionTime time,
        Digest charter,
        PartyId... signers) {
      facts.add(
          new PublishedFact<>(
              signers[0], index, id, body, Signers.of(signers), time, Optional.of(charter)));
    }

    private void rotate(long index, InclusionTime time, Digest v1) {
      PublishedFact<Charter> next =
          new PublishedFact<>(A, index, SECOND, second, Signers.of(A, B, C), time, Optional.of(v1));
      facts.add(next);
      if (history.rotate(next, Set.of(A, B, C))
          instanceof CharterHistory.Rotation.Accepted(CharterHistory longer)) {
        history = longer;
      }
    }

    /** Once a key is declared compromised, its party is doubted wherever it signed with it. */
    private List<PublishedFact<? extends StatementBody>> believed() {
      if (history.versions().size() == 1) {
        return facts;
      }
      List<PublishedFact<? extends StatementBody>> doubted = new ArrayList<>();
      for (PublishedFact<? extends StatementBody> fact : facts) {
        Set<PartyId> parties = fact.signers().parties();
        boolean old = parties.contains(B) && !(fact.body() instanceof Charter);
        doubted.add(
            old
                ? new PublishedFact<>(
                    fact.author(),
                    fact.logIndex(),
                    fact.id(),
                    fact.body(),
                    new Signers(parties, Set.of(B)),
                    fact.loggedAt(),
                    fact.charter())
                : fact);
      }
      return doubted;
    }
  }
}
