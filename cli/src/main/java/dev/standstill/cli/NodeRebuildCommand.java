package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.node.projection.Fold;
import dev.standstill.node.projection.Projection;
import dev.standstill.node.register.LogReading;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills a projection anew. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description =
        "Drops the projection of a register that is not running and fills it again from the log."
            + " Each start does the same; this shows that it can be done.",
    footer = {
      "",
      "Example: standstill node rebuild --data D",
      "",
      "Exit status: 0 rebuilt; 2 if the log or the database cannot be read."
    })
final class NodeRebuildCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final NodeOptions options = new NodeOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Fold fold = LogReading.of(options.log().directory()).fold();
    try (Projection projection = Projection.open(options.projection())) {
      projection.replace(fold);
    }
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (json) {
      terminal.json(
          StrictJson.pretty(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("size", fold.size())
                  .put("root", fold.root())
                  .put("statements", fold.statements().size())
                  .put("documents", fold.documents().size())));
    } else {
      terminal.line(
          "Rebuilt up to " + fold.size() + " entries: " + fold.statements().size() + " statements");
    }
    return ExitStatus.OK;
  }
}
