package dev.standstill.site.slurm;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a site says of its Slurm.
 *
 * @param gateHost where the gate listens: a loopback address, for example {@code 127.0.0.1}
 * @param gatePort and its port
 * @param slurmConf Slurm's own configuration; job_submit.lua lies beside it, or Slurm finds none
 * @param hooks the folder of the two prologs
 * @param programs the folders of Slurm's commands, as a PATH
 * @param devicesPerNode how many devices the largest node has: what a job that takes it whole gets
 * @param deviceResources the generic resources that are devices, for example {@code gpu}
 */
public record SlurmSettings(
    String gateHost,
    int gatePort,
    Path slurmConf,
    Path hooks,
    String programs,
    int devicesPerNode,
    List<String> deviceResources) {

  /** Where Debian and most others put Slurm's commands. */
  public static final String PROGRAMS = "/usr/sbin:/usr/bin:/sbin:/bin";

  // They are written into programs as they are, so nothing in them may end a word.
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]+");
  private static final Pattern PATHS = Pattern.compile("[\\w./:@+ -]+");
  private static final Pattern RESOURCE = Pattern.compile("[A-Za-z][\\w-]*");

  public SlurmSettings {
    deviceResources = List.copyOf(deviceResources);
    demand(ADDRESS.matcher(gateHost).matches(), "the gate's host is an address", gateHost);
    demand(gatePort > 0 && gatePort < 65536, "a port is from 1 to 65535", gatePort);
    demand(plain(slurmConf), "an absolute path of plain characters", slurmConf);
    demand(plain(hooks), "an absolute path of plain characters", hooks);
    demand(PATHS.matcher(programs).matches(), "a list of folders of plain characters", programs);
    demand(devicesPerNode > 0, "the largest node has devices", devicesPerNode);
    demand(!deviceResources.isEmpty(), "some generic resource is a device", deviceResources);
    deviceResources.forEach(
        name -> demand(RESOURCE.matcher(name).matches(), "the name of a generic resource", name));
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
