package dev.standstill.core.order;

import dev.standstill.core.charter.Action;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an order commands: a restriction, or a change to another order. */
public sealed interface Measure {

  /** What binds sites. */
  sealed interface Restriction extends Measure {

    Scope scope();

    Terms terms();
  }

  /** What changes another order. */
  sealed interface Change extends Measure {

    /** The id of the order that is changed. */
    Digest order();
  }

  /**
   * Operations in scope together stay below a cap, shared out by permits.
   *
   * @param flopPerDay what they may execute in a day
   */
  record Slow(Scope scope, Flop flopPerDay, Terms terms) implements Restriction {}

  /**
   * Operations in scope stop.
   *
   * @param checkpointGrace how long a running job may take to save its work
   */
  record Pause(Scope scope, Duration checkpointGrace, Terms terms) implements Restriction {

    public Pause {
      if (checkpointGrace.isNegative()) {
        throw new IllegalArgumentException("a grace is 0 or longer: " + checkpointGrace);
      }
    }
  }

  /** Eases a restriction step by step, and for all at the same times. */
  record Resume(Digest order, List<Stage> stages) implements Change {

    /**
     * One step.
     *
     * @param at it takes effect at the first checkpoint whose log time reaches this
     * @param flopPerDay the cap that then remains; if empty nothing remains
     */
    public record Stage(Instant at, Optional<Flop> flopPerDay) {}

    public Resume {
      stages = List.copyOf(stages);
      if (stages.isEmpty()) {
        throw new IllegalArgumentException("a resume has at least one stage");
      }
      for (int i = 1; i < stages.size(); i++) {
        Stage before = stages.get(i - 1);
        Stage stage = stages.get(i);
        boolean looser =
            before.flopPerDay().isPresent()
                && (stage.flopPerDay().isEmpty()
                    || stage.flopPerDay().get().compareTo(before.flopPerDay().get()) > 0);
        if (!before.at().isBefore(stage.at()) || !looser) {
          throw new IllegalArgumentException("each stage comes later and permits more");
        }
      }
    }
  }

  /** The review was held: the restriction stays, and is reviewed again by then. */
  record Extend(Digest order, Instant reviewBy) implements Change {}

  /**
   * Another restriction in the place of one. The new one binds at once, the old one falls away at
   * {@code at}; between them both hold, so nobody need say which is the stricter.
   */
  record Amend(Digest order, Restriction replacement, Instant at) implements Change {}

  /** Takes back an order that has not yet taken effect. What has taken effect needs a resume. */
  record Withdraw(Digest order) implements Change {}

  /**
   * Suspends an order while its appeal is heard.
   *
   * @param appeal the id of the appeal
   * @param at a restriction is suspended from then on; a release that is still to come, at once
   * @param until when it holds again
   */
  record Stay(Digest order, Digest appeal, Instant at, Instant until) implements Change {

    public Stay {
      if (!at.isBefore(until)) {
        throw new IllegalArgumentException("a stay ends after it begins");
      }
    }
  }

  /** Whose quorum it needs. */
  default Action action() {
    return switch (this) {
      case Slow slow -> Action.SLOW;
      case Pause pause -> Action.PAUSE;
      case Resume resume -> Action.RESUME;
      case Extend extend -> Action.EXTEND;
      case Amend amend -> Action.AMEND;
      case Withdraw withdraw -> Action.WITHDRAW;
      case Stay stay -> Action.STAY;
    };
  }

  /** What it binds sites to, if anything. */
  default Optional<Restriction> restriction() {
    return switch (this) {
      case Restriction restriction -> Optional.of(restriction);
      case Amend amend -> Optional.of(amend.replacement());
      case Resume resume -> Optional.empty();
      case Extend extend -> Optional.empty();
      case Withdraw withdraw -> Optional.empty();
      case Stay stay -> Optional.empty();
    };
  }

  /** The order it changes, if any. */
  default Optional<Digest> target() {
    return switch (this) {
      case Restriction restriction -> Optional.empty();
      case Change change -> Optional.of(change.order());
    };
  }
}
