package dev.standstill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.standstill.site.configuration.SiteConfiguration;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows where the site stands. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows where the site stands: the orders in force, what must stop and until when, how"
            + " recent the view of the log is, what was last reported, and the canary.",
    footer = {
      "",
      "Example: standstill site status --watch",
      "",
      "Exit status: 0 if all is well; 1 if something must stop and has not, or the canary was",
      "admitted; 2 if no agent runs; 3 if the view of the log is not fresh, or something fails."
    })
final class SiteStatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long EVERY_MILLIS = 1000;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final OwnSite own = new OwnSite();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--watch", description = "Show it again every second, until it is stopped.")
  private boolean watch;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SiteConfiguration site = own.configuration();
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    while (watch) {
      JsonNode status = status(site);
      // From the top left of an empty screen.
      terminal.exactly("\u001b[H\u001b[2J" + SiteStatusText.of(status));
      Thread.sleep(EVERY_MILLIS);
    }
    JsonNode status = status(site);
    if (json) {
      terminal.json(status.toPrettyString());
    } else {
      terminal.exactly(SiteStatusText.of(status));
    }
    return exit(status);
  }

  private static JsonNode status(SiteConfiguration site) throws IOException {
    return JSON.readTree(OwnSite.ask(site, "/v1/status"));
  }

  private static int exit(JsonNode status) {
    boolean stopping = false;
    boolean problems = !status.path("failures").isEmpty();
    for (JsonNode scheduler : status.path("schedulers")) {
      stopping |= !scheduler.path("stopping").isEmpty();
      problems |= !scheduler.path("problems").isEmpty();
    }
    if (stopping || status.path("canary").path("outcome").asText().equals("admitted")) {
      return ExitStatus.NEGATIVE;
    }
    boolean fresh = status.path("view").path("state").asText().equals("fresh");
    return fresh && !problems ? ExitStatus.OK : ExitStatus.UNDECIDED;
  }
}
