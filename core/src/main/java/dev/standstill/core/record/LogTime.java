package dev.standstill.core.record;

import java.util.regex.Pattern;

/**
 * A checkpoint that witnesses have cosigned, put into the log that it is of. Checkpoints carry no
 * time, cosignatures do: what stands before it in the log was there when they were made, what
 * stands after it came later.
 *
 * @param checkpoint base64 of the signed note; this room does not look into it
 */
public record LogTime(String checkpoint) implements StatementBody {

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  public LogTime {
    if (checkpoint.length() % 4 != 0 || !BASE64.matcher(checkpoint).matches()) {
      throw new IllegalArgumentException("a cosigned checkpoint is written as base64");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.LOG_TIME;
  }
}
