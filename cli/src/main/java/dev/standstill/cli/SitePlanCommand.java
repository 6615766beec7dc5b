package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Order;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.site.agent.OrderPlan;
import dev.standstill.site.agent.OrderPlan.Effect;
import dev.standstill.site.agent.OrderPlan.Planned;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.wire.Draft;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses an order. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Shows what an order would stop, hold and release here if every party had signed it and"
            + " it took effect now. Nothing is done. It needs no agent, only the copy of the log.",
    footer = {
      "",
      "Example: standstill site plan pause.json",
      "",
      "Exit status: 0 if nothing would be stopped or held; 1 if something would; 2 if the order",
      "or the copy of the log cannot be read, or a scheduler does not answer."
    })
final class SitePlanCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final OwnSite own = new OwnSite();

  @Parameters(
      paramLabel = "ORDER",
      description = "A draft of the order, signed or not; or the id of one in the log.")
  private String order = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private record Named(Digest id, Order order) {}

  @Override
  public Integer call() throws IOException {
    SiteConfiguration site = own.configuration();
    TrustRoot trust =
        new TrustRoot(
            Optional.of(PolicyFile.read(site.policy()).policy()), Optional.of(site.charter()));
    Evidence log = EvidenceReader.read(site.mirror(), trust);
    Named named = order.matches("[0-9a-f]{64}") ? logged(log) : drafted();
    List<Planned> planned =
        OrderPlan.of(
            site,
            log,
            named.id(),
            named.order(),
            SiteServing.schedulers(site).stream().map(guarded -> guarded.scheduler()).toList(),
            Instant.now());
    print(planned);
    boolean changes =
        planned.stream()
            .anyMatch(one -> one.effect() == Effect.STOPPED || one.effect() == Effect.HELD);
    return changes ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private Named logged(Evidence log) {
    return log.facts().stream()
        .filter(fact -> fact.id().hex().equals(order) && fact.body() instanceof Order)
        .map(fact -> new Named(fact.id(), (Order) fact.body()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(order + ": the copy of the log has no such order"));
  }

  private Named drafted() throws IOException {
    Path file = Path.of(order);
    Draft draft = DraftFile.read(file);
    if (DraftFile.statement(file, draft).body() instanceof Order body) {
      return new Named(draft.statementId(), body);
    }
    throw new IllegalArgumentException(file + ": is no order");
  }

  private void print(List<Planned> planned) {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      planned.forEach(one -> write(all.addObject(), one));
      terminal.json(StrictJson.pretty(all));
      return;
    }
    planned.forEach(one ->
        terminal.line(
            "%-9s %-12s %s of %s, %d devices%s%s"
                .formatted(
                    Words.of(one.effect()),
                    one.job().id(),
                    one.job().name(),
                    one.job().demand().owner(),
                    one.job().demand().devices(),
                    one.grace().map(grace -> ", after " + grace.toSeconds() + " s").orElse(""),
                    one.reason().map(why -> ": " + why).orElse(""))));
    if (planned.isEmpty()) {
      terminal.line("no scheduler lists any job");
    }
  }

  private static void write(ObjectNode node, Planned one) {
    node.put("scheduler", one.job().demand().scheduler())
        .put("job", one.job().id())
        .put("name", one.job().name())
        .put("owner", one.job().demand().owner())
        .put("devices", one.job().demand().devices())
        .put("effect", Words.of(one.effect()));
    one.reason().ifPresent(why -> node.put("reason", why));
    one.grace().ifPresent(grace -> node.put("graceSeconds", grace.toSeconds()));
  }
}
