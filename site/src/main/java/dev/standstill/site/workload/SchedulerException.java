package dev.standstill.site.workload;

import java.io.IOException;

/** A scheduler did not do, or did not say, what it was asked. Nothing follows about its jobs. */
public final class SchedulerException extends IOException {
  private static final long serialVersionUID = 1L;

  public SchedulerException(String message) {
    super(message);
  }

  public SchedulerException(String message, Throwable cause) {
    super(message, cause);
  }
}
