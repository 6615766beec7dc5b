package dev.standstill.cli;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Status;
import dev.standstill.evidence.Examination;
import dev.standstill.wire.ConclusionsJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recomputes every conclusion from a source. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks the bytes of a source, recomputes its readings and balances, and says which claims"
            + " are upheld, refuted or undecided, and why. Trusts nobody but the charter.",
    footer = {
      "",
      "Example: standstill verify EVIDENCE --charter DIGEST --report report.html",
      "",
      "Exit status: 1 if any claim is refuted, else 3 if a claim asked for is undecided, else 0;",
      "2 only if SOURCE cannot be opened at all."
    })
final class VerifyCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(names = "--json", description = "Print the conclusions as JSON.")
  private boolean json;

  @Option(
      names = "--claim",
      split = ",",
      paramLabel = "CLAIM",
      defaultValue = "integrity,declared-activity",
      description =
          "Claims that must be decided for status 0: integrity, declared-activity, declared-site,"
              + " order-kept, party. Default: ${DEFAULT-VALUE}.")
  private List<String> claims = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Also write the conclusions and balances as one self-contained page.")
  private @Nullable Path report;

  @Override
  public Integer call() throws IOException {
    Set<Claim> asked = claims.stream().map(VerifyCommand::claim).collect(Collectors.toSet());
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    Examination examination = trust.examine(terminal);
    if (report != null) {
      ReportFile.write(report, examination, trust.source());
    }
    if (json) {
      terminal.json(ConclusionsJson.write(examination.verification()));
    } else {
      ConclusionsText.print(terminal, examination);
      if (report != null) {
        terminal.line("Report: " + report);
      }
    }
    return status(examination.evaluation(), asked);
  }

  /** Any refuted: 1; else any asked for undecided, or not answered at all: 3; else 0. */
  static int status(Evaluation evaluation, Set<Claim> asked) {
    List<Conclusion> conclusions = evaluation.conclusions();
    if (conclusions.stream().anyMatch(c -> c.status() == Status.REFUTED)) {
      return ExitStatus.NEGATIVE;
    }
    for (Claim claim : asked) {
      List<Conclusion> answers = conclusions.stream().filter(c -> c.claim() == claim).toList();
      if (answers.isEmpty() || answers.stream().anyMatch(c -> c.status() != Status.UPHELD)) {
        return ExitStatus.UNDECIDED;
      }
    }
    return ExitStatus.OK;
  }

  private static Claim claim(String word) {
    return Arrays.stream(Claim.values())
        .filter(claim -> Words.of(claim).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--claim knows integrity, declared-activity, declared-site, order-kept and"
                    + " party, not "
                    + word));
  }
}
