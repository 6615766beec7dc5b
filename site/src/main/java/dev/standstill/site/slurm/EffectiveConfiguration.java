package dev.standstill.site.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.core.record.Digest;
import dev.standstill.core.report.Enforcement;
import dev.standstill.site.slurm.SlurmCommands.Ended;
import dev.standstill.site.workload.SchedulerException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What slurmctld goes by, as it says itself. A hook may lie in its place, and Slurm may have been
 * told to run it no more: that is not in any file of the hooks, but it is in here.
 */
public final class EffectiveConfiguration {
  private static final String NAME = "slurm configuration";

  /** They change without anybody changing anything. */
  private static final List<String> PASSING =
      List.of("Configuration data as of", "BOOT_TIME", "NEXT_JOB_ID", "HASH_VAL", "Slurmctld(");

  private final SlurmCommands commands;

  public EffectiveConfiguration(SlurmCommands commands) {
    this.commands = commands;
  }

  /** As a site reports it; without a digest if slurmctld does not say. */
  public Enforcement.Hook found() {
    try {
      Ended ended = commands.run("scontrol", "show", "config");
      return new Enforcement.Hook(
          NAME, ended.status() == 0 ? Optional.of(digest(ended.output())) : Optional.empty());
    } catch (SchedulerException e) {
      return new Enforcement.Hook(NAME, Optional.empty());
    }
  }

  /** Of everything that is a setting. */
  static Digest digest(String config) {
    String settings =
        config
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && PASSING.stream().noneMatch(line::startsWith))
            .collect(Collectors.joining("\n"));
    return SlurmHooks.digest(settings.getBytes(UTF_8));
  }
}
