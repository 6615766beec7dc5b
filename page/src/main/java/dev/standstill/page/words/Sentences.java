package dev.standstill.page.words;

import dev.standstill.core.accountancy.Outcome;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.finding.Basis;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.NotEstablished;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.finding.WeakestLink;
import dev.standstill.core.site.Assumption;
import java.util.Locale;

/** Each closed code as one sentence. A code without its sentence does not compile. */
public final class Sentences {

  private Sentences() {}

  /** The name of a code as it is printed everywhere: {@code goal-not-attained}. */
  public static String code(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The claim as a question. */
  public static String question(Claim claim) {
    return switch (claim) {
      case INTEGRITY -> "Are these the bytes that were signed and logged?";
      case DECLARED_ACTIVITY -> "Does what was declared agree with what was metered?";
      case DECLARED_SITE -> "Was every declared device metered for the whole period?";
      case ORDER_KEPT -> "Did nothing run that an order in force forbade?";
      case PARTY -> "Does the party compute anywhere else?";
    };
  }

  public static String status(Status status) {
    return switch (status) {
      case UPHELD ->
          "Upheld: all due evidence is there, no alarm is open, and a violation large enough to"
              + " matter would have been seen.";
      case UNDECIDED ->
          "Undecided: the evidence does not suffice either way. It is no half verdict, and missing"
              + " evidence is never good news.";
      case REFUTED ->
          "Refuted: compute that the declaration does not explain, past the agreed level, or a"
              + " contradiction in what the party itself signed. It says what is not explained,"
              + " never that anybody “cheated”: only a ruling says violation.";
    };
  }

  public static String basis(Basis basis) {
    return switch (basis) {
      case SELF_DECLARED -> "The party's own declarations and meters.";
      case SCHEDULER -> "The records of the cluster's scheduler.";
      case HARDWARE_SIGNED -> "Measurements signed by the hardware.";
      case INDEPENDENTLY_METERED -> "Sealed meters that belong to somebody else than the judged.";
      case RECOMPUTED -> "Recomputation from the bytes alone; anybody can repeat it.";
    };
  }

  public static String assumption(Assumption assumption) {
    return switch (assumption) {
      case REFERENCE_CALIBRATION ->
          "The published energy per operation, measured at the device, holds at this site's meters"
              + " on average.";
      case REFERENCE_IDLE_POWER ->
          "A waiting node draws what the lowest reading of one published run shows.";
      case OPERATOR_STATED_COEFFICIENT ->
          "The operator stated the energy per operation; nobody measured it here.";
      case OPERATOR_STATED_IDLE_POWER ->
          "The operator stated what a waiting node draws; nobody measured it here.";
      case EXECUTED_EQUALS_MODEL ->
          "The hardware executed exactly the operations that the model needs: nothing was"
              + " recomputed or padded.";
      case SAME_WORKLOAD -> "The calibrating runs did the same kind of work as the judged one.";
      case CALIBRATION_FROM_DECLARATION ->
          "The calibration was scaled from the very declaration that it judges.";
      case OPERATOR_SAYS_SHARED ->
          "Identical series of readings come from one shared instrument: the operator says so.";
      case ACCELERATORS_ASSUMED ->
          "Number or power limit of the accelerators is assumed; the source's own log lacks it.";
      case TRUST_ROOT_FROM_SOURCE ->
          "The log's key and the charter were taken from this source itself; the reader brought"
              + " neither along.";
    };
  }

  public static String weakestLink(WeakestLink link) {
    return switch (link) {
      case LOG_KEY ->
          "No independent witness signs the log: whoever holds its key can rewrite history.";
      case PARTY_KEY -> "Whoever holds the party's key can speak in its name.";
      case OPERATOR_METERS -> "The meters belong to the one who is judged, or bear no seal.";
      case CALIBRATION -> "One coefficient turns energy into compute; if it is off, so is all.";
      case INVENTORY -> "What is installed is known only from the party's own declaration.";
    };
  }

  public static String notEstablished(NotEstablished open) {
    return switch (open) {
      case KIND ->
          "Whether the declared work was of the declared kind: energy cannot tell training from"
              + " serving.";
      case ELSEWHERE -> "Whether anything happens at places that are not declared.";
      case INVENTORY ->
          "Whether the inventory is complete and the devices are what they are said to be.";
      case BELOW_DETECTABLE -> "Whether anything smaller than the detectable amount happened.";
      case EACH_DAY -> "Whether a cap for a day was kept on each single day of a longer period.";
      case METER_PLACEMENT -> "Whether the meters read the devices they are said to read.";
      case SINGLE_VIEW ->
          "Whether every reader is shown the same log: no independent witness has signed it.";
      case TRUTH_OF_STATEMENTS -> "Whether what the statements say is true.";
    };
  }

  /** What a reason means, apart from its details. */
  public static String reason(ReasonCode code) {
    return switch (code) {
      case SOURCE_DAMAGED -> "bytes are damaged, unsigned or inconsistent";
      case UNACCOUNTED_COMPUTE -> "more was metered than declared, past the refutation level";
      case ENERGY_DIFFERS -> "the reported energy is not that of the readings it cites";
      case DEVICE_TIME_EXCEEDED -> "more device-time was declared than there is";
      case CONTRADICTING_REPORTS -> "two reports for one period, neither correcting the other";
      case IN_SCOPE_AS_DECLARED -> "the party's own report declares work that the order forbade";
      case CAP_EXCEEDED_AS_DECLARED -> "more was declared than the order's cap leaves";
      case UNPERMITTED_AS_DECLARED -> "the party declares work under a cap without a permit";
      case ACKNOWLEDGED_LATE -> "the order was acknowledged too late";
      case MISSING_READINGS -> "readings that should be there are not";
      case NOT_REPORTED -> "a report that was due is not there";
      case NOT_DECLARED -> "the place was not declared at that time";
      case NOT_CALIBRATED -> "nothing said what an operation costs in energy";
      case WITHHELD -> "the readings exist but were not shown to this reader";
      case EVIDENCE_DAMAGED -> "the evidence this needs is damaged";
      case ANOMALY_OPEN -> "past the alarm level, short of refutation: a clarification is due";
      case GOAL_NOT_ATTAINED -> "a violation that matters could have been missed";
      case UNMETERED -> "declared devices have no meter of their own";
      case ASSUMPTION_UNVERIFIED -> "it would rest on something nobody has verified";
      case DUPLICATE_SERIES -> "readings of different meters are exact copies of each other";
      case READING_ABOVE_LIMIT -> "readings higher than the devices can draw";
      case UNDECLARED_POINT -> "readings came from a meter that was never declared";
      case MISMATCHED_BASIS -> "meters, calibration and activity do not fit each other";
      case CALIBRATION_JUDGES_ITSELF -> "the calibration was made from what it would judge";
      case DEVICE_TIME_UNACCOUNTED -> "nobody said what some devices did for some of the time";
      case NOT_ACKNOWLEDGED -> "the order was not acknowledged";
      case NOT_YET_DUE -> "what would show it is not due yet";
      case ORDER_TIME_UNKNOWN -> "nobody vouches for when the order was logged";
      case PERIOD_STRADDLES_ORDER -> "a period with such work lies only partly under the order";
      case SCOPE_UNCERTAIN -> "the report does not say whether the work was in scope";
      case CAP_EXCEEDED_TOGETHER -> "several together exceed the cap, none of them alone";
      case DECLARATION_REFUTED -> "the declaration that would show it does not stand";
      case COMPLETENESS_NOT_EXAMINED -> "a declared site cannot show what happens elsewhere";
    };
  }

  /** What was noticed, apart from its details. */
  public static String finding(FindingCode code) {
    return switch (code) {
      case SOURCE_DAMAGED -> "The source's bytes are damaged.";
      case WITHHELD -> "Readings were not shown to this reader.";
      case NOT_REPORTED -> "A due report is not there.";
      case CONTRADICTING_REPORTS -> "A period was reported more than once.";
      case REPORT_CORRECTED -> "A report was replaced by a later one; both are in the log.";
      case AREA_DROPPED -> "A later declaration leaves out an area.";
      case MISSING_READINGS -> "Readings are missing.";
      case GAP -> "Readings have a hole, shorter than the charter's limit.";
      case CLOCK_BACKWARDS -> "A meter's clock ran backwards.";
      case READING_ABOVE_LIMIT -> "Readings are higher than the devices can draw.";
      case UNDECLARED_POINT -> "Readings came from a meter that was never declared.";
      case DUPLICATE_SERIES -> "Series of readings are exact copies of each other.";
      case NEAR_DUPLICATE_SERIES -> "Series of readings share long stretches: an indication only.";
      case ENERGY_DIFFERS -> "The reported energy is not that of the readings.";
      case DEVICE_TIME_UNACCOUNTED -> "Nobody said what devices did for some of the time.";
      case DEVICE_TIME_EXCEEDED -> "More device-time was declared than there is.";
      case UNACCOUNTED_COMPUTE -> "More compute was metered than declared, past the alarm level.";
      case OVER_DECLARED ->
          "More compute was declared than metered, past the alarm level. It changes no status and"
              + " is never set off against anything.";
      case LIMIT_EXCEEDED_AS_DECLARED ->
          "A training lineage exceeds the charter's limit by the party's own declaration.";
      case RECEIPT_OVERDUE -> "A site has not acknowledged an order in time.";
      case REVIEW_OVERDUE -> "An order was to be reviewed and was not; it does not end by that.";
      case BREAK_GLASS_USED ->
          "A permit for an emergency was granted: such work goes on whatever restrains others.";
      case CANARY_ADMITTED ->
          "A job that had to be refused was admitted, by the site's own report.";
      case CANARY_MISSING ->
          "No job was submitted to see it refused, or the site says nothing of it any more.";
      case HOOK_CHANGED -> "What a scheduler asks has changed; it may have been updated.";
      case HOOK_MISSING -> "What a scheduler should ask is not there.";
      case CONFIGURATION_CHANGED ->
          "What the site is set to enforce has changed; it may have been updated.";
      case SOURCE_STARVED -> "A source gave the site nothing recent while another did.";
      case ACCOUNTS_DIFFER ->
          "The site's schedulers accounted other device-time than the site declared.";
      case ACCOUNTS_MISSING -> "Accounts of the site's schedulers are missing, at least in part.";
    };
  }

  public static String outcome(Outcome outcome) {
    return switch (outcome) {
      case WITHIN -> "within the agreed levels";
      case ALARM -> "alarm open";
      case BEYOND -> "past the refutation level";
    };
  }

  public static String decides(DecidingTest test) {
    return switch (test) {
      case ONE_SHOT -> "The one-shot test decides: each period against its own sigma.";
      case ANYTIME ->
          "The anytime test decides: the running sum of the independent sequence, under a bound"
              + " that holds however often one looks.";
      case ONE_SHOT_THEN_ANYTIME ->
          "The one-shot test decides a single period, the anytime test a run of periods.";
    };
  }
}
