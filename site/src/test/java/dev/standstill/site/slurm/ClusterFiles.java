package dev.standstill.site.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The folder of one cluster, and what its daemons read there. */
final class ClusterFiles {

  static final int DEVICES_PER_NODE = 8;

  /** slurmd waits no shorter, whatever slurm.conf says. */
  static final Duration KILL_WAIT = Duration.ofSeconds(5);

  private final Path folder;
  private final List<Integer> ports;
  private final int nodes;
  private final String host;

  /**
   * Lays out the folder.
   *
   * @param ports of slurmctld, slurmd, slurmdbd, the database, then one for each node
   */
  ClusterFiles(Path folder, String host, List<Integer> ports, int nodes) throws IOException {
    this.folder = folder;
    this.host = host;
    this.ports = List.copyOf(ports);
    this.nodes = nodes;
    for (String name : List.of("etc", "state", "log", "run", "munge", "db", "dev", "jobs")) {
      Files.createDirectory(folder.resolve(name));
    }
    for (int node = 0; node < nodes; node++) {
      Files.createDirectory(folder.resolve("spool-n" + node));
    }
    Files.setPosixFilePermissions(
        folder.resolve("jobs"), PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  Path at(String name) {
    return folder.resolve(name);
  }

  Path slurmConf() {
    return at("etc/slurm.conf");
  }

  int databasePort() {
    return ports.get(3);
  }

  void writeAll(List<String> hookLines, List<String> more) throws IOException {
    Files.writeString(slurmConf(), slurmConf(hookLines, more), UTF_8);
    Files.writeString(
        at("etc/gres.conf"),
        "NodeName=n[0-%d] Name=gpu Type=h100 File=%s/dev/nv[0-%d]%n"
            .formatted(nodes - 1, folder, DEVICES_PER_NODE - 1),
        UTF_8);
    Files.writeString(at("etc/cgroup.conf"), "CgroupAutomount=no\nCgroupPlugin=cgroup/v1\n", UTF_8);
    Path accounting = at("etc/slurmdbd.conf");
    Files.writeString(accounting, slurmdbdConf(), UTF_8);
    // slurmdbd refuses a file that others may read.
    Files.setPosixFilePermissions(accounting, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        at("etc/users.sql"),
        // One statement a line, or the database reads only the first.
        """
        create user slurm@'127.0.0.1' identified by 'own';
        grant all on slurm_acct.* to slurm@'127.0.0.1';
        """,
        UTF_8);
  }

  private String slurmConf(List<String> hookLines, List<String> more) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        List.of(
            "ClusterName=lab",
            "SlurmctldHost=" + host + "(127.0.0.1)",
            "SlurmUser=root",
            "SlurmdUser=root",
            "AuthType=auth/munge",
            "AuthInfo=socket=" + at("munge/socket"),
            "SlurmctldPort=" + ports.get(0),
            "SlurmdPort=" + ports.get(1),
            "StateSaveLocation=" + at("state"),
            "SlurmdSpoolDir=" + folder + "/spool-%n",
            "SlurmctldPidFile=" + at("run/slurmctld.pid"),
            "SlurmdPidFile=" + folder + "/run/slurmd-%n.pid",
            "SlurmctldLogFile=" + at("log/slurmctld.log"),
            "SlurmdLogFile=" + folder + "/log/slurmd-%n.log",
            // Neither cgroups nor a message bus.
            "ProctrackType=proctrack/linuxproc",
            "TaskPlugin=task/none",
            "SwitchType=switch/none",
            "MpiDefault=none",
            "ReturnToService=2",
            "SchedulerParameters=bf_interval=2,sched_interval=2,sched_min_interval=100000",
            "SelectType=select/cons_tres",
            "SelectTypeParameters=CR_Core",
            "GresTypes=gpu",
            // The nodes claim more than this machine has.
            "SlurmdParameters=config_overrides",
            "AccountingStorageType=accounting_storage/slurmdbd",
            "AccountingStorageHost=127.0.0.1",
            "AccountingStoragePort=" + ports.get(2),
            "AccountingStoragePass=" + at("munge/socket"),
            "AccountingStorageEnforce=associations,limits,qos",
            "JobAcctGatherType=jobacct_gather/none",
            "KillWait=" + KILL_WAIT.toSeconds(),
            "MinJobAge=600",
            "PrologEpilogTimeout=30"));
    lines.addAll(hookLines);
    for (int node = 0; node < nodes; node++) {
      lines.add(
          ("NodeName=n%d NodeHostname=%s NodeAddr=127.0.0.1 Port=%d CPUs=8 Boards=1"
                  + " SocketsPerBoard=2 CoresPerSocket=4 ThreadsPerCore=1 RealMemory=4000"
                  + " Gres=gpu:h100:%d State=UNKNOWN")
              .formatted(node, host, ports.get(4 + node), DEVICES_PER_NODE));
    }
    lines.addAll(more);
    return String.join("\n", lines) + "\n";
  }

  private String slurmdbdConf() {
    return String.join(
        "\n",
        "AuthType=auth/munge",
        "AuthInfo=socket=" + at("munge/socket"),
        "DbdHost=localhost",
        "DbdAddr=127.0.0.1",
        "DbdPort=" + ports.get(2),
        "SlurmUser=root",
        "LogFile=" + at("log/slurmdbd.log"),
        "PidFile=" + at("run/slurmdbd.pid"),
        "StorageType=accounting_storage/mysql",
        "StorageHost=127.0.0.1",
        "StoragePort=" + databasePort(),
        "StorageUser=slurm",
        "StoragePass=own",
        "StorageLoc=slurm_acct",
        "");
  }
}
