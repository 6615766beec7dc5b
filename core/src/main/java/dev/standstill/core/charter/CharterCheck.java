package dev.standstill.core.charter;

import dev.standstill.core.charter.CharterDefect.Code;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes a charter unfit to be signed although it can be read: a voice that decides or blocks
 * alone, and times that cannot all be kept.
 */
public final class CharterCheck {
  private static final String QUORUMS = "governance/quorums/";
  private static final String CLOCKS = "governance/clocks/";
  private static final String BREAK_GLASS = "governance/permits/breakGlass/";
  private static final String POLICY = "policy";

  private final List<CharterDefect> defects = new ArrayList<>();

  private CharterCheck() {}

  /**
   * Looks for everything, in the order of the charter.
   *
   * @param charter the charter
   * @param policy whose witnesses the log's policy counts on; empty if the policy is not at hand,
   *     and then it is not looked at
   */
  public static List<CharterDefect> of(Charter charter, Optional<WitnessGroup> policy) {
    CharterCheck check = new CharterCheck();
    charter
        .governance()
        .ifPresent(part -> {
          check.quorums(charter, part);
          part.permits()
              .flatMap(PermitRules::breakGlass)
              .ifPresent(rules -> check.breakGlass(charter, part, rules));
          check.clocks(charter, part);
          check.sources(part.freshness());
        });
    policy.ifPresent(check::witnesses);
    return List.copyOf(check.defects);
  }

  private void quorums(Charter charter, Governance governance) {
    for (Action action : Action.values()) {
      quorum(charter, governance.quorum(action), place(action), silentAtMost(action, governance));
    }
    int stay = governance.quorum(Action.STAY).fewestToDecide();
    int resume = governance.quorum(Action.RESUME).fewestToDecide();
    if (stay < resume) {
      add(
          Code.STAY_EASIER_THAN_RESUME,
          place(Action.STAY),
          stay + " parties suspend what only " + resume + " release");
    }
  }

  private void quorum(Charter charter, Quorum quorum, String place, long silent) {
    if (quorum.fewestToBlock() <= silent) {
      add(
          Code.QUORUM_UNREACHABLE_BY_RECUSAL,
          place,
          "without "
              + quorum.fewestToBlock()
              + " of its parties nobody can decide, and one case may silence "
              + silent);
    }
    if (quorum.fewestToDecide() == 1) {
      add(Code.QUORUM_OF_ONE, place, "one party alone decides");
    }
    for (PartyId party : quorum.parties()) {
      if (!charter.party(party).map(known -> known.holds(Role.ADJUDICATOR)).orElse(false)) {
        add(Code.VOICE_WITHOUT_ROLE, place, party + " has a voice but is no adjudicator");
      }
    }
  }

  /** In an emergency the site's own party has no voice, and others may have stepped aside. */
  private void breakGlass(Charter charter, Governance governance, BreakGlassRules rules) {
    quorum(charter, rules.quorum(), BREAK_GLASS + "quorum", 1L + governance.recusalsMax());
    if (rules.lengthMax().compareTo(BreakGlassRules.LENGTH_ADVISED) > 0) {
      add(
          Code.BREAK_GLASS_TOO_LONG,
          BREAK_GLASS + "lengthMaxSeconds",
          "such a permit may last "
              + rules.lengthMax().toSeconds()
              + " s, more than "
              + BreakGlassRules.LENGTH_ADVISED.toSeconds());
    }
  }

  /**
   * How many voices one case may cost: whom it is about, and whoever steps aside. Only a new
   * charter is about nobody; but one party that vanishes must not be able to stop it either.
   */
  private static long silentAtMost(Action action, Governance governance) {
    return action == Action.CHARTER ? 1 : 1L + governance.recusalsMax();
  }

  /** The place as the charter's file spells it. */
  private static String place(Action action) {
    return QUORUMS + action.name().toLowerCase(Locale.ROOT);
  }

  private void clocks(Charter charter, Governance governance) {
    Clocks clocks = governance.clocks();
    if (clocks.resumeDelay().compareTo(clocks.checkpointGrace()) < 0) {
      clash("resumeDelay", "a release could come before the last job has stopped");
    }
    if (clocks.acknowledgement().compareTo(clocks.resumeDelay()) > 0) {
      clash("acknowledgement", "an order could be lifted before its receipt is due");
    }
    Duration reported = charter.calendar().periodLength().plus(charter.calendar().due());
    if (clocks.timeliness().compareTo(reported) < 0) {
      clash("timeliness", "conclusions are due before the reports they are drawn from");
    }
    Optional<Instant> expires = governance.validity().expires();
    if (expires.isPresent()) {
      Instant from = governance.validity().from().orElse(charter.standingLimit().from());
      Duration life = Duration.between(from, expires.get());
      if (life.compareTo(clocks.reviewInterval()) < 0) {
        clash("reviewInterval", "the charter expires before a review is due");
      }
      if (life.compareTo(clocks.resumeDelay()) < 0) {
        clash("resumeDelay", "the charter expires before anything can be released");
      }
    }
    Freshness freshness = governance.freshness();
    if (freshness.limit().plus(freshness.deadManGrace()).compareTo(clocks.resumeDelay()) > 0) {
      clash("resumeDelay", "a release could come before every site had to know of it");
    }
    if (governance.stepDownFlopPerDay().isPresent()
        && clocks.reviewInterval().compareTo(clocks.resumeDelay()) < 0) {
      clash("reviewInterval", "a pause could step down sooner than it could be lifted");
    }
  }

  private void sources(Freshness freshness) {
    Set<PartyId> parties = new TreeSet<>();
    freshness.sources().forEach(source -> parties.add(source.party()));
    if (parties.size() < Freshness.SOURCES_MIN) {
      add(
          Code.TOO_FEW_SOURCES,
          "governance/freshness/sources",
          parties.size() + " parties run sources; at least " + Freshness.SOURCES_MIN);
    }
  }

  private void witnesses(WitnessGroup policy) {
    if (policy.satisfiedBy(witness -> false)) {
      add(Code.POLICY_WITHOUT_WITNESSES, POLICY, "no witness is asked for");
      return;
    }
    Set<PartyId> parties = new TreeSet<>();
    for (WitnessGroup.Witness witness : policy.witnesses()) {
      witness
          .party()
          .ifPresentOrElse(
              parties::add,
              () -> add(Code.WITNESS_WITHOUT_PARTY, POLICY, "who runs " + witness.name() + "?"));
    }
    for (PartyId party : parties) {
      Optional<PartyId> owner = Optional.of(party);
      if (policy.satisfiedBy(witness -> witness.party().equals(owner))) {
        add(Code.POLICY_SATISFIED_BY_ONE_PARTY, POLICY, party + " alone makes a checkpoint");
      }
      if (!policy.satisfiedBy(witness -> !witness.party().equals(owner))) {
        add(Code.POLICY_BLOCKED_BY_ONE_PARTY, POLICY, party + " alone stops every checkpoint");
      }
    }
  }

  private void clash(String clock, String detail) {
    add(Code.CLOCKS_CONTRADICT, CLOCKS + clock, detail);
  }

  private void add(Code code, String place, String detail) {
    defects.add(new CharterDefect(code, place, detail));
  }
}
