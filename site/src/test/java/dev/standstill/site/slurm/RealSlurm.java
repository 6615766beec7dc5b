package dev.standstill.site.slurm;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a cluster of one's own needs. Where it must be there, its absence is a failure. */
final class RealSlurm {

  private static final List<String> PROGRAMS =
      List.of(
          "munged",
          "mariadbd",
          "mariadb-install-db",
          "slurmdbd",
          "slurmctld",
          "slurmd",
          "sacctmgr",
          "sbatch",
          "setpriv",
          "useradd",
          "mknod");

  private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private RealSlurm() {}

  static void require() {
    for (String program : PROGRAMS) {
      if (FOLDERS.stream().noneMatch(at -> Files.isExecutable(Path.of(at, program)))) {
        missing(program);
      }
    }
    if (Stream.of("/usr/share/lua/5.1/socket.lua").map(Path::of).noneMatch(Files::exists)) {
      missing("lua-socket");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      missing("the right to start daemons and make users (root)");
    }
  }

  private static void missing(String what) {
    if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
      fail(what + " is missing; ./check installs what it can");
    }
    Assumptions.abort(what + " is missing; without it no cluster is started");
  }
}
