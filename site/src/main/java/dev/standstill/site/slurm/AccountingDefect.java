package dev.standstill.site.slurm;

import dev.standstill.wire.json.Words;

/**
 * A line of Slurm's accounting that cannot be used. It is kept: somebody used devices there.
 *
 * @param place where in what was read: {@code line 17}, {@code jobs/16}
 * @param line as it was read
 * @param reason why
 * @param field which field
 */
public record AccountingDefect(String place, String line, Reason reason, String field) {

  /** What is wrong with it. */
  public enum Reason {
    /** It has fewer fields than the heading. */
    CUT_SHORT,
    /** A field that must have something has nothing. */
    EMPTY,
    /** It is no time. */
    NO_TIME,
    /** It is no number, or no length of time. */
    NO_NUMBER,
    /** It is no list of resources, or says of devices only the type. */
    NO_RESOURCES,
    /** It ends before it starts. */
    ENDS_BEFORE_START,
    /** Something in it is of a shape that nobody knows. */
    NO_SHAPE
  }

  @Override
  public String toString() {
    return place + ": " + Words.of(reason) + (field.isEmpty() ? "" : " in " + field) + ": " + line;
  }
}
