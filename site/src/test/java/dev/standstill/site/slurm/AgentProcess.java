package dev.standstill.site.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.site.agent.Guarded;
import dev.standstill.site.configuration.AccountsForm;
import dev.standstill.site.lab.LabSite;
import dev.standstill.site.lab.LabSiteFiles;
import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.Scheduler;
import dev.standstill.site.workload.SchedulerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** An agent in a process of its own that stands still once it has stopped a job. */
final class AgentProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private AgentProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader(UTF_8);
  }

  /** Starts it on the site's state, and waits until its gate answers. */
  static AgentProcess start(SlurmCluster cluster, SlurmSite site) throws Exception {
    AgentProcess agent =
        new AgentProcess(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AgentProcess.class.getName(),
                    site.state().toString(),
                    site.files().folder().toString(),
                    cluster.installation().slurmConf().toString(),
                    cluster.tokenFile().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    cluster.ask(Integer.parseInt(agent.awaitLine("port ")), LabSite.TOKEN);
    return agent;
  }

  /** The rest of the first line that begins so. */
  String awaitLine(String begin) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(begin)) {
        return line.substring(begin.length());
      }
    }
    throw new IOException("the agent ended");
  }

  /** As a loss of power would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** State, files, slurm.conf, token. */
  public static void main(String[] args) throws Exception {
    Path configuration = Path.of(args[2]);
    SlurmInstallation installation =
        new SlurmInstallation(
            "127.0.0.1",
            1,
            Path.of(args[3]),
            configuration,
            configuration.resolveSibling("."),
            SlurmInstallation.PROGRAMS,
            ClusterFiles.DEVICES_PER_NODE,
            List.of("gpu"));
    SlurmCommands commands =
        new SlurmCommands(
            installation, Duration.ofSeconds(30), Path.of(args[0]).resolve("commands"));
    SacctAccounting accounting =
        new SacctAccounting(installation, commands, AccountsForm.PARSABLE, _ -> {});
    Scheduler scheduler =
        new StandsStill(new SlurmScheduler(installation, commands, Optional.empty()));
    LabSite site =
        LabSite.start(
            Path.of(args[0]),
            LabSiteFiles.in(Path.of(args[1])),
            List.of(new Guarded(scheduler, accounting::endedSince, List::of)));
    System.out.println("port " + site.port());
    new CountDownLatch(1).await();
  }

  /** Slurm, until it was told to stop a job: then nothing more. */
  private record StandsStill(SlurmScheduler slurm) implements Scheduler {

    @Override
    public String name() {
      return slurm.name();
    }

    @Override
    public List<ScheduledJob> jobs() throws SchedulerException {
      return slurm.jobs();
    }

    @Override
    public void warn(ScheduledJob job, String text) throws SchedulerException {
      slurm.warn(job, text);
    }

    @Override
    public void askToSave(ScheduledJob job) throws SchedulerException {
      slurm.askToSave(job);
    }

    @Override
    public void stopAndHold(ScheduledJob job, String reason) throws SchedulerException {
      slurm.stopAndHold(job, reason);
      System.out.println("stopped " + job.id());
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new SchedulerException("interrupted", e);
      }
    }

    @Override
    public void cancel(ScheduledJob job, String reason) throws SchedulerException {
      slurm.cancel(job, reason);
    }

    @Override
    public void hold(ScheduledJob job, String reason) throws SchedulerException {
      slurm.hold(job, reason);
    }

    @Override
    public void release(ScheduledJob job) throws SchedulerException {
      slurm.release(job);
    }

    @Override
    public Canary canary() {
      return new Canary.Refused("not asked");
    }
  }
}
