package dev.standstill.site.slurm;

import dev.standstill.site.configuration.SlurmSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a site's Slurm lies, and what its hooks must know.
 *
 * @param gateHost where the gate listens: a loopback address
 * @param gatePort and its port
 * @param token the file with the token that hooks bring along; SlurmUser reads it, and nobody else
 *     but root
 * @param slurmConf Slurm's own configuration; job_submit.lua lies beside it, or Slurm finds none
 * @param hooks the folder of the two prologs
 * @param programs the folders of Slurm's commands, as a PATH
 * @param devicesPerNode how many devices the largest node has: what a job that takes it whole gets
 * @param deviceResources the generic resources that are devices, for example {@code gpu}
 */
public record SlurmInstallation(
    String gateHost,
    int gatePort,
    Path token,
    Path slurmConf,
    Path hooks,
    String programs,
    int devicesPerNode,
    List<String> deviceResources) {

  /** Where Debian and most others put Slurm's commands. */
  public static final String PROGRAMS = "/usr/sbin:/usr/bin:/sbin:/bin";

  /** What Slurm calls accelerators, unless a site has names of its own. */
  private static final List<String> DEVICES = List.of("gpu");

  // They are written into programs as they are, so nothing in them may end a word.
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]+");
  private static final Pattern PATHS = Pattern.compile("[\\w./:@+ -]+");
  private static final Pattern RESOURCE = Pattern.compile("[A-Za-z][\\w-]*");

  public SlurmInstallation {
    deviceResources = List.copyOf(deviceResources);
    demand(ADDRESS.matcher(gateHost).matches(), "the gate's host is an address", gateHost);
    demand(gatePort > 0 && gatePort < 65536, "a port is from 1 to 65535", gatePort);
    demand(plain(token), "an absolute path of plain characters", token);
    demand(plain(slurmConf), "an absolute path of plain characters", slurmConf);
    demand(plain(hooks), "an absolute path of plain characters", hooks);
    demand(PATHS.matcher(programs).matches(), "a list of folders of plain characters", programs);
    demand(devicesPerNode > 0, "the largest node has devices", devicesPerNode);
    demand(!deviceResources.isEmpty(), "some generic resource is a device", deviceResources);
    deviceResources.forEach(
        name -> demand(RESOURCE.matcher(name).matches(), "the name of a generic resource", name));
  }

  /** As the site's configuration says, on this machine. */
  public static SlurmInstallation of(SlurmSettings told, int gatePort, Path token) {
    return new SlurmInstallation(
        "127.0.0.1",
        gatePort,
        token,
        told.configuration(),
        told.hookDirectory(),
        PROGRAMS,
        told.gpusPerNode(),
        DEVICES);
  }

  private static boolean plain(Path path) {
    return path.isAbsolute() && PATHS.matcher(path.toString()).matches();
  }

  private static void demand(boolean holds, String what, Object given) {
    if (!holds) {
      throw new IllegalArgumentException("wanted " + what + ": " + given);
    }
  }
}
