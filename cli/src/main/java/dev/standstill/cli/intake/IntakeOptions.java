package dev.standstill.cli.intake;

import dev.standstill.core.quantity.Flop;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the operator states of a run.
 *
 * @param site the site's name, and in an import also its party's
 * @param sharedMeters what identical series are
 * @param declaredAs what the run was; empty takes what the source says
 * @param declaredFlop its executed FLOP; empty takes the formula, where there is one
 * @param limit the standing limit and the significant compute of the charter made
 */
public record IntakeOptions(
    String site,
    SharedMeters sharedMeters,
    Optional<DeclaredAs> declaredAs,
    Optional<BigDecimal> declaredFlop,
    Flop limit) {

  /** Statements hold whole numbers of at most 40 digits. */
  private static final BigDecimal DECLARED_BOUND = new BigDecimal("1e40");

  /** The kind to declare. */
  DeclaredAs kind(MeteredRun run) {
    return declaredAs.orElseGet(() ->
        switch (run.kind()) {
          case TRAINING -> DeclaredAs.TRAINING;
          case INFERENCE -> DeclaredAs.INFERENCE;
          case UNKNOWN ->
              throw new IntakeException(
                  "the file does not say what ran; state it: --declare-as"
                      + " training|inference|idle");
        });
  }

  /** The executed FLOP to declare; none for idleness. */
  Flop flop(MeteredRun run) {
    if (kind(run) == DeclaredAs.IDLE) {
      if (declaredFlop.filter(flop -> flop.signum() != 0).isPresent()) {
        throw new IntakeException("--declare-as idle and --declare-flop exclude each other");
      }
      return Flop.ZERO;
    }
    if (declaredFlop.isPresent()) {
      BigDecimal flop = declaredFlop.get();
      if (flop.signum() < 0
          || flop.compareTo(DECLARED_BOUND) >= 0
          || flop.stripTrailingZeros().scale() > 0) {
        throw new IntakeException(
            "--declare-flop must be a whole number of operations, from 0 to below 1e40, not "
                + flop);
      }
      return Flop.ofDecimal(flop);
    }
    return run.formulaFlop()
        .map(Flop::new)
        .orElseThrow(() ->
            new IntakeException(
                "the FLOP of "
                    + run.workload()
                    + " do not follow from its log; state them:"
                    + " --declare-flop X"));
  }
}
