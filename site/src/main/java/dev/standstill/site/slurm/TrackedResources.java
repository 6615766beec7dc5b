package dev.standstill.site.slurm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slurm's own list of what a job has, for example {@code cpu=8,node=1,gres/gpu=8,gres/gpu:h100=8}.
 * The line with a type repeats what the line without one says.
 */
final class TrackedResources {

  private static final Pattern ITEM = Pattern.compile("([^=,]+)=([^=,]*)");
  static final int DEVICES_MAX = 10_000_000;

  private TrackedResources() {}

  /**
   * How many devices a list has.
   *
   * @return empty if the list is not of this shape, or names a device only by a type: then nobody
   *     knows how many there are
   */
  static Optional<Integer> devices(String list, List<String> deviceResources) {
    long total = 0;
    for (String item : list.isBlank() ? List.<String>of() : List.of(list.split(",", -1))) {
      Matcher parts = ITEM.matcher(item);
      if (!parts.matches()) {
        return Optional.empty();
      }
      String name = parts.group(1);
      if (deviceResources.stream().anyMatch(device -> name.equals("gres/" + device))) {
        if (!parts.group(2).matches("\\d{1,9}")) {
          return Optional.empty();
        }
        total += Long.parseLong(parts.group(2));
      } else if (deviceResources.stream()
          .anyMatch(device -> name.startsWith("gres/" + device + ":") && !names(list, device))) {
        return Optional.empty();
      }
    }
    return total > DEVICES_MAX ? Optional.empty() : Optional.of((int) total);
  }

  private static boolean names(String list, String device) {
    return ("," + list).contains(",gres/" + device + "=");
  }
}
