package dev.standstill.cli;

import dev.standstill.core.order.Moment;
import dev.standstill.core.record.Citation;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Verdict;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.wire.VerdictJson;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Admits or refuses one job. */
@Command(
    name = "verdict",
    mixinStandardHelpOptions = true,
    description =
        "Says whether a job may start: admit, or refuse with one reason and the statement it rests"
            + " on. Whatever is unknown, stale or damaged refuses.",
    footer = {
      "",
      "Example: standstill verdict --job JOB.json EVIDENCE",
      "",
      "JOB.json has party, site, area, operationKind, devices and timeLimitSeconds, and may have",
      "lineage, permit, lineageFlop and devicePeakFlopPerSecond (strings of digits); see",
      "docs/permits.md. The clock is this machine's; --as-of sets another.",
      "",
      "Exit status: 0 admit; 1 refuse; 2 JOB.json or SOURCE cannot be read."
    })
final class VerdictCommand implements Callable<Integer> {
  private static final int BYTES_MAX = 65_536;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--job",
      required = true,
      paramLabel = "JOB.json",
      description = "What is to start.")
  private @Nullable Path jobFile;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Job job = job(Objects.requireNonNull(jobFile));
    Optional<Instant> asOf = trust.asOf();
    Evidence evidence = trust.evidence(terminal);
    JobVerdict verdicts = new JobVerdict(evidence);
    Moment moment = verdicts.moment(asOf, Instant.now());
    Verdict verdict = verdicts.of(job, moment);
    print(terminal, verdict, verdicts);
    return verdict instanceof Verdict.Admit ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private static Job job(Path file) throws IOException {
    return switch (VerdictJson.job(SmallFile.read(file, BYTES_MAX))) {
      case ReadResult.Read<Job>(Job job) -> job;
      case ReadResult.Refused<Job>(Refusal refusal) ->
          throw new IllegalArgumentException(file + ": is no job: " + refusal);
    };
  }

  private void print(Terminal terminal, Verdict verdict, JobVerdict verdicts) {
    Optional<Citation> place =
        verdict instanceof Verdict.Refuse refuse
            ? refuse.restsOn().flatMap(verdicts::place)
            : Optional.empty();
    if (json) {
      terminal.json(StrictJson.pretty(VerdictJson.write(verdict, place)));
      return;
    }
    switch (verdict) {
      case Verdict.Admit(var permit) ->
          terminal.line("admit" + permit.map(id -> ", under permit " + id).orElse(""));
      case Verdict.Refuse refuse -> {
        terminal.line("refuse: " + Words.of(refuse.reason()) + ": " + refuse.detail());
        place.ifPresent(
            cited -> terminal.line("rests on entry " + cited.logIndex() + ", " + cited.id()));
      }
    }
  }
}
