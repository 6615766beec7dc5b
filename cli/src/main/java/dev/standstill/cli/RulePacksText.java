package dev.standstill.cli;

import dev.standstill.core.rule.Qualifier;
import dev.standstill.core.rule.Rule;
import dev.standstill.core.rule.RuleCatalogue;
import dev.standstill.core.rule.RulePack;
import dev.standstill.wire.json.Words;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** Rule packs for a person at a terminal. */
final class RulePacksText {

  private final Terminal terminal;

  RulePacksText(Terminal terminal) {
    this.terminal = terminal;
  }

  void packs(RuleCatalogue catalogue, LocalDate day) {
    terminal.line("Rule packs as they stand on " + day + ".");
    for (RulePack pack : catalogue.packs()) {
      terminal.line("");
      terminal.styled("@|bold " + pack.name() + "|@  " + RuleWords.standing(pack, day));
      wrapped("  ", pack.title());
      wrapped("  source: ", RuleWords.citation(pack.citation()));
      pack.rules().forEach(this::rule);
    }
  }

  private void rule(Rule rule) {
    terminal.line("  " + rule.id() + " (" + Words.of(rule.subject()) + ")");
    wrapped(
        "    if ",
        rule.conditions().stream().map(RuleWords::threshold).collect(Collectors.joining(", and ")));
    for (Qualifier qualifier : rule.qualifiers()) {
      wrapped("    and only if ", qualifier.clause());
    }
    wrapped("    then ", rule.duty().clause());
    wrapped("    due  ", RuleWords.deadline(rule.duty().deadline()));
    wrapped("    says ", RuleWords.citation(rule.citation()));
  }

  private void wrapped(String first, String text) {
    Paragraph.lines(first, text).forEach(terminal::line);
  }
}
