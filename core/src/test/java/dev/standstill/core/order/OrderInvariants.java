package dev.standstill.core.order;

import static dev.standstill.core.SampleLog.SITE_A;
import static dev.standstill.core.SampleLog.SITE_B;

import dev.standstill.core.order.OrderSearch.Envelope;
import dev.standstill.core.order.OrderSearch.Log;
import dev.standstill.core.order.OrderSearch.Seen;
import dev.standstill.core.order.OrderSearch.World;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of every log of {@link OrderSearch}, said without the fold: from the envelopes and
 * the days alone.
 */
final class OrderInvariants {
  private final World world;
  private final Log log;
  private final Seen seen;

  private final List<Boolean> endedAt;

  OrderInvariants(World world, OrderSearch.Reached reached) {
    this.world = world;
    this.log = reached.log();
    this.seen = reached.seen();
    this.endedAt = reached.ended();
  }

  Optional<String> violation() {
    return sitesDiffer()
        .or(this::haltWithoutQuorum)
        .or(this::capWithoutQuorum)
        .or(this::pauseEndedWithoutReason)
        .or(this::viewsDiffer)
        .or(this::receiptsMiscounted)
        .or(this::conditionMisread)
        .map(what -> what + " in " + log + ": " + seen.lives());
  }

  private Optional<String> sitesDiffer() {
    return seen.duty(SITE_A).equals(seen.duty(SITE_B))
        ? Optional.empty()
        : Optional.of("one site is released before another");
  }

  /** Whether a line was witnessed by a checkpoint, under the charter it is bound to. */
  private boolean witnessed(Envelope envelope) {
    for (OrderSearch.Line line : log.lines()) {
      if (line.envelope() == Envelope.ROTATION) {
        return false;
      }
      if (line.envelope() == envelope && line.after() < log.checkpoints()) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> haltWithoutQuorum() {
    boolean halted = seen.duty(SITE_A) instanceof Duty.Halt;
    return halted && !witnessed(Envelope.PAUSE) && !conditional().equals("halt")
        ? Optional.of("a pause without a quorum that witnesses saw")
        : Optional.empty();
  }

  /** Whoever is missing is who sent no receipt of its own; nobody sends one for another. */
  private Optional<String> receiptsMiscounted() {
    Set<SiteId> missing = new HashSet<>();
    if (!log.has(Envelope.RECEIPT)) {
      missing.add(SITE_A);
    }
    if (!log.has(Envelope.RECEIPT_OF_SOUTH)) {
      missing.add(SITE_B);
    }
    OrderLife life = seen.lives().get(OrderSearch.PAUSE_ID);
    boolean right =
        !(life instanceof OrderLife.InForce(var _, Set<SiteId> named, var _)
                && (!named.equals(missing) || missing.isEmpty()))
            && !(life instanceof OrderLife.Acknowledged && !missing.isEmpty());
    return right ? Optional.empty() : Optional.of("receipts are missing of " + missing);
  }

  /** What the conditional pause ought to demand. */
  private String conditional() {
    if (!witnessed(Envelope.CONDITIONAL_PAUSE)
        || !log.has(Envelope.CONDITIONAL_PAUSE_BY_THE_OTHER)) {
      return "nothing";
    }
    if (world.failed(log.day())) {
      return "otherwise";
    }
    return world.stepDown() && log.day() >= 30 ? "step down" : "halt";
  }

  private Optional<String> conditionMisread() {
    String demanded =
        seen.obligations().all().stream()
            .filter(obligation -> obligation.order().equals(OrderSearch.CONDITIONAL_ID))
            .map(obligation ->
                switch (obligation.duty()) {
                  case Duty.Halt halt -> "halt";
                  case Duty.Cap(Flop cap) when cap.equals(OrderSearch.OTHERWISE) -> "otherwise";
                  case Duty.Cap(Flop cap) when cap.equals(Flop.of("77")) -> "step down";
                  case Duty.Cap cap -> cap.toString();
                  case Duty.Free free -> "nothing";
                })
            .findFirst()
            .orElse("nothing");
    return demanded.equals(conditional())
        ? Optional.empty()
        : Optional.of("a conditional pause demands " + demanded + ", not " + conditional());
  }

  private Optional<String> capWithoutQuorum() {
    boolean capped =
        seen.obligations().all().stream()
            .anyMatch(o -> o.duty().equals(new Duty.Cap(Flop.of("1000"))));
    return capped && !witnessed(Envelope.SLOW) && !witnessed(Envelope.AMENDMENT)
        ? Optional.of("a slow without a quorum that witnesses saw")
        : Optional.empty();
  }

  private Optional<String> pauseEndedWithoutReason() {
    if (!witnessed(Envelope.PAUSE) || seen.duty(SITE_A) instanceof Duty.Halt) {
      return Optional.empty();
    }
    boolean steppedDown =
        world.stepDown()
            && log.day() >= 30
            && seen.duty(SITE_A).equals(new Duty.Cap(Flop.of("77")));
    boolean slowToo = world.stepDown() && log.day() >= 30;
    return released() || stayed() || steppedDown || slowToo
        ? Optional.empty()
        : Optional.of("a pause ended");
  }

  private boolean expired(OrderSearch.Line line) {
    return world.expires() && OrderSearch.DAYS[line.after()] >= 2;
  }

  /** Somebody released in time: logged two days before day 4, after the pause, conditions met. */
  private boolean released() {
    for (OrderSearch.Line line : after(Envelope.PAUSE)) {
      boolean releases =
          switch (line.envelope()) {
            case RESUME -> !rotated();
            case AMENDMENT -> bound(line, false);
            case RESUME_UNDER_THE_NEW -> bound(line, true);
            default -> false;
          };
      boolean inTime = line.after() < log.checkpoints() && OrderSearch.DAYS[line.after()] <= 2;
      // A stay holds up what was due on day 4 until day 6, and its conditions are read then.
      boolean heldUp = line.envelope() == Envelope.RESUME && log.has(Envelope.STAY_OF_RESUME);
      boolean met = world.met(4) || (heldUp && world.met(6));
      if (releases && inTime && log.day() >= 4 && met && !expired(line)) {
        return true;
      }
    }
    return false;
  }

  private boolean stayed() {
    // Those who signed the stay sign with a key that a rotation declares compromised.
    return log.day() >= 4
        && log.day() < 6
        && !rotated()
        && log.has(Envelope.APPEAL)
        && after(Envelope.PAUSE).stream()
            .anyMatch(line ->
                line.envelope() == Envelope.STAY
                    && line.after() < log.checkpoints()
                    && OrderSearch.DAYS[line.after()] <= 2
                    && !expired(line));
  }

  private List<OrderSearch.Line> after(Envelope envelope) {
    int first = 0;
    while (first < log.lines().size() && log.lines().get(first).envelope() != envelope) {
      first++;
    }
    return log.lines().subList(first, log.lines().size());
  }

  /** Whether the charter that the line is bound to was the newest when it was written. */
  private boolean bound(OrderSearch.Line line, boolean toTheNew) {
    int rotated = log.lines().indexOf(rotation());
    boolean later = rotated >= 0 && rotated < log.lines().indexOf(line);
    return later == toTheNew;
  }

  /** An expired charter is followed by another only once witnesses tell when that was. */
  private boolean rotated() {
    return log.has(Envelope.ROTATION)
        && (!world.expires() || rotation().after() < log.checkpoints());
  }

  private OrderSearch.Line rotation() {
    return log.lines().stream()
        .filter(line -> line.envelope() == Envelope.ROTATION)
        .findFirst()
        .orElse(new OrderSearch.Line(Envelope.ROTATION, -1));
  }

  /**
   * Who holds an earlier checkpoint saw at its time what everybody sees of that time later. Only a
   * key declared compromised afterwards may take a release back.
   */
  private Optional<String> viewsDiffer() {
    if (rotated()) {
      return Optional.empty();
    }
    for (int checkpoint = 2; checkpoint < log.checkpoints(); checkpoint++) {
      Moment then = Moment.of(OrderSearch.at(OrderSearch.DAYS[checkpoint - 1]));
      boolean now = ended(seen.state().life(OrderSearch.PAUSE_ID, then).orElse(null));
      if (now != endedAt.get(checkpoint - 2)) {
        return Optional.of("at checkpoint " + checkpoint + " one view is released, another not");
      }
    }
    return Optional.empty();
  }

  static boolean ended(@Nullable OrderLife life) {
    return life instanceof OrderLife.Lifted || life instanceof OrderLife.Replaced;
  }

  /** A line alone, without a checkpoint after it, changes nothing but by doubting what was. */
  static Optional<String> ofStep(Log log, Seen before, Log next, Seen after, boolean replay) {
    boolean looser = !after.duty(SITE_A).stricter(before.duty(SITE_A)).equals(after.duty(SITE_A));
    if (looser) {
      return Optional.of(
          "a line released somebody: " + log + " then " + next + " " + after.lives());
    }
    boolean changed =
        !before.obligations().all().equals(after.obligations().all())
            || before.lives().entrySet().stream()
                .filter(life -> !hindered(life.getValue()))
                .anyMatch(life -> !life.getValue().equals(after.lives().get(life.getKey())));
    boolean receipt =
        switch (next.lines().getLast().envelope()) {
          case RECEIPT, RECEIPT_OF_SOUTH, RECEIPT_IN_ANOTHERS_NAME -> true;
          default -> false;
        };
    if (receipt && !before.obligations().all().equals(after.obligations().all())) {
      return Optional.of("a receipt changed what binds in " + next + ": " + after.lives());
    }
    return replay && changed
        ? Optional.of("a replay changed " + before.lives() + " to " + after.lives() + " in " + next)
        : Optional.empty();
  }

  /** Shown before its charter was there: nobody counted its voices yet. */
  private static boolean hindered(OrderLife life) {
    return life instanceof OrderLife.Proposed proposed && proposed.hindrance().isPresent();
  }
}
