package dev.standstill.core.accountancy;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One area's compute balance of one period, closed.
 *
 * <p>With E the metered energy, I what declared idle time explains of it, c the energy of one
 * operation and F the executed FLOP declared: unaccounted = (E - I) / c - F.
 *
 * @param period which period
 * @param energy E, over all points whose energy is known
 * @param idleEnergy I
 * @param declared F
 * @param energyPerFlop c in joules
 * @param instruments energy by independent instrument; copies count as one instrument
 * @param missing points whose energy is not known; while there are any the balance is a lower bound
 * @param unseenEnergy what points may have drawn while nobody looked: a bound, on top of E
 * @param quantities what was measured, for the covariance; {@code period} numbers are set by {@link
 *     AreaBalance}
 */
public record PeriodBalance(
    BalancePeriod period,
    Energy energy,
    Energy idleEnergy,
    Flop declared,
    double energyPerFlop,
    NavigableMap<String, Energy> instruments,
    List<String> missing,
    Energy unseenEnergy,
    List<Term> quantities) {

  /**
   * One measured amount of this period.
   *
   * @param name unique within the period
   * @param flop its amount in FLOP, of either sign
   * @param error how wrong it may be
   */
  public record Term(String name, double flop, MeasurementError error) {

    MeasuredQuantity inPeriod(int number) {
      String unique = name + "@" + number;
      return flop < 0
          ? MeasuredQuantity.output(unique, number, -flop, error)
          : MeasuredQuantity.input(unique, number, flop, error);
    }
  }

  /** Which readings are believed. */
  public enum Believing {
    /** All that were reported. */
    REPORTED,
    /** Only what cannot be a copy or an impossible reading: the least that was drawn. */
    LEAST
  }

  public PeriodBalance {
    instruments = Collections.unmodifiableNavigableMap(new TreeMap<>(instruments));
    missing = List.copyOf(missing);
    quantities = List.copyOf(quantities);
  }

  /** Closes the balance. */
  public static PeriodBalance close(AreaObservation seen, Believing believing) {
    Set<String> ignored = believing == Believing.LEAST ? unreliable(seen) : Set.of();
    Map<String, String> instrumentOf = instruments(seen);
    NavigableMap<String, Energy> byInstrument = new TreeMap<>();
    NavigableMap<String, MeasurementPoint> declaredAs = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    Energy unseen = Energy.ZERO;
    for (MeasurementPoint point : seen.area().points()) {
      String instrument = Objects.requireNonNull(instrumentOf.get(source(point)));
      if (point.metering() instanceof Metering.Own && point.instrument().equals(instrument)) {
        declaredAs.put(instrument, point);
      } else {
        declaredAs.putIfAbsent(instrument, point);
      }
      Optional<Energy> drawn =
          ignored.contains(source(point)) ? Optional.empty() : energy(seen, point);
      if (drawn.isEmpty()) {
        missing.add(point.name());
        continue;
      }
      byInstrument.merge(instrument, drawn.get(), Energy::plus);
      unseen = unseen.plus(unseen(seen, point));
    }
    Energy energy = byInstrument.values().stream().reduce(Energy.ZERO, Energy::plus);
    Energy idle = seen.calibration().idlePower().over(seen.activity().idle());
    List<Term> terms = new ArrayList<>(meters(seen, byInstrument, declaredAs));
    terms.addAll(coefficient(seen, energy, idle));
    return new PeriodBalance(
        seen.period(),
        energy,
        idle,
        seen.activity().declaredFlop(),
        seen.calibration().energyPerFlop().joules(),
        byInstrument,
        missing,
        unseen,
        terms);
  }

  /** Whether every point's energy is known. */
  public boolean complete() {
    return missing.isEmpty();
  }

  /** (E - I) / c - F, in FLOP: above zero means performed but not declared. */
  public double unaccountedFlop() {
    return (energy.joules() - idleEnergy.joules()) / energyPerFlop - declared.toDouble();
  }

  /** What the declaration explains: idle energy plus the declared FLOP at c, to the millijoule. */
  public Energy expectedEnergy(Calibration calibration) {
    return idleEnergy.plus(calibration.energyPerFlop().energyOf(declared));
  }

  /** The bound on compute behind {@link #unseenEnergy}, in FLOP. */
  public double unseenFlop() {
    return unseenEnergy.joules() / energyPerFlop;
  }

  private static Set<String> unreliable(AreaObservation seen) {
    Set<String> ignored = new HashSet<>(seen.doubtful());
    // Of a group of copies only one need be a true reading.
    for (List<String> group : seen.copies()) {
      ignored.addAll(group.subList(1, group.size()));
    }
    return ignored;
  }

  private static Map<String, String> instruments(AreaObservation seen) {
    Map<String, String> declared = new HashMap<>();
    seen.area().points().forEach(point -> declared.put(point.name(), point.instrument()));
    Map<String, String> merged = new HashMap<>(declared);
    for (List<String> group : seen.copies()) {
      String first = declared.getOrDefault(group.getFirst(), group.getFirst());
      group.forEach(point -> merged.put(point, first));
    }
    return merged;
  }

  /** Whose readings a point's energy comes from. */
  private static String source(MeasurementPoint point) {
    return switch (point.metering()) {
      case Metering.Own own -> point.name();
      case Metering.SharedMean shared -> shared.point();
      case Metering.SharedSum shared -> shared.point();
      case Metering.None none -> point.name();
    };
  }

  private static Optional<Energy> energy(AreaObservation seen, MeasurementPoint point) {
    Optional<Energy> read =
        Optional.ofNullable(seen.metered().get(source(point))).flatMap(MeteredPoint::energy);
    return switch (point.metering()) {
      case Metering.Own own -> read;
      case Metering.SharedMean shared -> read;
      // Its energy is inside the other point's readings, if those are there.
      case Metering.SharedSum shared -> read.map(inside -> Energy.ZERO);
      case Metering.None none -> Optional.empty();
    };
  }

  private static Energy unseen(AreaObservation seen, MeasurementPoint point) {
    MeteredPoint metered = seen.metered().get(source(point));
    if (metered == null) {
      return Energy.ZERO;
    }
    long microseconds = metered.unseen().toNanos() / 1_000;
    return point.physicalLimit().over(new DeviceTime(BigInteger.valueOf(microseconds)));
  }

  private static List<Term> meters(
      AreaObservation seen,
      NavigableMap<String, Energy> byInstrument,
      Map<String, MeasurementPoint> declaredAs) {
    double perFlop = seen.calibration().energyPerFlop().joules();
    List<Term> terms = new ArrayList<>();
    byInstrument.forEach((instrument, energy) -> {
      MeasurementPoint point = Objects.requireNonNull(declaredAs.get(instrument));
      // The same meter calibrating and judging is wrong alike in both: that part cancels.
      double systematic =
          seen.calibration().sameInstruments().contains(instrument)
              ? 0
              : point.systematicError().fraction();
      terms.add(
          new Term(
              "meter " + instrument,
              energy.joules() / perFlop,
              MeasurementError.of(
                  point.randomError().fraction(), 1, group(instrument, systematic), systematic)));
    });
    return terms;
  }

  /** A meter whose stated error changes was calibrated anew: its error is another draw. */
  private static String group(String instrument, double systematic) {
    return "meter " + instrument + " of " + systematic;
  }

  /**
   * The errors of the coefficient: one draw for each declared workload, sharing the active energy
   * by declared FLOP, one draw for the coefficient, one for idle power.
   */
  private static List<Term> coefficient(AreaObservation seen, Energy energy, Energy idle) {
    Calibration calibration = seen.calibration();
    double perFlop = calibration.energyPerFlop().joules();
    double active = (energy.joules() - idle.joules()) / perFlop;
    NavigableMap<String, Double> workloads = new TreeMap<>();
    for (DeclaredActivity activity : seen.activity().activities()) {
      if (!activity.executedFlop().isZero()) {
        workloads.merge(
            activity.category() + " " + activity.model(),
            activity.executedFlop().toDouble(),
            Double::sum);
      }
    }
    if (workloads.isEmpty()) {
      workloads.put("undeclared", 1.0);
    }
    double total = workloads.values().stream().mapToDouble(Double::doubleValue).sum();
    List<Term> terms = new ArrayList<>();
    workloads.forEach((workload, flop) ->
        terms.add(
            new Term(
                "workload " + workload,
                active * (flop / total),
                MeasurementError.of(
                    calibration.workloadError().fraction(),
                    1,
                    "calibration " + seen.calibrationId(),
                    calibration.systematicError().fraction()))));
    if (idle.milliJoules().signum() > 0) {
      terms.add(
          new Term(
              "idle",
              -idle.joules() / perFlop,
              MeasurementError.of(
                  0, 1, "idle " + seen.calibrationId(), calibration.idleError().fraction())));
    }
    return terms;
  }
}
