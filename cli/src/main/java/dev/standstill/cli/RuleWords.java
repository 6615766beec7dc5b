package dev.standstill.cli;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.Citation;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.DatedEvent;
import dev.standstill.core.rule.Deadline;
import dev.standstill.core.rule.RulePack;
import dev.standstill.core.rule.RunInput;
import dev.standstill.core.rule.Threshold;
import dev.standstill.core.rule.Validity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;

/** Rules in plain words. */
final class RuleWords {

  private static final int DIGITS = 3;

  private RuleWords() {}

  /** Three digits, rounded as told: bounds go outwards. */
  static String rounded(Flop flop, RoundingMode mode) {
    return rounded(flop.operations(), mode);
  }

  private static String rounded(BigInteger whole, RoundingMode mode) {
    BigDecimal value = new BigDecimal(whole, new MathContext(DIGITS, mode));
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    return stripped.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  static String threshold(Threshold threshold) {
    String comparison = comparison(threshold.comparison());
    return switch (threshold) {
      case Threshold.TrainingFlop flop ->
          comparison + rounded(flop.value(), RoundingMode.UNNECESSARY) + " FLOP";
      case Threshold.PartOfOriginal part ->
          comparison
              + "1/"
              + part.divisor()
              + " of the original's FLOP (of "
              + rounded(part.whereUnknown(), RoundingMode.UNNECESSARY)
              + " if unknown)";
      case Threshold.ClusterEquivalents cluster ->
          comparison
              + cluster.equivalents()
              + " H100 equivalents of "
              + new BigDecimal(cluster.h100().perSecond())
                  .movePointLeft(12)
                  .stripTrailingZeros()
                  .toPlainString()
              + " TFLOP/s";
      case Threshold.ClusterPeak peak ->
          comparison
              + rounded(peak.value().perSecond(), RoundingMode.UNNECESSARY)
              + " FLOP/s at peak";
      case Threshold.NetworkRate network ->
          comparison + network.gigabitsPerSecond() + " Gbit/s between machines";
    };
  }

  private static String comparison(Comparison comparison) {
    return switch (comparison) {
      case MORE_THAN -> "more than ";
      case AT_LEAST -> "at least ";
    };
  }

  static String deadline(Deadline deadline) {
    return switch (deadline) {
      case Deadline.AtOnce atOnce -> "as of " + event(atOnce.from());
      case Deadline.WithinDays days -> "within " + days.days() + " days of " + event(days.from());
      case Deadline.WithinHours hours ->
          "within " + hours.hours() + " hours of " + event(hours.from());
      case Deadline.DaysBefore days -> days.days() + " days before " + event(days.from());
      case Deadline.Every every ->
          "every " + every.period().toTotalMonths() + " months from " + event(every.from());
    };
  }

  private static String event(DatedEvent event) {
    return switch (event) {
      case THRESHOLD_MET_OR_FORESEEN -> "the day the threshold is met or foreseen";
      case RUN_START -> "the start of the run";
      case INCIDENT -> "the incident";
      case ENTRY_INTO_FORCE -> "entry into force";
    };
  }

  static String standing(RulePack pack, LocalDate day) {
    return switch (pack.validity()) {
      case Validity.Draft _ -> "draft: binds whoever adopts it";
      case Validity.Proposed _ -> "proposed, never in force";
      case Validity.Binding binding ->
          switch (binding.on(day)) {
            case IN_FORCE -> "in force since " + binding.from();
            case NOT_YET_IN_FORCE -> "NOT YET in force: from " + binding.from();
            case NO_LONGER_IN_FORCE ->
                "no longer in force since "
                    + binding.until().map(LocalDate::toString).orElse("an unknown day");
            case DRAFT, NEVER_IN_FORCE -> throw new IllegalStateException("binding, yet no law");
          };
    };
  }

  static String citation(Citation citation) {
    String source = citation.text() + " (" + citation.date() + ")";
    return switch (citation.status()) {
      case PUBLISHED -> source;
      case SECONDARY -> source + " [seen second-hand: check before relying on it]";
      case UNCONFIRMED -> source + " [unconfirmed: check before relying on it]";
    };
  }

  static String input(RunInput input) {
    return switch (input) {
      case PARAMETERS -> "--parameters";
      case ACTIVE_PARAMETERS -> "--active-parameters";
      case TRAINABLE_PARAMETERS -> "--trainable-parameters";
      case TOKENS -> "--tokens";
      case LAYERS_WIDTH_AND_CONTEXT -> "--layers, --width, --context";
      case DEVICES -> "--chips";
      case PEAK -> "--model or --peak";
      case HOURS -> "--hours";
      case UTILISATION -> "--mfu";
    };
  }
}
