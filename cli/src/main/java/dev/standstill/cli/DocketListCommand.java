package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.decision.Docket;
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the cases of a log. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the cases of a log: where each stands, by when what is due, and who owes.",
    footer = {
      "",
      "Example: standstill docket list L --json",
      "",
      "Exit status: 0 listed, though there be none; 2 if SOURCE cannot be read or has no charter;",
      "3 if it is damaged, so that something may be missing."
    })
final class DocketListCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final TrustOptions trust = new TrustOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Optional<Instant> asOf = trust.asOf();
    Evidence evidence = trust.evidence(terminal);
    LoggedCases cases = LoggedCases.of(trust.source(), evidence);
    Optional<Instant> at = asOf.or(evidence::logTime);
    List<CaseText> texts =
        cases.docket().cases().stream()
            .map(filed -> new CaseText(filed, cases.history(), at))
            .toList();
    if (json) {
      ObjectNode node =
          JsonNodeFactory.instance.objectNode().put("asOf", at.map(Instant::toString).orElse(null));
      ArrayNode list = node.putArray("cases");
      texts.forEach(text -> list.add(text.json()));
      ArrayNode unheard = node.putArray("unheard");
      cases.docket().unheard().forEach(one -> unheard.add(CaseText.json(one)));
      terminal.json(StrictJson.pretty(node));
      return cases.status(terminal);
    }
    texts.forEach(text -> terminal.line(text.line()));
    for (Docket.Unheard one : cases.docket().unheard()) {
      terminal.line(
          "without effect: entry "
              + one.fact().logIndex()
              + ", "
              + Words.of(one.fact().body().kind())
              + ": "
              + Words.of(one.defect()));
    }
    terminal.line(
        texts.size()
            + (texts.size() == 1 ? " case" : " cases")
            + at.map(time -> " as of " + time).orElse(", at a time that nobody vouches for"));
    return cases.status(terminal);
  }
}
