package dev.standstill.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this process has cost so far, as Linux counts it.
 *
 * @param cpuSeconds of all its threads, in user and system mode
 * @param residentMegabytes now
 * @param residentMegabytesMax at its highest
 */
record ProcessCost(double cpuSeconds, long residentMegabytes, long residentMegabytesMax) {
  /** Linux counts processor time in hundredths of a second, whatever its own clock. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields behind the closing bracket of the command's name. */
  private static final int USER_TICKS = 11;

  static ProcessCost now() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks =
        Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[USER_TICKS + 1]);
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    return new ProcessCost(
        ticks / TICKS_PER_SECOND, megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"));
  }

  private static long megabytes(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }
}
