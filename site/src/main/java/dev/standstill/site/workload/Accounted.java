package dev.standstill.site.workload;

import java.util.List;

/**
 * What a scheduler accounted in some time.
 *
 * @param runs every run that could be read
 * @param unread what could not be, each with its place and why: somebody may have had devices there
 */
public record Accounted(List<AccountedRun> runs, List<String> unread) {

  public Accounted {
    runs = List.copyOf(runs);
    unread = List.copyOf(unread);
  }
}
