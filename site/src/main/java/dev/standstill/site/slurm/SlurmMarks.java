package dev.standstill.site.slurm;

import java.util.List;
import java.util.Optional;

/**
 * What we write into a job's AdminComment, which only administrators can change. It tells a job
 * that is held in our name from one that its owner holds, and survives every crash of ours.
 */
final class SlurmMarks {

  /** Every mark begins so; the prologs write it too. */
  static final String OURS = "standstill: ";

  /** The agent holds it. */
  static final String HELD = "held: ";

  /** A prolog holds it. */
  private static final String START_REFUSED = "start refused: ";

  static final String RELEASED = "released";

  private SlurmMarks() {}

  /** Why a held job is held in our name; empty if it is not. */
  static Optional<String> heldForUs(String adminComment) {
    for (String why : List.of(HELD, START_REFUSED)) {
      if (adminComment.startsWith(OURS + why)) {
        return Optional.of(adminComment.substring(OURS.length() + why.length()).strip());
      }
    }
    return Optional.empty();
  }
}
