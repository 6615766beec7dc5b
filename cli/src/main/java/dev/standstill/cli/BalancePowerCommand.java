package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.study.BalanceStudy;
import dev.standstill.core.study.Detection;
import dev.standstill.core.study.DetectionStudy;
import dev.standstill.core.study.PowerStudy;
import dev.standstill.wire.BalanceStudyJson;
import dev.standstill.wire.StatedBalanceJson.Stated;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a planned balance could show. */
@Command(
    name = "power",
    mixinStandardHelpOptions = true,
    description =
        "Says, before anyone signs, what a planned balance would detect: the smallest violation"
            + " each test finds, what detection costs in false alarms, and how soon it comes."
            + " Amounts in FILE are the planned ones.",
    footer = {
      "",
      "Example: standstill balance power testdata/balances/twelve-periods.json --svg plots",
      "",
      "The format of FILE is in docs/balance.md. Computed where it can be, else simulated from"
          + " --seed with its standard error.",
      "Exit status: 0 studied, 2 bad input."
    })
final class BalancePowerCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The planned balance, as JSON.")
  private @Nullable Path file;

  @Option(
      names = "--total",
      paramLabel = "X",
      description =
          "Size of the violation, in the unit of FILE; default: FILE's, else what the cumulative"
              + " test finds however it is spread.")
  private @Nullable Double total;

  @Mixin private SimulationFlags simulation = new SimulationFlags();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--svg",
      paramLabel = "DIR",
      description = "Draw the characteristic and the time to detection of each shape in here.")
  private @Nullable Path svg;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    int runs = simulation.runs();
    Stated stated = StatedBalanceFile.read(Objects.requireNonNull(file));
    BalanceStudy study = BalanceStudy.of(stated.balance(), stated.levels());
    DetectionStudy detection = DetectionStudy.of(study);
    double size = total != null ? total : stated.total().orElse(detection.guaranteedDetectable());
    List<Detection> rows = detection.all(size, simulation.normals(), runs);
    PowerStudy power = PowerStudy.of(study, size, simulation::normals, runs);
    List<Path> drawn = svg == null ? List.of() : PowerCharts.write(svg, study, power);
    if (json) {
      terminal.json(StrictJson.pretty(json(study, rows, power, detection.guaranteedDetectable())));
    } else {
      PowerText text = new PowerText(terminal, study, stated.unit());
      text.detection(rows);
      text.characteristic(power);
      text.courses(power);
      drawn.forEach(path -> terminal.line("drawn: " + path));
    }
    return ExitStatus.OK;
  }

  private static ObjectNode json(
      BalanceStudy study, List<Detection> rows, PowerStudy power, double guaranteed) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("total", power.total())
        .put("guaranteedDetectable", guaranteed)
        .put("falseAlarm", study.levels().falseAlarm())
        .put("detectionProbability", study.levels().detection());
    ArrayNode detection = root.putArray("detection");
    rows.forEach(row -> BalanceStudyJson.detection(detection.addObject(), study, row));
    ArrayNode roc = root.putArray("roc");
    for (PowerStudy.Operating point : power.characteristic()) {
      roc.addObject()
          .put("shape", Words.of(point.shape()))
          .put("test", Words.of(point.test()))
          .put("falseAlarm", point.falseAlarm())
          .put("probability", point.probability());
    }
    ArrayNode courses = root.putArray("timeToDetect");
    for (PowerStudy.Course course : power.courses()) {
      ArrayNode byPeriod =
          courses
              .addObject()
              .put("shape", Words.of(course.shape()))
              .put("test", Words.of(course.test()))
              .putArray("probabilityByPeriod");
      course.byPeriod().forEach(byPeriod::add);
    }
    return root;
  }
}
