package dev.standstill.log.sequence;

import dev.standstill.log.audit.LogDefect;
import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** The files of a log disagree with its checkpoint, so that no writer may extend it. */
public final class LogDamagedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<LogDefect> defects;

  LogDamagedException(List<LogDefect> defects) {
    super("the log has " + defects.size() + " defects, the first: " + defects.getFirst());
    this.defects = List.copyOf(defects);
  }

  public List<LogDefect> defects() {
    return defects;
  }
}
