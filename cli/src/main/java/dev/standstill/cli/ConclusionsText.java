package dev.standstill.cli;

import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.Status;
import dev.standstill.evidence.Examination;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Conclusions as sentences for a person at a terminal. */
final class ConclusionsText {

  private static final int FINDINGS_SHOWN_MAX = 3;

  private ConclusionsText() {}

  static void print(Terminal terminal, Examination examination) {
    examination.evaluation().conclusions().forEach(c -> conclusion(terminal, c));
    findings(terminal, examination.evaluation().findings());
    terminal.line("As of " + examination.asOf() + "; charter " + charter(examination));
    examination
        .evidence()
        .checkpoint()
        .ifPresent(c -> terminal.line("Checkpoint " + c.origin() + ", " + c.size() + " entries"));
  }

  private static String charter(Examination examination) {
    return examination.evidence().charter().map(c -> c.id().hex()).orElse("none");
  }

  private static void conclusion(Terminal terminal, Conclusion conclusion) {
    terminal.styled(mark(conclusion.status()) + " " + Words.of(conclusion.claim()));
    terminal.line("  " + conclusion.sentence());
    for (Reason reason : conclusion.reasons()) {
      String place = reason.place().isEmpty() ? "" : reason.place() + ": ";
      terminal.line("  - " + Words.of(reason.code()) + ": " + place + reason.detail());
    }
    list(terminal, "assumes", conclusion.assumes());
    list(terminal, "weakest links", conclusion.weakestLinks());
    list(terminal, "not established", conclusion.notEstablished());
    terminal.line("");
  }

  private static String mark(Status status) {
    return switch (status) {
      case UPHELD -> "@|bold,green UPHELD|@   ";
      case REFUTED -> "@|bold,red REFUTED|@  ";
      case UNDECIDED -> "@|bold,yellow UNDECIDED|@";
    };
  }

  private static void list(Terminal terminal, String what, List<? extends Enum<?>> words) {
    if (!words.isEmpty()) {
      terminal.line(
          "  " + what + ": " + words.stream().map(Words::of).collect(Collectors.joining(", ")));
    }
  }

  private static void findings(Terminal terminal, List<Finding> findings) {
    Map<String, List<Finding>> byCode =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    finding -> Words.of(finding.code()), TreeMap::new, Collectors.toList()));
    byCode.forEach((code, group) -> {
      terminal.line("Finding " + code + " (" + group.size() + ")");
      group.stream()
          .limit(FINDINGS_SHOWN_MAX)
          .forEach(finding -> terminal.line("  " + finding.detail()));
      if (group.size() > FINDINGS_SHOWN_MAX) {
        terminal.line("  and " + (group.size() - FINDINGS_SHOWN_MAX) + " more (--json has all)");
      }
    });
    if (!findings.isEmpty()) {
      terminal.line("");
    }
  }
}
