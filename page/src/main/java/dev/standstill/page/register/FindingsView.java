package dev.standstill.page.register;

import dev.standstill.page.FindingGroup;
import java.util.List;

/**
 * What was noticed, and the docket.
 *
 * @param groups all findings by code
 * @param cases the docket, newest first
 * @param unheard what was filed and had no effect
 */
record FindingsView(List<FindingGroup> groups, List<CaseView> cases, List<Unheard> unheard) {

  /** Something filed without effect. */
  record Unheard(String what, String why, Link statement) {}

  static FindingsView of(Books books, Links links) {
    List<Unheard> unheard =
        books.docket().stream()
            .flatMap(docket -> docket.unheard().stream())
            .map(one ->
                new Unheard(
                    OrderWords.spoken(one.fact().body().kind()) + " of " + one.fact().author(),
                    OrderWords.spoken(one.defect()),
                    new Link("entry " + one.fact().logIndex(), links.statement(one.fact().id()))))
            .toList();
    return new FindingsView(
        FindingGroup.all(books.snapshot().evaluation().findings()),
        CaseView.all(books, links),
        unheard);
  }
}
