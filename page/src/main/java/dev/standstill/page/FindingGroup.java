package dev.standstill.page;

import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.page.words.Figures;
import dev.standstill.page.words.Sentences;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All findings of one code.
 *
 * @param code as printed everywhere
 * @param sentence what it means
 * @param lines one for each
 */
public record FindingGroup(String code, String sentence, List<Line> lines) {

  /** Above so many, they are folded away until a reader asks. */
  private static final int SHOWN = 5;

  /** One finding. */
  public record Line(String subject, String period, String points, String detail) {}

  public static List<FindingGroup> all(List<Finding> findings) {
    Map<FindingCode, List<Finding>> byCode =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    Finding::code, () -> new EnumMap<>(FindingCode.class), Collectors.toList()));
    return byCode.entrySet().stream()
        .map(e ->
            new FindingGroup(
                Sentences.code(e.getKey()),
                Sentences.finding(e.getKey()),
                e.getValue().stream().map(FindingGroup::line).toList()))
        .toList();
  }

  public boolean folded() {
    return lines.size() > SHOWN;
  }

  private static Line line(Finding finding) {
    return new Line(
        Names.subject(finding.subject()),
        finding.period().map(Figures::period).orElse(""),
        String.join(", ", finding.points()),
        finding.detail());
  }
}
