package dev.standstill.site.slurm;

import dev.standstill.site.slurm.SlurmCommands.Ended;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A whole Slurm on this machine: controller, accounting with its database, and nodes with eight
 * pretended GPUs each. All it needs lies in one folder, and all it starts ends with it.
 */
final class SlurmCluster implements AutoCloseable {

  static final int NODES = 4;
  static final String TOKEN = "of this test";

  private final Path folder;
  private final ClusterFiles files;
  private SlurmInstallation installation;
  private SlurmHooks hooks;
  private final SlurmCommands commands;
  private final Daemons daemons;
  private final String user;
  private final Thread atExit = new Thread(this::end);
  private boolean ended;
  private long scriptTime;

  private SlurmCluster(int gatePort) throws IOException {
    // Short, because the path of a socket may have some ninety characters.
    this.folder =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "sc",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    this.user = "lab" + ProcessHandle.current().pid();
    this.files = new ClusterFiles(folder, host(), freePorts(4 + NODES), NODES);
    this.installation = installation(gatePort);
    this.hooks = new SlurmHooks(installation);
    this.commands = new SlurmCommands(installation, Duration.ofSeconds(30), files.at("run"));
    this.daemons =
        new Daemons(
            files.at("log"),
            Map.of("SLURM_CONF", files.slurmConf().toString(), "PATH", SlurmInstallation.PROGRAMS));
  }

  /** Starts one whose hooks ask the gate at this port of the loopback. */
  static SlurmCluster start(int gatePort) throws Exception {
    SlurmCluster cluster = new SlurmCluster(gatePort);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    try {
      cluster.begin();
      return cluster;
    } catch (Exception | Error e) {
      String logs = cluster.lastWords();
      cluster.close();
      throw new IllegalStateException("the cluster did not start\n" + logs, e);
    }
  }

  private void begin() throws Exception {
    files.writeAll(
        hooks.configurationLines(),
        List.of(
            "PartitionName=train Nodes=ALL Default=YES MaxTime=INFINITE DefaultTime=10 State=UP",
            "PartitionName=whole Nodes=ALL OverSubscribe=EXCLUSIVE MaxTime=INFINITE State=UP",
            "PartitionName=serve Nodes=ALL MaxTime=INFINITE DefaultTime=10 State=UP",
            "PartitionName=short Nodes=ALL MaxTime=30 State=UP"));
    ask(installation.gatePort(), TOKEN);
    for (int device = 0; device < ClusterFiles.DEVICES_PER_NODE; device++) {
      must("mknod", files.at("dev/nv" + device).toString(), "c", "1", "3");
    }
    must("useradd", "--no-create-home", "--shell", "/bin/bash", user);
    startAccounting();
    startController();
    startNodes();
  }

  private void startAccounting() throws Exception {
    byte[] key = new byte[128];
    ThreadLocalRandom.current().nextBytes(key);
    Path keyFile = files.at("munge/key");
    Files.write(keyFile, key);
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    daemons.start(
        "munged",
        "/usr/sbin/munged",
        "--foreground",
        "--force",
        "--socket=" + files.at("munge/socket"),
        "--key-file=" + keyFile,
        "--pid-file=" + files.at("munge/pid"),
        "--log-file=" + files.at("log/munged.log"),
        "--seed-file=" + files.at("munge/seed"));
    must(
        "mariadb-install-db",
        "--no-defaults",
        "--user=root",
        "--datadir=" + files.at("db/data"),
        "--auth-root-authentication-method=normal",
        "--skip-test-db");
    daemons.start(
        "mariadbd",
        "/usr/sbin/mariadbd",
        "--no-defaults",
        "--user=root",
        "--datadir=" + files.at("db/data"),
        "--socket=" + files.at("db/socket"),
        "--port=" + files.databasePort(),
        "--bind-address=127.0.0.1",
        "--pid-file=" + files.at("db/pid"),
        "--init-file=" + files.at("etc/users.sql"),
        "--innodb-buffer-pool-size=64M",
        "--innodb-lock-wait-timeout=900",
        // Nothing here outlives the test, so nothing has to survive a loss of power.
        "--innodb-flush-log-at-trx-commit=0",
        "--skip-name-resolve",
        "--skip-log-bin");
    await("the database", () -> listens(files.databasePort()));
    await("munged", () -> Files.exists(files.at("munge/socket")));
    daemons.start("slurmdbd", "/usr/sbin/slurmdbd", "-D");
    await("slurmdbd", () -> commands.run("sacctmgr", "-n", "show", "cluster").status() == 0);
    must("sacctmgr", "-i", "add", "cluster", "lab");
    must("sacctmgr", "-i", "add", "account", "lab", "other");
    must("sacctmgr", "-i", "add", "user", user, "account=lab,other", "defaultaccount=lab");
  }

  /** Starts slurmctld and waits until it answers. */
  void startController() throws Exception {
    daemons.start("slurmctld", "/usr/sbin/slurmctld", "-D", "-f", files.slurmConf().toString());
    await("slurmctld", () -> commands.run("scontrol", "ping").status() == 0);
  }

  private void startControllerOnly() throws IOException {
    daemons.start("slurmctld", "/usr/sbin/slurmctld", "-D", "-f", files.slurmConf().toString());
  }

  /** Whether slurmctld stays up once it is started. */
  boolean startsController() throws Exception {
    startControllerOnly();
    await(
        "an end of the start of slurmctld",
        () -> !controllerRuns() || commands.run("scontrol", "ping").status() == 0);
    return controllerRuns();
  }

  void stopController() {
    daemons.stop("slurmctld");
  }

  private void startNodes() throws Exception {
    for (int node = 0; node < NODES; node++) {
      daemons.start(
          "slurmd-n" + node,
          "/usr/sbin/slurmd",
          "-D",
          "-N",
          "n" + node,
          "-f",
          files.slurmConf().toString());
    }
    await(
        "the nodes",
        () ->
            commands
                    .run("sinfo", "-h", "-N", "-p", "train", "-o", "%T")
                    .output()
                    .lines()
                    .filter("idle"::equals)
                    .count()
                == NODES);
  }

  /** From now on the hooks ask another gate. */
  void ask(int gatePort, String token) throws IOException {
    Files.writeString(tokenFile(), token + "\n");
    installation = installation(gatePort);
    hooks = new SlurmHooks(installation);
    hooks.install();
    scriptChanged();
  }

  /** Slurm reads the script again only when it is younger than the last one, in whole seconds. */
  void scriptChanged() throws IOException {
    scriptTime = Math.max(scriptTime + 1, Instant.now().getEpochSecond());
    Files.setLastModifiedTime(
        hooks.place(SlurmHooks.SUBMIT), FileTime.from(Instant.ofEpochSecond(scriptTime)));
  }

  private SlurmInstallation installation(int gatePort) {
    return new SlurmInstallation(
        "127.0.0.1",
        gatePort,
        tokenFile(),
        files.slurmConf(),
        files.at("etc"),
        SlurmInstallation.PROGRAMS,
        ClusterFiles.DEVICES_PER_NODE,
        List.of("gpu"));
  }

  Path tokenFile() {
    return files.at("etc/token");
  }

  SlurmInstallation installation() {
    return installation;
  }

  SlurmScheduler scheduler() {
    return new SlurmScheduler(installation, commands, Optional.of(user));
  }

  SlurmHooks hooks() {
    return hooks;
  }

  SlurmCommands commands() {
    return commands;
  }

  String user() {
    return user;
  }

  Path jobs() {
    return files.at("jobs");
  }

  String controllerLog() throws IOException {
    return Files.readString(files.at("log/slurmctld.log"));
  }

  boolean controllerRuns() {
    return daemons.runs("slurmctld");
  }

  /** Submits a job in the user's name and returns its id. */
  String submit(String... options) throws SchedulerException {
    Ended ended = trySubmit(options);
    if (ended.status() != 0) {
      throw SlurmCommands.failed(List.of(options), ended);
    }
    return ended.output().strip();
  }

  /** Submits a job that may be refused. */
  Ended trySubmit(String... options) throws SchedulerException {
    List<String> all = new ArrayList<>(List.of("sbatch", "--parsable"));
    all.addAll(List.of(options));
    return asUser(all.toArray(String[]::new));
  }

  /** One fact of a job, by squeue's own name for it. */
  String fact(String job, String field) throws SchedulerException {
    return must(
            "squeue", "--noheader", "--states=all", "--jobs=" + job, "--Format=" + field + ":500")
        .strip();
  }

  String state(String job) throws SchedulerException {
    return fact(job, "State");
  }

  void awaitState(String job, String state) throws Exception {
    await("job " + job + " to be " + state, () -> state(job).equals(state));
  }

  /** Ends every job, and waits until no node has one. */
  void clear() throws Exception {
    commands.run("scancel", "--user=" + user, "--signal=KILL", "--full");
    commands.run("scancel", "--user=" + user);
    await("an empty queue", () -> commands.run("squeue", "--noheader").output().isBlank());
  }

  /** Runs a command as somebody who may only use the cluster. */
  Ended asUser(String... command) throws SchedulerException {
    List<String> all =
        new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    all.addAll(List.of("env", "--chdir=" + jobs(), "HOME=" + jobs()));
    all.addAll(List.of(command));
    return commands.run(all);
  }

  /** Runs a command as root; it must end well. */
  String must(String... command) throws SchedulerException {
    Ended ended = commands.run(command);
    if (ended.status() != 0) {
      throw SlurmCommands.failed(List.of(command), ended);
    }
    return ended.output();
  }

  static void await(String what, Callable<Boolean> holds) throws Exception {
    await(what, Duration.ofSeconds(60), holds);
  }

  static void await(String what, Duration most, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + most.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not come within " + most.toSeconds() + " s");
      }
      Thread.sleep(50);
    }
  }

  private static boolean listens(int port) {
    try (java.net.Socket socket = new java.net.Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    try {
      while (open.size() < count) {
        freeSocket().ifPresent(open::add);
      }
      return open.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : open) {
        socket.close();
      }
    }
  }

  private static Optional<ServerSocket> freeSocket() {
    // Below those that the system gives to outgoing connections.
    int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String host() throws IOException {
    String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }

  private String lastWords() {
    try (Stream<Path> logs = Files.list(files.at("log"))) {
      StringBuilder words = new StringBuilder();
      for (Path log : logs.sorted().toList()) {
        List<String> lines = Files.readAllLines(log);
        words.append("--- ").append(log.getFileName()).append('\n');
        lines.stream()
            .skip(Math.max(0, lines.size() - 15))
            .forEach(line -> words.append(line).append('\n'));
      }
      return words.toString();
    } catch (IOException e) {
      return "no logs: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    // The nodes first, or they would wait for their jobs.
    for (int node = 0; node < NODES; node++) {
      daemons.kill("slurmd-n" + node);
    }
    Daemons.endAllOf(user);
    daemons.stopAll();
    Daemons.endAllOf(user);
    try {
      commands.run("userdel", user);
      deleteAll(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
