package dev.standstill.core.decision;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.Proceedings;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All cases of a log.
 *
 * @param cases in the order in which they were opened
 * @param proceedings what orders may rest on
 * @param unheard what was filed and had no effect, in the order of the log
 */
public record Docket(List<Case> cases, Proceedings proceedings, List<Unheard> unheard) {

  /** Something that was filed and had no effect; it is kept. */
  public record Unheard(PublishedFact<? extends StatementBody> fact, DocketDefect defect) {}

  public Docket {
    cases = List.copyOf(cases);
    unheard = List.copyOf(unheard);
  }

  /**
   * Folds a log.
   *
   * @param history the versions of the charter that were accepted from the same log
   * @param facts in any order; the log index decides
   */
  public static Docket fold(
      CharterHistory history, List<? extends PublishedFact<? extends StatementBody>> facts) {
    List<PublishedFact<? extends StatementBody>> ordered =
        facts.stream()
            .<PublishedFact<? extends StatementBody>>map(fact -> fact)
            .sorted(Comparator.comparingLong(PublishedFact::logIndex))
            .toList();
    DocketFold fold = new DocketFold(history, ordered);
    ordered.forEach(fold::take);
    return fold.close();
  }

  /** The case of this name. */
  public Optional<Case> find(Digest id) {
    return cases.stream().filter(known -> known.id().equals(id)).findFirst();
  }

  /**
   * The orders of the same log, resting on this docket: so nobody folds orders and forgets the
   * rulings they cite.
   */
  public static OrderState orders(
      CharterHistory history,
      List<? extends PublishedFact<? extends StatementBody>> facts,
      Circumstances circumstances) {
    return OrderState.fold(history, facts, circumstances.with(fold(history, facts).proceedings()));
  }
}
