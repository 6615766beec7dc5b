package dev.standstill.cli;

import dev.standstill.evidence.Evidence;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one case. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows one case: the question, the reply, who stepped aside, the ruling, appeals.",
    footer = {
      "",
      "Example: standstill docket show L 17",
      "",
      "Exit status: 0 shown; 2 if SOURCE cannot be read or has no such case; 3 if it is damaged."
    })
final class DocketShowCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final TrustOptions trust = new TrustOptions();

  @Parameters(
      index = "1",
      paramLabel = "CASE",
      description = "The log index of its question, or eight or more digits of its id.")
  private String name = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Optional<Instant> asOf = trust.asOf();
    Evidence evidence = trust.evidence(terminal);
    LoggedCases cases = LoggedCases.of(trust.source(), evidence);
    CaseText text = new CaseText(cases.named(name), cases.history(), asOf.or(evidence::logTime));
    if (json) {
      terminal.json(StrictJson.pretty(text.json()));
    } else {
      text.lines().forEach(terminal::line);
    }
    return cases.status(terminal);
  }
}
