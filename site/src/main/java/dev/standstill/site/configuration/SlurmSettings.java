package dev.standstill.site.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A Slurm cluster that the agent keeps in order.
 *
 * @param configuration its slurm.conf
 * @param gpusPerNode the most devices that one node has: what a job gets that takes nodes whole
 * @param canaryUser the user in whose name the canary is submitted; must not be root
 * @param killWait how long Slurm leaves a job between SIGTERM and SIGKILL; compliance takes this
 *     longer
 * @param hooks where the hooks are installed, so that their removal is seen; empty to look beside
 *     slurm.conf
 * @param accounts in which form accounts are asked for
 */
public record SlurmSettings(
    Path configuration,
    int gpusPerNode,
    String canaryUser,
    Duration killWait,
    Optional<Path> hooks,
    AccountsForm accounts) {

  public SlurmSettings {
    if (gpusPerNode < 1) {
      throw new IllegalArgumentException("a node has 1 device or more: " + gpusPerNode);
    }
    if (canaryUser.isBlank() || canaryUser.equals("root")) {
      throw new IllegalArgumentException("the canary has a user of its own, and not root");
    }
  }

  /** Where the hooks are. */
  public Path hookDirectory() {
    Path beside = configuration.toAbsolutePath().getParent();
    return hooks.orElse(beside == null ? Path.of("/") : beside);
  }
}
