package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.outbox.Said;
import dev.standstill.site.outbox.SaidArchive;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the site acknowledged. */
@Command(
    name = "acknowledgement",
    mixinStandardHelpOptions = true,
    description = "Receipts of orders that this site signed.",
    subcommands = SiteAcknowledgementCommand.Show.class)
final class SiteAcknowledgementCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: show");
  }

  /** Shows them. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Shows what this site acknowledged: which order, since when nothing in its scope runs,"
              + " and where that stands in the site's own log and in the register's.",
      footer = {
        "",
        "Example: standstill site acknowledgement show",
        "",
        "That the site said so in time is proved by its own log:",
        "  standstill log prove STATE/log INDEX",
        "",
        "Exit status: 3 if one of them is not seen in the register's log yet."
      })
  static final class Show implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private final OwnSite own = new OwnSite();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      SiteConfiguration site = own.configuration();
      List<Said> receipts =
          SaidArchive.read(site.state().resolve("outbox")).stream()
              .filter(said -> said.statement().body() instanceof Acknowledgement)
              .toList();
      Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
      if (json) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        receipts.forEach(said -> write(all.addObject(), said));
        terminal.json(StrictJson.pretty(all));
      } else if (receipts.isEmpty()) {
        terminal.line("no order was acknowledged here yet");
      } else {
        receipts.forEach(said -> terminal.line(line(said)));
      }
      boolean delivered = receipts.stream().allMatch(Said::arrived);
      return delivered ? ExitStatus.OK : ExitStatus.UNDECIDED;
    }

    private static void write(ObjectNode node, Said said) {
      Acknowledgement receipt = (Acknowledgement) said.statement().body();
      node.put("id", said.id().hex()).put("site", receipt.site());
      node.putObject("order")
          .put("logIndex", receipt.order().logIndex())
          .put("id", receipt.order().id().hex());
      receipt.halted().ifPresent(time -> node.put("halted", time.toString()));
      said.ownIndex().ifPresent(index -> node.put("ownIndex", index));
      said.registerIndex().ifPresent(index -> node.put("registerIndex", index));
      said.refused().ifPresent(why -> node.put("refused", why));
      node.put("arrived", said.arrived());
    }

    private static String line(Said said) {
      Acknowledgement receipt = (Acknowledgement) said.statement().body();
      return "order "
          + receipt.order().id()
          + receipt
              .halted()
              .map(time -> ": nothing in its scope runs since " + time)
              .orElse(": received")
          + "; own log "
          + place(said.ownIndex())
          + ", register "
          + said.refused().map(why -> "refused it: " + why).orElse(register(said));
    }

    private static String register(Said said) {
      boolean promised = said.registerIndex().isPresent() && !said.arrived();
      return place(said.registerIndex()) + (promised ? " as it says, not seen there yet" : "");
    }

    private static String place(OptionalLong index) {
      return index.isPresent() ? "entry " + index.getAsLong() : "not yet";
    }
  }
}
