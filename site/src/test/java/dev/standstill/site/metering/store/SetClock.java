package dev.standstill.site.metering.store;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that shows what it was set to. */
public final class SetClock implements InstantSource {
  private volatile Instant now;

  public SetClock(Instant now) {
    this.now = now;
  }

  public void set(Instant time) {
    now = time;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
