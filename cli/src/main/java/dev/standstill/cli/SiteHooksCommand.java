package dev.standstill.cli;

import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.slurm.Hook;
import dev.standstill.site.slurm.SlurmHooks;
import dev.standstill.site.slurm.SlurmInstallation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What schedulers run for us. */
@Command(
    name = "hooks",
    mixinStandardHelpOptions = true,
    description =
        "Shows whether the programs that Slurm runs for this site are in their places and as they"
            + " should be, and the lines that slurm.conf needs; with --install puts them there.",
    footer = {
      "",
      "Example: standstill site hooks --install >> /etc/slurm/slurm.conf",
      "",
      "On standard output are the lines for slurm.conf only. Restart slurmctld and every slurmd",
      "after adding them.",
      "Exit status: 0 if all are as they should be; 1 if one is missing or was changed."
    })
final class SiteHooksCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final OwnSite own = new OwnSite();

  @Option(names = "--install", description = "Write them; what is there is replaced.")
  private boolean install;

  @Override
  public Integer call() throws IOException {
    SiteConfiguration site = own.configuration();
    SlurmHooks hooks = new SlurmHooks(installation(site));
    if (install) {
      hooks.install();
    }
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    List<Hook> found = hooks.inspect();
    for (Hook hook : found) {
      terminal.problem(hook.file() + ": " + state(hook));
    }
    hooks.configurationLines().forEach(terminal::line);
    return found.stream().allMatch(Hook::isIntact) ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private static String state(Hook hook) {
    if (hook.isIntact()) {
      return "as it should be, SHA-256 " + hook.expected();
    }
    return hook.found().isEmpty() ? "missing" : "was changed";
  }

  static SlurmInstallation installation(SiteConfiguration site) {
    Path token = site.state().resolve(OwnSite.TOKEN).toAbsolutePath().normalize();
    return SlurmInstallation.of(
        site.slurm()
            .orElseThrow(
                () -> new IllegalArgumentException("the configuration names no Slurm: [slurm]")),
        site.gate(),
        token);
  }
}
