package dev.standstill.cli;

import dev.standstill.core.order.AdoptionCondition;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every order has besides its measure, and where its draft goes. */
final class OrderFlags {

  @Mixin private final DraftBinding under = new DraftBinding();

  @Option(
      names = "--proposer",
      required = true,
      paramLabel = "PARTY",
      description = "Who puts it forward; its signature counts and never suffices.")
  private String proposer = "";

  @Option(
      names = "--exclude",
      paramLabel = "PARTY",
      description =
          "Whom the case is about besides those it singles out, who are excluded anyway; may be"
              + " given several times.")
  private List<String> excluded = List.of();

  @Option(
      names = "--recuse",
      paramLabel = "PARTY",
      description = "Who stepped aside in the case; may be given several times.")
  private List<String> recused = List.of();

  @Option(
      names = "--ruling",
      paramLabel = "INDEX:ID",
      description = "The ruling it carries out: its log index and its id.")
  private @Nullable String ruling;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, in one line.")
  private String reason = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the draft goes.")
  private @Nullable Path out;

  /** Writes the draft and shows it. */
  int draft(CommandSpec spec, Measure measure, Optional<AdoptionCondition> condition)
      throws IOException {
    Terminal terminal = Terminal.of(spec);
    Set<PartyId> all = new TreeSet<>(parties("--exclude", excluded));
    measure.restriction().ifPresent(r -> all.addAll(r.scope().subjects().singledOut()));
    Order order =
        new Order(
            measure,
            party("--proposer", proposer),
            all,
            parties("--recuse", recused),
            Optional.ofNullable(ruling).map(OrderFlags::citation),
            condition,
            reason);
    Draft draft = DraftFile.write(Objects.requireNonNull(out), under.binding(terminal), order);
    Statement statement = DraftFile.statement(out, draft);
    DraftShowCommand.print(terminal, statement);
    return ExitStatus.OK;
  }

  static PartyId party(String option, String name) {
    return Stated.named(option, () -> new PartyId(name));
  }

  static Set<PartyId> parties(String option, List<String> names) {
    return names.stream()
        .map(name -> party(option, name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Citation citation(String text) {
    int colon = text.indexOf(':');
    return Stated.named(
        "--ruling",
        () -> {
          if (colon < 1 || !text.substring(0, colon).matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("expected a log index, a colon and an id: " + text);
          }
          return new Citation(
              Long.parseLong(text.substring(0, colon)),
              Stated.digest("--ruling", text.substring(colon + 1)));
        });
  }
}
