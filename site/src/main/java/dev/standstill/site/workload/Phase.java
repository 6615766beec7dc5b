package dev.standstill.site.workload;

/** What has become of a job. */
public enum Phase {
  /** It waits, and the scheduler may start it. */
  PENDING,
  /** It waits, and stays so until it is released. */
  HELD,
  /** It has devices and is about to run. */
  STARTING,
  /** It runs. */
  RUNNING,
  /** It is stopped for now; it keeps its devices, and its memory on them. */
  SUSPENDED,
  /** It is being ended; its devices are not free yet. */
  ENDING,
  /** It is over. */
  ENDED;

  /** Whether it occupies devices. Whoever must stop has not while any job does. */
  public boolean holdsDevices() {
    return switch (this) {
      case STARTING, RUNNING, SUSPENDED, ENDING -> true;
      case PENDING, HELD, ENDED -> false;
    };
  }
}
