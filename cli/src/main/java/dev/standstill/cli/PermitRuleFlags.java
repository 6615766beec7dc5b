package dev.standstill.cli;

import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeCondition;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.core.rule.Threshold.TrainingFlop;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What needs a permit under a first charter, and how one comes about. */
final class PermitRuleFlags {

  @Option(
      names = "--permit-above",
      paramLabel = "FLOP",
      description =
          "Training of a lineage above so many FLOP needs a permit at any time. Without this the"
              + " charter knows no permits, and no job is ever admitted under it.")
  private @Nullable String above;

  @Option(
      names = "--permit-notice",
      paramLabel = "DURATION",
      description = "How long the parties have to refuse a request. Default: ${DEFAULT-VALUE}.")
  private String notice = "30d";

  @Option(
      names = "--permit-length",
      paramLabel = "DURATION",
      description = "How long a permit lasts at most. Default: ${DEFAULT-VALUE}.")
  private String length = "90d";

  @Option(
      names = "--permit-budget",
      paramLabel = "FLOP",
      description = "How much one permit grants at most. Default: that is for each quorum to say.")
  private @Nullable String budget;

  @Option(
      names = "--tacit-approval",
      description = "A request that no quorum refused within the notice is a permit.")
  private boolean tacit;

  Optional<PermitRules> rules() {
    if (above == null) {
      return Optional.empty();
    }
    Flop threshold = Stated.flop("--permit-above", above);
    ScopeRule rule =
        new ScopeRule(
            "training",
            training(),
            threshold.isZero()
                ? List.of()
                : List.of(
                    new ScopeCondition.Lineage(new TrainingFlop(Comparison.MORE_THAN, threshold))));
    return Optional.of(
        new PermitRules(
            new ScopeRules(List.of(rule)),
            Stated.duration("--permit-notice", notice),
            tacit,
            Stated.duration("--permit-length", length),
            Optional.ofNullable(budget).<Flop>map(text -> Stated.flop("--permit-budget", text))));
  }

  private static Set<OperationKind> training() {
    EnumSet<OperationKind> kinds = EnumSet.allOf(OperationKind.class);
    kinds.removeIf(kind -> !kind.trains());
    return kinds;
  }
}
