package dev.standstill.page;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Status;
import dev.standstill.core.finding.Subject;
import dev.standstill.page.words.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What follows from all of it.
 *
 * @param question the question that the sentence answers
 * @param sentence the answer over all sites
 * @param source how the source itself stands, where it is refuted; else empty
 * @param tallies how many conclusions of each claim stand how
 */
public record Headline(String question, String sentence, String source, List<Tally> tallies) {

  /** How many conclusions on one claim are upheld, undecided and refuted. */
  public record Tally(String question, long upheld, long undecided, long refuted) {}

  public static Headline of(Evaluation evaluation) {
    boolean damaged =
        PageView.of(evaluation, Claim.INTEGRITY).anyMatch(c -> c.status() == Status.REFUTED);
    return new Headline(
        Sentences.question(Claim.DECLARED_ACTIVITY),
        sentence(evaluation),
        damaged
            ? "The source itself is refuted: its bytes are damaged. That counts against these"
                + " bytes, not against any party they speak of."
            : "",
        Arrays.stream(Claim.values())
            .map(claim -> tally(claim, PageView.of(evaluation, claim).toList()))
            .toList());
  }

  private static String sentence(Evaluation evaluation) {
    Map<String, List<Conclusion>> sites = sites(evaluation);
    if (sites.isEmpty()) {
      return evaluation.balances().isEmpty()
          ? "Nothing can be decided about anybody."
          : "No period is due yet: there is nothing to judge.";
    }
    String sentence = counted("site", sites.values());
    Map<Subject, List<Conclusion>> areas =
        PageView.of(evaluation, Claim.DECLARED_ACTIVITY)
            .filter(c -> c.subject().area().isPresent())
            .collect(Collectors.groupingBy(Conclusion::subject));
    boolean several = areas.keySet().stream().map(Subject::site).distinct().count() < areas.size();
    return several ? sentence + " " + counted("area", areas.values()) : sentence;
  }

  /** By site: its areas, or, if it never declared any, that it did not. */
  private static Map<String, List<Conclusion>> sites(Evaluation evaluation) {
    Map<String, List<Conclusion>> sites = new TreeMap<>();
    evaluation.conclusions().stream()
        .filter(c -> c.subject().site().isPresent())
        .filter(c -> c.claim() == Claim.DECLARED_ACTIVITY)
        .forEach(c -> sites.computeIfAbsent(site(c), s -> new ArrayList<>()).add(c));
    PageView.of(evaluation, Claim.DECLARED_SITE)
        .filter(c -> c.subject().site().isPresent())
        .forEach(c -> sites.computeIfAbsent(site(c), s -> List.of(c)));
    return sites;
  }

  private static String site(Conclusion conclusion) {
    return conclusion.subject().party() + "/" + conclusion.subject().site();
  }

  /** For example "Of three sites, one is upheld, one undecided and one refuted." */
  private static String counted(String noun, Collection<List<Conclusion>> all) {
    List<String> counts = new ArrayList<>();
    for (Status status : List.of(Status.UPHELD, Status.UNDECIDED, Status.REFUTED)) {
      long count = all.stream().filter(c -> status(c) == status).count();
      if (count == all.size()) {
        String whom =
            count == 1
                ? "The one " + noun + " is "
                : "All " + Names.number(count) + " " + noun + "s are ";
        return whom + Sentences.code(status) + ".";
      }
      if (count > 0) {
        String verb = counts.isEmpty() ? (count == 1 ? " is " : " are ") : " ";
        counts.add(Names.number(count) + verb + Sentences.code(status));
      }
    }
    return "Of " + Names.number(all.size()) + " " + noun + "s, " + Names.list(counts) + ".";
  }

  private static Status status(List<Conclusion> conclusions) {
    return switch (Standing.gravest(conclusions)) {
      case UPHELD -> Status.UPHELD;
      case UNDECIDED, MISSING -> Status.UNDECIDED;
      case REFUTED -> Status.REFUTED;
    };
  }

  private static Tally tally(Claim claim, List<Conclusion> conclusions) {
    return new Tally(
        Sentences.question(claim),
        count(conclusions, Status.UPHELD),
        count(conclusions, Status.UNDECIDED),
        count(conclusions, Status.REFUTED));
  }

  private static long count(List<Conclusion> conclusions, Status status) {
    return conclusions.stream().filter(c -> c.status() == status).count();
  }
}
