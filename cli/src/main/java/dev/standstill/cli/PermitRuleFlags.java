package dev.standstill.cli;

import dev.standstill.core.charter.BreakGlassRules;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeCondition;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.core.rule.Threshold.TrainingFlop;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
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

  @Option(
      names = "--critical-service",
      paramLabel = "NAME",
      description =
          "A service that goes on under every pause and cap once a permit for it was granted, such"
              + " as emergency-dispatch; may be given several times.")
  private List<String> services = List.of();

  @Option(
      names = "--break-glass",
      paramLabel = "QUORUM",
      description =
          "Who permits an emergency that nobody foresaw, such as 2of{aurora,borealis,cirrus}."
              + " Default: nobody does.")
  private @Nullable String glass;

  @Option(
      names = "--break-glass-length",
      paramLabel = "DURATION",
      description = "How long such a permit lasts at most. Default: ${DEFAULT-VALUE}.")
  private String glassLength = "72h";

  Optional<PermitRules> rules() {
    if (above == null) {
      if (!services.isEmpty() || glass != null) {
        throw new IllegalArgumentException(
            "--critical-service and --break-glass need --permit-above: without it the charter knows"
                + " no permits");
      }
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
            Optional.ofNullable(budget).<Flop>map(text -> Stated.flop("--permit-budget", text)),
            services(),
            Optional.ofNullable(glass).map(this::breaking)));
  }

  private Set<CriticalService> services() {
    Set<CriticalService> named = new HashSet<>();
    services.forEach(
        name -> named.add(Stated.named("--critical-service", () -> new CriticalService(name))));
    return named;
  }

  private BreakGlassRules breaking(String quorum) {
    Duration length = Stated.duration("--break-glass-length", glassLength);
    return Stated.named(
        "--break-glass", () -> new BreakGlassRules(QuorumText.parse(quorum), length));
  }

  private static Set<OperationKind> training() {
    EnumSet<OperationKind> kinds = EnumSet.allOf(OperationKind.class);
    kinds.removeIf(kind -> !kind.trains());
    return kinds;
  }
}
