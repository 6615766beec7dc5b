package dev.standstill.site.metering;

/**
 * Something wrong with a meter, a source or a reading: it is said, never smoothed over.
 *
 * @param reason what kind of thing
 * @param subject what it concerns: a source, a device, a metric or a file
 * @param detail one line for the operator
 */
public record Fault(Reason reason, String subject, String detail) {

  /** Everything that can be wrong. */
  public enum Reason {
    /** The library or endpoint of a source is not there. */
    SOURCE_ABSENT,
    /** A source did not answer, or answered that it cannot. */
    SOURCE_SILENT,
    /** A source answered something that is not its format. */
    SOURCE_UNREADABLE,
    /** A device that was read before is gone. */
    DEVICE_VANISHED,
    /** Two devices of one source have the same name: neither is read. */
    DEVICE_DUPLICATE,
    /** A device's name is none that could be declared. */
    DEVICE_UNNAMED,
    /** A device is metered that the site did not declare; its readings are kept apart. */
    DEVICE_UNDECLARED,
    /** A device gives no reading on a channel. */
    CHANNEL_ABSENT,
    /** A metric has a name that nobody knows, where known ones were expected: a renamed counter. */
    METRIC_UNKNOWN,
    /** A value that no meter can have shown; it is not kept. */
    VALUE_IMPLAUSIBLE,
    /** A reading of the future; it is not kept. */
    TIME_IN_FUTURE,
    /** A reading of an hour that is closed; it is kept apart. */
    READING_LATE,
    /** The same reading came twice; it is kept once. */
    READING_DUPLICATE,
    /** Two values for one device, channel and instant; the first is kept. */
    READING_CONFLICTING,
    /** A reading that the store could not keep for so long that memory ran out. */
    READING_GIVEN_UP,
    /** Readings that name another site, or none; they are not kept. */
    SITE_WRONG,
    /** A journal ends inside a record: what was being written when the power failed. */
    JOURNAL_TORN,
    /** A journal is damaged where it was whole. */
    JOURNAL_DAMAGED
  }
}
