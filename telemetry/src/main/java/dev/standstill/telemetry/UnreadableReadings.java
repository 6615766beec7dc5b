package dev.standstill.telemetry;

import java.nio.file.Path;

/**
 * A source of readings that cannot be taken as it is. Its message is one line, made to be shown to
 * an operator: {@code FILE:LINE: problem; remedy}. Line 0 stands for the whole file and is left
 * out.
 */
public final class UnreadableReadings extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int TEXT_LENGTH_MAX = 300;

  private final String file;
  private final long line;
  private final String problem;
  private final String remedy;

  /** The source broke at this line (0: the file as a whole). */
  public UnreadableReadings(Path file, long line, String problem, String remedy) {
    this(file, line, problem, remedy, null);
  }

  /** The same, with what led to it. */
  public UnreadableReadings(
      Path file,
      long line,
      String problem,
      String remedy,
      @org.jspecify.annotations.Nullable Throwable cause) {
    super(
        oneLine(file.toString())
            + (line > 0 ? ":" + line : "")
            + ": "
            + oneLine(problem)
            + "; "
            + oneLine(remedy),
        cause);
    this.file = oneLine(file.toString());
    this.line = line;
    this.problem = oneLine(problem);
    this.remedy = oneLine(remedy);
  }

  /** The file, as the caller named it. */
  public String file() {
    return file;
  }

  /** The line, from 1; 0 for the file as a whole. */
  public long line() {
    return line;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Hostile content must not forge further lines, or terminal commands, in an operator's view. */
  private static String oneLine(String text) {
    String shown = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return shown.length() <= TEXT_LENGTH_MAX ? shown : shown.substring(0, TEXT_LENGTH_MAX) + "...";
  }
}
