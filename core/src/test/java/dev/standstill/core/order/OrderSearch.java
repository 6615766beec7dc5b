package dev.standstill.core.order;

import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.CONDITION;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SampleLog.SITE_A;
import static dev.standstill.core.SampleLog.SITE_B;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleReport;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.rule.OperationKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every log that a small world can write, folded by the real fold. Three parties, two of three for
 * everything, two sites; two orders, a proposal, releases in time and too early, withdrawal, stay
 * with its appeal, extension, amendment, receipt; a rotation that declares a key compromised; an
 * expiry; statements under the old charter after it, and every statement again; in some worlds
 * receipts of each site, and a pause that waits for another party and lasts while it is seen to
 * keep it. A step puts one envelope into the log or makes the next checkpoint, whose time witnesses
 * vouch for.
 */
final class OrderSearch {
  /** Days of the checkpoints. A release is due on day 4, a review on day 30. */
  static final int[] DAYS = {0, 1, 2, 4, 6, 31};

  static final int NEVER = 1_000;

  static final Digest PAUSE_ID = SampleReport.digest(1);
  static final Digest RESUME_ID = SampleReport.digest(2);
  static final Digest CONDITIONAL_ID = SampleReport.digest(17);

  /** What remains of the conditional pause once the other is not seen to keep it. */
  static final Flop OTHERWISE = Flop.of("500");

  /** How many days somebody may stay refuted or undecided. */
  static final int TIMELINESS_DAYS = 3;

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
    RECEIPT,
    RECEIPT_OF_SOUTH,
    RECEIPT_IN_ANOTHERS_NAME,
    CONDITIONAL_PAUSE,
    CONDITIONAL_PAUSE_BY_THE_OTHER
  }

  /** Everything but what only some searches are about. */
  static final Set<Envelope> ORDERS = EnumSet.range(Envelope.PAUSE, Envelope.RECEIPT);

  /** What differs from one search to the next. */
  record World(
      boolean stepDown,
      boolean expires,
      int metFromDay,
      int unmetFromDay,
      int brokenFromDay,
      int depth,
      Set<Envelope> envelopes) {

    World(boolean stepDown, boolean expires, int metFromDay, int unmetFromDay, int depth) {
      this(stepDown, expires, metFromDay, unmetFromDay, NEVER, depth, ORDERS);
    }

    boolean met(int day) {
      return day >= metFromDay && day < unmetFromDay;
    }

    /** Whether the other has been seen not to keep the conditional pause for too long. */
    boolean failed(int day) {
      return day > brokenFromDay + TIMELINESS_DAYS;
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
        case APPEAL, RECEIPT, RECEIPT_OF_SOUTH, RECEIPT_IN_ANOTHERS_NAME ->
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
  private final Charter second;
  private final Map<Integer, Circumstances> known = new HashMap<>();
  private final CharterHistory beginning;

  /** So that the search, which goes on where it came last, begins with the pause. */
  private final List<Envelope> lastFirst;

  long states;
  long transitions;

  OrderSearch(World world, Rules rules) {
    this.world = world;
    this.rules = rules;
    this.lastFirst = List.copyOf(EnumSet.copyOf(world.envelopes())).reversed();
    Charter first = SampleGovernance.charter(this::vary);
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
    fields.timeliness = DAY.multipliedBy(TIMELINESS_DAYS);
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
      Optional<String> wrong = new OrderInvariants(world, reached).violation();
      if (wrong.isPresent()) {
        return wrong;
      }
      for (Envelope envelope : lastFirst) {
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
        ended.add(OrderInvariants.ended(after.lives().get(PAUSE_ID)));
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
    WrittenLog written = new WrittenLog(beginning, second);
    log.lines().forEach(line -> written.write(line, log.checkpoints()));
    List<PublishedFact<? extends StatementBody>> facts = written.believed();
    Circumstances circumstances = circumstances(log.witnessed());
    circumstances = circumstances.with(Docket.fold(written.history(), facts).proceedings());
    OrderState state =
        OrderState.fold(
            written.history(),
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
        Optional.of(
            List.of(
                new Circumstances.Standing(C, at(0), true),
                new Circumstances.Standing(C, at(world.brokenFromDay()), false))),
        Optional.of(Map.of()),
        Set.of());
  }
}
