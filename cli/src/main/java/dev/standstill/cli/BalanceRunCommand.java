package dev.standstill.cli;

import dev.standstill.core.study.BalanceStudy;
import dev.standstill.core.study.Detection;
import dev.standstill.core.study.DetectionStudy;
import dev.standstill.core.study.RetrospectiveLook;
import dev.standstill.wire.BalanceStudyJson;
import dev.standstill.wire.StatedBalanceJson.Stated;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Any balance, closed and tested. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Closes any balance that a file states (flows, stocks, the instruments that measured them)"
          + " and runs every test: the independent sequence, Page's, cumulative, anytime, GEMUF;"
          + " and says what each would have detected.",
      "",
      "Unaccounted above zero means in, but neither out nor still there: performed but not"
          + " declared. A study concludes nothing about anybody: no charter, no evidence."
    },
    footer = {
      "",
      "Example: standstill balance run testdata/balances/twelve-periods.json --json",
      "",
      "The format of FILE is in docs/balance.md.",
      "Exit status: 0 studied (alarms are in the answer), 2 bad input, 3 if a period misses an"
          + " amount and so has no balance."
    })
final class BalanceRunCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The balance, as JSON.")
  private @Nullable Path file;

  @Mixin private SimulationFlags simulation = new SimulationFlags();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    int runs = simulation.runs();
    Stated stated = StatedBalanceFile.read(Objects.requireNonNull(file));
    BalanceStudy study = BalanceStudy.of(stated.balance(), stated.levels());
    DetectionStudy detection = DetectionStudy.of(study);
    double total = stated.total().orElse(detection.guaranteedDetectable());
    List<Detection> rows = detection.all(total, simulation.normals(), runs);
    Optional<RetrospectiveLook> look = RetrospectiveLook.at(study, simulation.normals(), runs);
    if (json) {
      terminal.json(StrictJson.pretty(BalanceStudyJson.of(study, rows, look)));
    } else {
      BalanceStudyText text = new BalanceStudyText(terminal, study, stated.unit());
      text.periods();
      text.looks(look);
      text.detection(rows);
    }
    return study.missing().isEmpty() ? ExitStatus.OK : ExitStatus.UNDECIDED;
  }
}
