package dev.standstill.site.metering.store;

import dev.standstill.site.metering.Fault;
import java.util.List;

/** What became of readings that were given to the store. */
public sealed interface Kept {

  /**
   * Those that can be kept are on the disk.
   *
   * @param readings how many are on the disk
   * @param late how many of those came after their hour was closed
   * @param undeclared how many of those are of devices that the site did not declare
   * @param refused why others will never be taken, one line for each kind
   * @param refusedReadings how many others
   */
  record Durably(int readings, int late, int undeclared, List<Fault> refused, int refusedReadings)
      implements Kept {
    public Durably {
      refused = List.copyOf(refused);
    }
  }

  /**
   * None of them counts as kept: they must be offered again.
   *
   * @param reason why
   * @param detail one line
   */
  record NotNow(Why reason, String detail) implements Kept {}

  /** Why readings cannot be kept now. */
  enum Why {
    /** Too many wait already. */
    BUSY,
    /** The disk took no more. */
    DISK_REFUSES,
    /** The disk did not confirm what it took, so that nothing it says counts until a restart. */
    DISK_UNTRUSTED,
    /** The store is closed. */
    CLOSED
  }
}
