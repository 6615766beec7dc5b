package dev.standstill.cli;

import dev.standstill.core.decision.Case;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.StatementKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts a ruling. */
@Command(
    name = "rule",
    mixinStandardHelpOptions = true,
    description =
        "Drafts a ruling for its quorum to sign. Who was asked is accused; who stepped aside is"
            + " listed.",
    footer = {
      "",
      "Example: standstill docket rule L 17 --outcome breach --proposer borealis"
          + " --ground 12 --reason TEXT --out draft.json",
      "",
      "Exit status: 0 written; 2 not."
    })
final class DocketRuleCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CaseDraft draft = new CaseDraft();

  @Parameters(
      index = "1",
      paramLabel = "CASE",
      description = "The log index of its question, or eight or more digits of its id.")
  private String name = "";

  @Option(
      names = "--outcome",
      required = true,
      paramLabel = "WORD",
      description = "explained, not-explained or breach.")
  private String outcome = "";

  @Option(
      names = "--proposer",
      required = true,
      paramLabel = "PARTY",
      description = "Who puts it forward; its signature counts and never suffices.")
  private String proposer = "";

  @Option(
      names = "--accused",
      paramLabel = "PARTY",
      description = "Whom the case is about besides who was asked; may be given several times.")
  private List<String> accused = List.of();

  @Option(
      names = "--ground",
      required = true,
      paramLabel = "ENTRY",
      description = "A statement it rests on, by index or id; may be given several times.")
  private List<String> grounds = List.of();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "A reason, in one line; may be given several times.")
  private List<String> reasons = List.of();

  @Option(
      names = "--dissent",
      paramLabel = "PARTY=TEXT",
      description = "Who thought otherwise, and why; may be given several times.")
  private List<String> dissents = List.of();

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    LoggedCases cases = draft.open(command);
    Case filed = cases.named(name);
    Set<PartyId> about = new TreeSet<>();
    about.add(filed.opening().body().asked());
    accused.forEach(party -> about.add(new PartyId(party)));
    return draft.write(
        command,
        new Ruling(
            cases.cite(name, StatementKind.CLARIFICATION),
            outcome(),
            new PartyId(proposer),
            about,
            filed.recused(),
            grounds.stream().map(cases::cite).toList(),
            reasons,
            dissents()));
  }

  private Ruling.Outcome outcome() {
    return switch (outcome) {
      case "explained" -> Ruling.Outcome.EXPLAINED;
      case "not-explained" -> Ruling.Outcome.NOT_EXPLAINED;
      case "breach" -> Ruling.Outcome.BREACH;
      default ->
          throw new IllegalArgumentException(
              "--outcome knows explained, not-explained and breach, not " + outcome);
    };
  }

  private List<Ruling.Dissent> dissents() {
    List<Ruling.Dissent> all = new ArrayList<>();
    for (String dissent : dissents) {
      int equals = dissent.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--dissent must be a party, = and a reason, not " + dissent);
      }
      all.add(
          new Ruling.Dissent(
              new PartyId(dissent.substring(0, equals)), dissent.substring(equals + 1)));
    }
    return all;
  }
}
