package dev.standstill.page.register;

import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.order.OrderLife.Waiting;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.page.Names;
import dev.standstill.page.words.Figures;
import dev.standstill.page.words.Sentences;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Orders in words. A new kind of order, or a new state of one, does not compile without them. */
final class OrderWords {

  private OrderWords() {}

  static String title(Order order) {
    return switch (order.measure()) {
      case Measure.Pause pause -> "Pause of " + scope(pause.scope());
      case Measure.Slow slow -> "Slow: " + scope(slow.scope());
      case Measure.Resume resume -> "Resume of order " + Ids.brief(resume.order());
      case Measure.Extend extend -> "Review held of order " + Ids.brief(extend.order());
      case Measure.Amend amend -> "Amendment of order " + Ids.brief(amend.order());
      case Measure.Withdraw withdraw -> "Withdrawal of order " + Ids.brief(withdraw.order());
      case Measure.Stay stay -> "Stay of order " + Ids.brief(stay.order());
    };
  }

  static String scope(Scope scope) {
    String above =
        scope.lineageAbove().isZero()
            ? ""
            : " of lineages above " + Figures.flop(scope.lineageAbove().toDouble());
    return operations(scope.operations()) + above + ", " + subjects(scope.subjects());
  }

  static String operations(Set<OperationKind> kinds) {
    Set<OperationKind> training = EnumSet.allOf(OperationKind.class);
    training.removeIf(kind -> !kind.trains());
    if (kinds.equals(training)) {
      return "all training";
    }
    return kinds.size() == OperationKind.values().length
        ? "all operations"
        : Names.list(kinds.stream().sorted().map(kind -> spoken(kind)).toList());
  }

  static String subjects(Subjects subjects) {
    return switch (subjects) {
      case Subjects.Everyone everyone -> "at every site of every party";
      case Subjects.Parties(Set<PartyId> parties) ->
          "at every site of " + Names.list(parties.stream().map(PartyId::name).toList());
      case Subjects.Sites(Set<SiteId> sites) ->
          "at " + Names.list(sites.stream().map(SiteId::toString).toList());
    };
  }

  /** A code as words. */
  static String spoken(Enum<?> code) {
    return Sentences.code(code).replace('-', ' ');
  }

  /** The state as one word, as commands print it. */
  static String word(OrderLife life) {
    return switch (life) {
      case OrderLife.Proposed proposed -> "proposed";
      case OrderLife.Refused refused -> "refused";
      case OrderLife.Adopted adopted -> "adopted";
      case OrderLife.InForce inForce -> "in force";
      case OrderLife.Acknowledged acknowledged -> "acknowledged";
      case OrderLife.Verified verified -> "verified";
      case OrderLife.SteppedDown down -> "stepped down";
      case OrderLife.Eased eased -> "eased";
      case OrderLife.Lifted lifted -> "lifted";
      case OrderLife.Replaced replaced -> "replaced";
      case OrderLife.Withdrawn withdrawn -> "withdrawn";
      case OrderLife.Stayed stayed -> "stayed";
      case OrderLife.ConditionFailed failed -> "condition failed";
      case OrderLife.Lapsed lapsed -> "lapsed";
    };
  }

  static String sentence(OrderLife life) {
    return switch (life) {
      case OrderLife.Proposed(var signers, var hindrance) ->
          "Some have signed, not the quorum; it binds nobody."
              + hindrance
                  .map(why -> " As it stands it would be refused: " + spoken(why) + ".")
                  .orElse("");
      case OrderLife.Refused(var defect) ->
          "A quorum signed it and it has no effect: " + spoken(defect) + ".";
      case OrderLife.Adopted(var place, var waiting) -> "A quorum signed it. " + waits(waiting);
      case OrderLife.InForce(var place, var missing, var overdue) ->
          "It binds. " + receipts(missing.size()) + review(overdue);
      case OrderLife.Acknowledged(var place, var overdue) ->
          "It binds, and every site has acknowledged it." + review(overdue);
      case OrderLife.Verified(var place, var overdue) ->
          "It binds, and every site was concluded to keep it." + review(overdue);
      case OrderLife.SteppedDown(var cap) ->
          "Nobody reviewed it in time: it is now the cap of the charter, " + perDay(cap) + ".";
      case OrderLife.Eased(var by, var cap) ->
          "Order " + Ids.brief(by) + " eased it to " + perDay(cap) + ".";
      case OrderLife.Lifted(var by) -> "Order " + Ids.brief(by) + " ended it.";
      case OrderLife.Replaced(var by) -> "Order " + Ids.brief(by) + " stands in its place.";
      case OrderLife.Withdrawn(var by) ->
          "Order " + Ids.brief(by) + " took it back before it took effect.";
      case OrderLife.Stayed(var by, var until) ->
          "Order " + Ids.brief(by) + " suspends it until " + Figures.instant(until) + ".";
      case OrderLife.ConditionFailed(var cap) ->
          "Those it depends on are no longer seen to keep it; "
              + cap.map(flop -> "a cap of " + perDay(flop) + " remains.")
                  .orElse("nothing of it remains.");
      case OrderLife.Lapsed lapsed ->
          "It ran out: its conditions were not read as met at its time, or its stay is over.";
    };
  }

  private static String receipts(int missing) {
    return missing == 0
        ? "No receipt is missing."
        : WorldView.capital(Names.number(missing))
            + " of its receipts "
            + (missing == 1 ? "is" : "are")
            + " missing.";
  }

  private static String review(boolean overdue) {
    return overdue ? " Its review is overdue; it does not end by that." : "";
  }

  private static String waits(Waiting waiting) {
    return switch (waiting) {
      case WITNESSES -> "It waits for witnesses to cosign a checkpoint that covers it.";
      case START -> "It waits for the time from which it holds.";
      case CONDITION -> "It waits for others who must adopt it too.";
      case EFFECT_TIME -> "It waits for a checkpoint whose log time reaches its time.";
    };
  }

  static String perDay(Flop flop) {
    return Figures.flop(flop.toDouble()) + " a day";
  }

  /** Whether it restrains anybody now. */
  static boolean binds(OrderLife life) {
    return switch (life) {
      case OrderLife.InForce inForce -> true;
      case OrderLife.Acknowledged acknowledged -> true;
      case OrderLife.Verified verified -> true;
      case OrderLife.SteppedDown down -> true;
      case OrderLife.Eased eased -> true;
      case OrderLife.ConditionFailed(var cap) -> cap.isPresent();
      case OrderLife.Proposed proposed -> false;
      case OrderLife.Refused refused -> false;
      case OrderLife.Adopted adopted -> false;
      case OrderLife.Lifted lifted -> false;
      case OrderLife.Replaced replaced -> false;
      case OrderLife.Withdrawn withdrawn -> false;
      case OrderLife.Stayed stayed -> false;
      case OrderLife.Lapsed lapsed -> false;
    };
  }

  static String duty(Duty duty) {
    return switch (duty) {
      case Duty.Free free -> "nothing";
      case Duty.Cap(var cap) -> "together no more than " + perDay(cap);
      case Duty.Halt(var grace, var by) ->
          by.map(time -> "a halt by " + Figures.instant(time))
              .orElse(
                  "a halt, " + Figures.duration(grace) + " after it began, which nobody can date");
    };
  }

  static String quorum(Quorum quorum) {
    return switch (quorum) {
      case Quorum.Member(PartyId party) -> party.name();
      case Quorum.AtLeast(int threshold, List<Quorum> members) ->
          Names.number(threshold)
              + " of "
              + members.stream()
                  .map(member ->
                      member instanceof Quorum.Member ? quorum(member) : "(" + quorum(member) + ")")
                  .collect(Collectors.joining(", "));
    };
  }
}
