package dev.standstill.site.metering.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The short process that writes an hour. */
public final class WriteHour {
  private WriteHour() {}

  /** Runs as a process: STORE HOUR. */
  public static void main(String... arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /**
   * Writes an hour and prints the path of each commitment, one a line.
   *
   * @param arguments the store's folder and the hour, as {@link Hour#toString} writes it
   * @return 0 if everything is written, 2 if it is not and why was said
   */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.size() != 2) {
      err.println("name a store and an hour, such as 2026-11-23T19Z");
      return 2;
    }
    Path store = Path.of(arguments.get(0));
    try {
      for (HourCommitment written : HourWriter.write(store, Hour.parse(arguments.get(1)))) {
        out.println(new StoreLayout(store).commitment(written.area(), written.hour()));
      }
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
  }
}
