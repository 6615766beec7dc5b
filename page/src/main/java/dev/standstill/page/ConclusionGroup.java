package dev.standstill.page;

import dev.standstill.core.finding.Basis;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Detectable;
import dev.standstill.core.finding.NotEstablished;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.finding.WeakestLink;
import dev.standstill.core.site.Assumption;
import dev.standstill.page.words.Figures;
import dev.standstill.page.words.Sentences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Conclusions on one claim about one subject that rest on the same terms, so that these need to be
 * said once and not once a period.
 *
 * @param subject about whom
 * @param question the claim as a question
 * @param telling the latest among the gravest
 * @param others the rest, in order of time
 * @param terms what all of them rest on
 */
public record ConclusionGroup(
    String subject, String question, Entry telling, List<Entry> others, Terms terms) {

  /** One conclusion. */
  public record Entry(
      Standing standing,
      String period,
      String sentence,
      List<Because> reasons,
      String detectable,
      String evidence) {}

  /** One reason. */
  public record Because(String code, String meaning, String detail, String place, String points) {}

  /** What a conclusion rests on and leaves open, in plain sentences. */
  public record Terms(
      List<String> assumes,
      List<String> adversaries,
      String basis,
      List<String> weakest,
      List<String> notEstablished) {}

  private record Key(
      Claim claim,
      Subject subject,
      List<Assumption> assumes,
      Basis basis,
      List<WeakestLink> weakest,
      List<NotEstablished> open) {

    static Key of(Conclusion c) {
      return new Key(
          c.claim(), c.subject(), c.assumes(), c.basis(), c.weakestLinks(), c.notEstablished());
    }
  }

  public static List<ConclusionGroup> all(List<Conclusion> conclusions) {
    Map<Key, List<Conclusion>> groups =
        conclusions.stream()
            .collect(Collectors.groupingBy(Key::of, LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static ConclusionGroup of(Key key, List<Conclusion> members) {
    Standing gravest = Standing.gravest(members);
    Conclusion telling =
        members.reversed().stream()
            .filter(c -> Standing.of(c) == gravest)
            .findFirst()
            .orElseThrow();
    List<Conclusion> others = new ArrayList<>(members);
    others.remove(telling);
    return new ConclusionGroup(
        Names.subject(key.subject()),
        Sentences.question(key.claim()),
        entry(telling),
        others.stream().map(ConclusionGroup::entry).toList(),
        new Terms(
            key.assumes().stream().map(Sentences::assumption).toList(),
            members.stream()
                .flatMap(c -> c.detectable().stream())
                .map(ConclusionGroup::adversary)
                .distinct()
                .toList(),
            Sentences.basis(key.basis()),
            key.weakest().stream().map(Sentences::weakestLink).toList(),
            key.open().stream().map(Sentences::notEstablished).toList()));
  }

  private static Entry entry(Conclusion conclusion) {
    return new Entry(
        Standing.of(conclusion),
        conclusion.period().map(Figures::period).orElse(""),
        conclusion.sentence(),
        conclusion.reasons().stream()
            .map(r ->
                new Because(
                    Sentences.code(r.code()),
                    Sentences.reason(r.code()),
                    r.detail(),
                    r.place(),
                    String.join(", ", r.points())))
            .toList(),
        conclusion.detectable().map(ConclusionGroup::detectable).orElse(""),
        conclusion.evidence().stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static String detectable(Detectable d) {
    return "An undeclared "
        + Figures.flop(d.honestFlop())
        + " would have been seen with "
        + Figures.percent(d.probability())
        + " probability at "
        + Figures.percent(d.falseAlarm())
        + " false alarms, if all errors are honest; "
        + Figures.flop(d.adversarialFlop())
        + " against the adversary assumed.";
  }

  private static String adversary(Detectable d) {
    return "An adversary can push the measured compute down by "
        + Figures.percent(d.biasBound())
        + " at most. Source: "
        + d.biasSource()
        + ".";
  }
}
