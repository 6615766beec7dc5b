package dev.standstill.site.slurm;

import dev.standstill.site.configuration.AccountsForm;
import dev.standstill.site.slurm.SlurmCommands.Ended;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.SchedulerException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What Slurm accounted, asked of its own {@code sacct}: every run, also of jobs put back. */
public final class SacctAccounting {

  /** The comment comes last: it is its owner's, and may hold anything. */
  private static final String FIELDS =
      "JobID,User,Account,Partition,State,Start,End,ElapsedRaw,TimelimitRaw,AllocTRES,"
          + "ConsumedEnergyRaw,NodeList,Comment";

  private final SlurmInstallation installation;
  private final SlurmCommands commands;
  private final AccountsForm form;
  private final Consumer<AccountingDefect> defects;
  private final SecureRandom random = new SecureRandom();

  /**
   * Asks by commands.
   *
   * @param form how sacct is to print
   * @param defects told of every line that cannot be used
   */
  public SacctAccounting(
      SlurmInstallation installation,
      SlurmCommands commands,
      AccountsForm form,
      Consumer<AccountingDefect> defects) {
    this.installation = installation;
    this.commands = commands;
    this.form = form;
    this.defects = defects;
  }

  /**
   * Every run that had devices or waited for them at some time since.
   *
   * @throws SchedulerException if nothing is known
   */
  public SacctListing since(Instant time) throws SchedulerException {
    SacctListing listing =
        switch (form) {
          case PARSABLE -> parsable(time);
          case JSON ->
              commands.reading(
                  output -> {
                    try (InputStream in = Files.newInputStream(output)) {
                      return SacctJson.read(in, installation.deviceResources());
                    }
                  },
                  command(time, "--json"));
        };
    listing.defects().forEach(defects);
    return listing;
  }

  private SacctListing parsable(Instant time) throws SchedulerException {
    byte[] secret = new byte[8];
    random.nextBytes(secret);
    String delimiter = "~" + HexFormat.of().formatHex(secret) + "~";
    Ended ended =
        commands.run(
            command(time, "--parsable2", "--delimiter=" + delimiter, "--format=" + FIELDS));
    if (ended.status() != 0) {
      throw new SchedulerException("sacct ended with " + ended.status() + ": " + ended.words());
    }
    return SacctListing.parse(ended.output(), delimiter, installation.deviceResources())
        .orElseThrow(() -> new SchedulerException("sacct printed no heading"));
  }

  private static String[] command(Instant time, String... more) {
    return Stream.concat(
            Stream.of(
                "sacct",
                "--allocations",
                "--duplicates",
                "--allusers",
                "--starttime=" + local(time),
                "--endtime=now"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** What of it is over. */
  public List<EndedJob> endedSince(Instant time) throws SchedulerException {
    return since(time).jobs().stream()
        .filter(job -> job.start().isPresent() && job.end().isPresent())
        .map(job ->
            new EndedJob(
                job.id(),
                job.owner(),
                job.queue(),
                job.devices(),
                job.permit(),
                job.start().orElseThrow(),
                job.end().orElseThrow()))
        .toList();
  }

  /** Its commands run in UTC. Slurm's times are whole seconds, and none before 1970. */
  private static String local(Instant time) {
    Instant from = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    return from.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
  }
}
