package dev.standstill.site.slurm;

import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.SchedulerException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Slurm's words for where a job is, and the phase each makes. A word nobody knows is an error. */
final class JobStates {

  private static final Set<String> ENDED =
      Set.of(
          "BOOT_FAIL",
          "CANCELLED",
          "COMPLETED",
          "DEADLINE",
          "FAILED",
          "NODE_FAIL",
          "OUT_OF_MEMORY",
          "PREEMPTED",
          "REVOKED",
          "TIMEOUT");

  /** They say something beside the phase. */
  private static final Set<String> REMARKS =
      Set.of(
          "EXPEDITING",
          "LAUNCH_FAILED",
          "POWER_UP_NODE",
          "RECONFIG_FAIL",
          "REQUEUED",
          "REQUEUE_FED",
          "RESIZING",
          "RESV_DEL_HOLD",
          "SIGNALING",
          "UPDATE_DB");

  private JobStates() {}

  /** Later versions give the base state and its flags, 22.05 the most telling of them. */
  static Phase phase(ListingFields fields) throws SchedulerException {
    List<String> states = fields.words("job_state");
    for (String state : states) {
      if (!isKnown(state)) {
        throw fields.wrong("job_state", "states that this version knows");
      }
    }
    if (states.contains("COMPLETING") || states.contains("STAGE_OUT")) {
      return Phase.ENDING;
    }
    if (states.contains("CONFIGURING")) {
      return Phase.STARTING;
    }
    if (states.contains("SUSPENDED") || states.contains("STOPPED")) {
      return Phase.SUSPENDED;
    }
    if (states.contains("RUNNING") || states.contains("SIGNALING") || states.contains("RESIZING")) {
      return Phase.RUNNING;
    }
    if (states.stream().anyMatch(ENDED::contains)) {
      return Phase.ENDED;
    }
    if (states.contains("REQUEUE_HOLD") || states.contains("SPECIAL_EXIT")) {
      return Phase.HELD;
    }
    if (states.contains("PENDING") || states.contains("REQUEUED")) {
      return isHeld(fields) ? Phase.HELD : Phase.PENDING;
    }
    throw fields.wrong("job_state", "a state");
  }

  private static boolean isKnown(String state) {
    return switch (state) {
      case "COMPLETING",
          "CONFIGURING",
          "PENDING",
          "REQUEUE_HOLD",
          "RUNNING",
          "SPECIAL_EXIT",
          "STAGE_OUT",
          "STOPPED",
          "SUSPENDED" ->
          true;
      default -> ENDED.contains(state) || REMARKS.contains(state);
    };
  }

  /** Slurm holds a job by giving it no priority. */
  private static boolean isHeld(ListingFields fields) throws SchedulerException {
    OptionalLong priority = fields.numberIfSet("priority");
    return priority.isPresent()
        ? priority.getAsLong() == 0
        : fields.text("state_reason").startsWith("JobHeld");
  }
}
