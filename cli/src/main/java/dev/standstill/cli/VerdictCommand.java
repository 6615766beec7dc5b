package dev.standstill.cli;

import dev.standstill.core.order.Moment;
import dev.standstill.core.order.PresentedOrder;
import dev.standstill.core.record.Citation;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Verdict;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Statement;
import dev.standstill.wire.VerdictJson;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
      "Example: standstill verdict --job JOB.json --presented pause.json EVIDENCE",
      "",
      "JOB.json has party, site, area, operationKind, devices and timeLimitSeconds, and may have",
      "lineage, permit, lineageFlop and devicePeakFlopPerSecond (strings of digits); see",
      "docs/permits.md. The clock is this machine's; --as-of sets another.",
      "",
      "A pause that is presented and lacks its quorum, or anything else that binds nobody, is an",
      "error: no verdict is given.",
      "",
      "Exit status: 0 admit; 1 refuse; 2 JOB.json, SOURCE or what is presented cannot be used."
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

  @Option(
      names = "--presented",
      paramLabel = "FILE",
      description =
          "A signed pause that was shown to you: it binds although the log does not have it yet."
              + " May be given several times.")
  private List<Path> shownFiles = List.of();

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
    List<PresentedOrder> presented = new ArrayList<>();
    for (Path file : shownFiles) {
      presented(file, verdicts, moment).ifPresent(presented::add);
    }
    Verdict verdict = verdicts.of(job, moment, presented);
    print(terminal, verdict, verdicts);
    return verdict instanceof Verdict.Admit ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private static Optional<PresentedOrder> presented(Path file, JobVerdict verdicts, Moment moment)
      throws IOException {
    Draft draft = DraftFile.read(file);
    Statement statement = DraftFile.statement(file, draft);
    try {
      return verdicts.presented(draft, statement, moment);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
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
