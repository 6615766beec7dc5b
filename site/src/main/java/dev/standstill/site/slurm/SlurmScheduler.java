package dev.standstill.site.slurm;

import static java.lang.System.Logger.Level.WARNING;

import dev.standstill.site.slurm.SlurmCommands.Ended;
import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.Scheduler;
import dev.standstill.site.workload.SchedulerException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Slurm, through its own commands. Whoever runs them must be root or SlurmUser.
 *
 * <p>What a command says is believed only where it does not matter: a job is stopped when a later
 * listing shows that it holds no devices, not when scontrol ended with 0.
 */
public final class SlurmScheduler implements Scheduler {
  private static final System.Logger LOG = System.getLogger(SlurmScheduler.class.getName());
  private static final String AT_WORST = "; it counts at its worst";

  /** What it is called in demands. */
  static final String NAME = "slurm";

  /** The beginning of every refusal by our hook, as its owner reads it. */
  private static final String REFUSED = "standstill: refused: ";

  private static final int TEXT_MAX = 400;
  private static final Duration RESUMING = Duration.ofSeconds(2);

  private final SlurmInstallation installation;
  private final SlurmCommands commands;
  private final Optional<String> canaryUser;
  private Map<String, SlurmJob> known = Map.of();

  /**
   * A scheduler that is asked by commands.
   *
   * @param canaryUser who submits the canary: a user with an account; empty for whoever runs this
   */
  public SlurmScheduler(
      SlurmInstallation installation, SlurmCommands commands, Optional<String> canaryUser) {
    this.installation = installation;
    this.commands = commands;
    this.canaryUser = canaryUser;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<ScheduledJob> jobs() throws SchedulerException {
    List<SlurmJob> jobs = list();
    known =
        jobs.stream()
            .collect(
                // After an array was put back, Slurm may show one of its tasks twice.
                Collectors.toMap(
                    job -> job.job().id(), Function.identity(), (one, other) -> other));
    return jobs.stream().map(SlurmJob::job).toList();
  }

  private List<SlurmJob> list() throws SchedulerException {
    SlurmListing listing = new SlurmListing(installation);
    return commands.reading(
        output -> {
          try (InputStream stream = Files.newInputStream(output)) {
            List<SlurmJob> jobs = listing.read(stream);
            listing.defects().forEach(defect -> LOG.log(WARNING, defect.getMessage() + AT_WORST));
            return jobs;
          }
        },
        "squeue",
        "--json");
  }

  private SlurmJob known(ScheduledJob job) throws SchedulerException {
    SlurmJob found = known.get(job.id());
    if (found == null) {
      jobs();
      found = known.get(job.id());
    }
    if (found == null) {
      throw new SchedulerException("Slurm does not know the job " + job.id());
    }
    return found;
  }

  /**
   * A job that runs gets the text in its own output; one that waits shows it in its AdminComment.
   */
  @Override
  public void warn(ScheduledJob job, String text) throws SchedulerException {
    SlurmJob found = known(job);
    String words = oneLine(text);
    switch (job.phase()) {
      case RUNNING -> tolerant(found, "scontrol", "notify", found.target(), "standstill: " + words);
      case PENDING, HELD, STARTING, SUSPENDED -> comment(found, words);
      case ENDING, ENDED -> {
        // Nobody is left to read it.
      }
    }
  }

  /**
   * Sends SIGUSR1 to the job's script, or to its steps where it has no script. A suspended job
   * could not save anything, so it goes on first.
   */
  @Override
  public void askToSave(ScheduledJob job) throws SchedulerException {
    SlurmJob found = known(job);
    if (job.phase() == Phase.SUSPENDED) {
      tolerant(found, "scontrol", "resume", found.target());
      // Its node refuses signals until it has resumed the job, and says so to nobody.
      pause();
    }
    List<String> signal = new ArrayList<>(List.of("scancel", "--signal=USR1"));
    if (found.batch()) {
      signal.add("--batch");
    }
    signal.add(found.target());
    tolerant(found, signal.toArray(String[]::new));
  }

  private static void pause() throws SchedulerException {
    try {
      Thread.sleep(RESUMING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchedulerException("interrupted", e);
    }
  }

  /**
   * Puts the job back and holds it. What Slurm cannot put back, because it is interactive or its
   * owner forbade it, is cancelled.
   */
  @Override
  public void stopAndHold(ScheduledJob job, String reason) throws SchedulerException {
    SlurmJob found = known(job);
    // First why, then what: a crash between them must not leave a job that nobody releases.
    comment(found, SlurmMarks.HELD + reason);
    Ended ended = commands.run("scontrol", "requeuehold", found.target());
    if (ended.status() == 0) {
      return;
    }
    Optional<ScheduledJob> now = look(found);
    if (now.isEmpty()) {
      return;
    }
    switch (now.get().phase()) {
      case PENDING -> hold(job, reason);
      case STARTING, RUNNING, SUSPENDED ->
          cancel(job, reason + " (it cannot be put back: " + ended.words() + ")");
      case HELD, ENDING, ENDED -> {
        // It was stopped before.
      }
    }
  }

  @Override
  public void cancel(ScheduledJob job, String reason) throws SchedulerException {
    SlurmJob found = known(job);
    comment(found, reason);
    tolerant(found, "scancel", found.target());
  }

  @Override
  public void hold(ScheduledJob job, String reason) throws SchedulerException {
    SlurmJob found = known(job);
    comment(found, SlurmMarks.HELD + reason);
    tolerant(found, "scontrol", "hold", found.target());
  }

  /** Also takes back the two minutes that Slurm lets a job wait after it was put back. */
  @Override
  public void release(ScheduledJob job) throws SchedulerException {
    SlurmJob found = known(job);
    tolerant(found, "scontrol", "release", found.target());
    comment(found, SlurmMarks.RELEASED);
    tolerant(found, "scontrol", "update", "jobid=" + found.target(), "starttime=now");
  }

  /** A whole node of the largest kind, without end and without a permit; held, so it cannot run. */
  @Override
  public Canary canary() throws SchedulerException {
    List<String> command = new ArrayList<>();
    canaryUser.ifPresent(user -> command.addAll(List.of("runuser", "-u", user, "--")));
    command.addAll(
        List.of(
            "sbatch",
            "--hold",
            "--parsable",
            "--job-name=standstill-canary",
            "--chdir=/tmp",
            "--output=/dev/null",
            "--nodes=1",
            "--gres=%s:%d"
                .formatted(
                    installation.deviceResources().getFirst(), installation.devicesPerNode()),
            "--time=UNLIMITED",
            "--wrap=false"));
    Ended ended = commands.run(command);
    if (ended.status() == 0) {
      String id = ended.output().strip().split(";", -1)[0];
      commands.must("scancel", id);
      return new Canary.Admitted(id);
    }
    int at = ended.errors().indexOf(REFUSED);
    if (at < 0) {
      throw new SchedulerException("the canary was refused, but not by the hook: " + ended.words());
    }
    return new Canary.Refused(
        ended.errors().substring(at + REFUSED.length()).lines().findFirst().orElse(""));
  }

  /** What the job is now; empty if Slurm has forgotten it. */
  private Optional<ScheduledJob> look(SlurmJob job) throws SchedulerException {
    return list().stream()
        .map(SlurmJob::job)
        .filter(other -> other.id().equals(job.job().id()))
        .findFirst();
  }

  private void comment(SlurmJob job, String words) throws SchedulerException {
    tolerant(
        job,
        "scontrol",
        "update",
        "jobid=" + job.target(),
        "admincomment=" + SlurmMarks.OURS + oneLine(words));
  }

  /** Where a command fails because the job is over, or was so already, nothing is wrong. */
  private void tolerant(SlurmJob job, String... command) throws SchedulerException {
    Ended ended = commands.run(command);
    if (ended.status() == 0) {
      return;
    }
    Optional<ScheduledJob> now = look(job);
    boolean over =
        now.isEmpty() || now.get().phase() == Phase.ENDED || now.get().phase() == Phase.ENDING;
    boolean moved = now.isPresent() && now.get().phase() != job.job().phase();
    if (!over && !moved) {
      throw SlurmCommands.failed(List.of(command), ended);
    }
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\"]+", " ").strip();
    return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX);
  }
}
