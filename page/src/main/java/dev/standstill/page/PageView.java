package dev.standstill.page;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.page.words.Sentences;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that the page's template is given, in the order in which it is read.
 *
 * @param headline what follows from all of it, first
 * @param glances one for each area, or site without any
 * @param groups the conclusions that share a subject and all their terms
 * @param areas the balances, charted
 * @param findings what was noticed, by code
 * @param assumed all that any conclusion takes for granted
 * @param open all that no conclusion establishes
 */
public record PageView(
    Headline headline,
    List<Glance> glances,
    List<ConclusionGroup> groups,
    List<AreaView> areas,
    List<FindingGroup> findings,
    List<String> assumed,
    List<String> open) {

  static PageView of(ConclusionsPage page) {
    Evaluation evaluation = page.evaluation();
    List<Conclusion> conclusions = evaluation.conclusions();
    return new PageView(
        Headline.of(evaluation),
        Glance.all(evaluation, page.asOf()),
        ConclusionGroup.all(conclusions),
        AreaView.all(evaluation, page.charter()),
        FindingGroup.all(evaluation.findings()),
        conclusions.stream()
            .flatMap(c -> c.assumes().stream())
            .distinct()
            .sorted()
            .map(Sentences::assumption)
            .toList(),
        conclusions.stream()
            .flatMap(c -> c.notEstablished().stream())
            .distinct()
            .sorted()
            .map(Sentences::notEstablished)
            .toList());
  }

  public static Stream<Conclusion> of(Evaluation evaluation, Claim claim) {
    return evaluation.conclusions().stream().filter(c -> c.claim() == claim);
  }
}
