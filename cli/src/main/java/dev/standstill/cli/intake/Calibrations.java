package dev.standstill.cli.intake;

import dev.standstill.cli.intake.CalibrationChoice.CalibratingRun;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The calibration a site declares: the reference, a stated coefficient, or the average of runs.
 *
 * <p>Reference: 1.10e-12 J per executed FLOP, mean of six published H100 runs that spread by 12 %;
 * 10 % for the coefficient itself. It was measured at the device and is taken to hold at node wall
 * on average. Idle: 2,050 W at the wall of an 8-accelerator H100 node, the lowest reading of a
 * published one-node run, taken as known to 20 %.
 *
 * <p>From n runs with coefficients e_i / F_i of mean m and relative standard deviation s: if they
 * are said to have done the same work, the errors are s between runs and s / sqrt(n) for the mean,
 * together s sqrt(1 + 1/n), with Student's t of n - 1 degrees of freedom. If not, workloads differ
 * and the errors are never below the reference's.
 */
public final class Calibrations {

  static final EnergyPerFlop REFERENCE = new EnergyPerFlop(1_100_000);
  static final PartsPerMillion REFERENCE_WORKLOAD_ERROR = new PartsPerMillion(120_000);
  static final PartsPerMillion REFERENCE_SYSTEMATIC_ERROR = new PartsPerMillion(100_000);
  static final BigDecimal REFERENCE_IDLE_WATTS = new BigDecimal(2_050);
  static final int REFERENCE_IDLE_ACCELERATORS = 8;
  static final PartsPerMillion IDLE_ERROR = new PartsPerMillion(200_000);

  /** Number format of activity and calibration alike where no source states it. */
  static final String PRECISION = "unstated";

  private final String site;
  private final MeasuredRun judged;
  private final Optional<BigInteger> judgedFlop;
  private final SharedMeters shared;
  private final CalibrationChoice choice;
  private final List<Assumption> assumptions = new ArrayList<>();

  /**
   * Prepares the calibration of one import.
   *
   * @param site the site's name
   * @param judged the run it will judge, which it must not use
   * @param judgedFlop what is declared of that run, to scale runs whose FLOP nobody states
   * @param shared what identical series are
   * @param choice what the operator chose
   */
  public Calibrations(
      String site,
      MeasuredRun judged,
      Optional<BigInteger> judgedFlop,
      SharedMeters shared,
      CalibrationChoice choice) {
    this.site = site;
    this.judged = judged;
    this.judgedFlop = judgedFlop;
    this.shared = shared;
    this.choice = choice;
  }

  /** The calibration to declare. */
  public Calibration declare() {
    Power idle = idlePower();
    if (!choice.runs().isEmpty()) {
      return fromRuns(idle);
    }
    EnergyPerFlop coefficient =
        choice.joulesPerFlop().map(EnergyPerFlop::ofJoules).orElse(REFERENCE);
    assumptions.add(
        choice.joulesPerFlop().isPresent()
            ? Assumption.OPERATOR_STATED_COEFFICIENT
            : Assumption.REFERENCE_CALIBRATION);
    return calibration(
        coefficient,
        REFERENCE_WORKLOAD_ERROR,
        REFERENCE_SYSTEMATIC_ERROR,
        idle,
        0,
        Set.of(),
        List.of(),
        choice.joulesPerFlop().isPresent()
            ? "coefficient stated by the operator; errors of the reference"
            : "six H100 runs, nikosvil/flopcheck, September 2026; idle from MLPerf v4.0 power");
  }

  private Power idlePower() {
    assumptions.add(
        choice.idleWattsPerPoint().isPresent()
            ? Assumption.OPERATOR_STATED_IDLE_POWER
            : Assumption.REFERENCE_IDLE_POWER);
    int accelerators =
        choice.idleWattsPerPoint().isPresent()
            ? judged.run().acceleratorsPerPoint()
            : REFERENCE_IDLE_ACCELERATORS;
    BigDecimal watts = choice.idleWattsPerPoint().orElse(REFERENCE_IDLE_WATTS);
    return new Power(
        watts
            .movePointRight(3)
            .divide(BigDecimal.valueOf(accelerators), 0, RoundingMode.HALF_EVEN)
            .longValueExact());
  }

  private Calibration fromRuns(Power idle) {
    List<Double> coefficients = choice.runs().stream().map(this::coefficient).toList();
    int runs = coefficients.size();
    double mean = coefficients.stream().mapToDouble(c -> c).sum() / runs;
    double squares = coefficients.stream().mapToDouble(c -> (c - mean) * (c - mean)).sum();
    double spread = runs > 1 ? StrictMath.sqrt(squares / (runs - 1)) / mean : 0;
    PartsPerMillion between = atLeast(spread, choice.sameWorkload(), REFERENCE_WORKLOAD_ERROR);
    PartsPerMillion ofMean =
        atLeast(spread / StrictMath.sqrt(runs), choice.sameWorkload(), REFERENCE_SYSTEMATIC_ERROR);
    if (choice.sameWorkload()) {
      assumptions.add(Assumption.SAME_WORKLOAD);
    }
    return calibration(
        EnergyPerFlop.ofJoules(BigDecimal.valueOf(mean)),
        between,
        ofMean,
        idle,
        runs,
        sameInstruments(),
        choice.runs().stream().map(run -> new Digest(run.measured().readingsDigest())).toList(),
        "average of " + runs + " runs of " + workloads());
  }

  /** Runs that agree to the last digit still leave a doubt of one part in a million. */
  private static PartsPerMillion atLeast(
      double error, boolean sameWorkload, PartsPerMillion reference) {
    PartsPerMillion stated = PartsPerMillion.ofFractionRoundedUp(Math.max(error, 1e-6));
    return sameWorkload || stated.compareTo(reference) > 0 ? stated : reference;
  }

  private String workloads() {
    Set<String> workloads = new TreeSet<>();
    choice.runs().forEach(run -> workloads.add(run.measured().run().workload()));
    return String.join(", ", workloads);
  }

  private double coefficient(CalibratingRun calibrating) {
    MeasuredRun run = calibrating.measured();
    if (run.readingsDigest().equals(judged.readingsDigest())) {
      throw new IntakeException(
          "--calibrate names the readings that are to be judged; name other runs");
    }
    double joules =
        run.joules(shared)
            .orElseThrow(() ->
                new IntakeException(
                    "a calibrating run of "
                        + run.run().workload()
                        + " lacks the energy of some nodes; name complete runs"));
    return joules / flop(calibrating);
  }

  private double flop(CalibratingRun calibrating) {
    MeteredRun run = calibrating.measured().run();
    if (calibrating.flop().isPresent()) {
      return calibrating.flop().get().doubleValue();
    }
    if (run.formulaFlop().isPresent()) {
      return run.formulaFlop().get().doubleValue();
    }
    Optional<Long> own = run.work();
    Optional<Long> other = judged.run().work();
    if (judgedFlop.isPresent()
        && own.isPresent()
        && other.isPresent()
        && run.workload().equals(judged.run().workload())) {
      assumptions.add(Assumption.CALIBRATION_FROM_DECLARATION);
      return judgedFlop.get().doubleValue() * own.get() / other.get();
    }
    throw new IntakeException(
        "the FLOP of a calibrating run of "
            + run.workload()
            + " are not known; give them: --calibrate LOG=POWERDIR=FLOP");
  }

  /** The same machines have the same meters, if every calibrating run names them. */
  private Set<String> sameInstruments() {
    List<String> hosts = judged.run().hosts();
    boolean same =
        !hosts.isEmpty()
            && choice.runs().stream()
                .allMatch(run ->
                    run.measured().run().hosts().equals(hosts)
                        && run.measured().sharedWith().equals(judged.sharedWith()));
    return same ? new TreeSet<>(judged.run().points()) : Set.of();
  }

  private Calibration calibration(
      EnergyPerFlop coefficient,
      PartsPerMillion workloadError,
      PartsPerMillion systematicError,
      Power idle,
      int runs,
      Set<String> sameInstruments,
      List<Digest> readings,
      String source) {
    return new Calibration(
        site,
        Boundary.NODE_WALL,
        PRECISION,
        true,
        coefficient,
        workloadError,
        systematicError,
        idle,
        IDLE_ERROR,
        runs,
        choice.sameWorkload() ? Optional.of(runs - 1) : Optional.empty(),
        sameInstruments,
        readings,
        assumptions.stream().distinct().sorted().toList(),
        source);
  }
}
