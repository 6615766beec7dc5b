package dev.standstill.cli;

import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.wire.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a pause to the site. */
@Command(
    name = "present",
    mixinStandardHelpOptions = true,
    description =
        "Hands the site a signed pause. If its quorum signed it, it binds from the next sweep on,"
            + " whether or not the log has it.",
    footer = {"", "Example: standstill site present pause.json"})
final class SitePresentCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final OwnSite own = new OwnSite();

  @Parameters(paramLabel = "FILE", description = "The order, signed.")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    Path named = Objects.requireNonNull(file);
    Draft draft = DraftFile.read(named);
    var _ = DraftFile.statement(named, draft);
    SiteConfiguration site = own.configuration();
    Path folder = Files.createDirectories(site.presented());
    Path kept = folder.resolve(draft.statementId().hex() + ".json");
    if (!Files.exists(kept)) {
      WholeFile.write(kept, draft.encode());
    }
    Terminal.of(Objects.requireNonNull(spec))
        .line("presented " + draft.statementId() + "; site status shows whether it binds");
    return ExitStatus.OK;
  }
}
