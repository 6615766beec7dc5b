package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.simulation.World;
import dev.standstill.simulation.WorldEvidence;
import dev.standstill.simulation.WorldOutcome;
import dev.standstill.simulation.live.LivePlan;
import dev.standstill.wire.ConclusionsJson;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on a world whose truth is known. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates three parties whose sites are metered for some weeks, one of which",
      "trains in secret; writes the evidence they would leave, verifies it, and says",
      "who is upheld, undecided and refuted, and why."
    },
    footer = {
      "",
      "Example: standstill demo --seed 7 --keep demo-evidence",
      "Example: standstill demo --live --once",
      "",
      "With --live: a register, two witnesses and three parties, in real time and in about a",
      "minute and a quarter: a pause is ordered, kept, broken in secret, found out and lifted.",
      "",
      "Exit status: 0 if every site came out as its part in the world says, exactly",
      "one of them refuted; 1 if not; 2 if the evidence could not be written."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 8460;
  private static final int PORT_MAX = 65_535;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another world; the same number is the same world. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Write the evidence here, the report beside it; must not exist. Default: a fresh"
              + " temporary folder.")
  private @Nullable Path keep;

  @Option(names = "--json", description = "Print what verify --json prints, and where it lies.")
  private boolean json;

  @Option(
      names = "--live",
      description =
          "The whole loop in real time, by a charter whose clocks are seconds; the register then"
              + " stays until it is ended.")
  private boolean live;

  @Option(names = "--once", description = "With --live: end when the loop has ended.")
  private boolean once;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "With --live: where the register listens on the loopback; 0 takes any. Default: 8460,"
              + " and with --once any.")
  private @Nullable Integer port;

  /** Where a demo leaves what it made. */
  private record Places(Path evidence, Path report) {
    static Places beside(Path evidence) throws IOException {
      Path name = evidence.toAbsolutePath().normalize().getFileName();
      Places places =
          new Places(evidence, evidence.resolveSibling(name + "-report.html").normalize());
      for (Path place : List.of(places.evidence, places.report)) {
        if (Files.exists(place)) {
          throw new FileAlreadyExistsException(place.toString());
        }
      }
      return places;
    }

    static Places fresh() throws IOException {
      Path folder = Files.createTempDirectory("standstill-demo-");
      return new Places(folder.resolve("evidence"), folder.resolve("report.html"));
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (live) {
      return live(terminal);
    }
    if (once || port != null) {
      throw new IllegalArgumentException("--once and --port go with --live");
    }
    return settled(terminal);
  }

  private int live(Terminal terminal) throws IOException, InterruptedException {
    if (json) {
      throw new IllegalArgumentException(
          "--json does not go with --live; ask verify --json of the mirror it keeps");
    }
    int listen = port == null ? once ? 0 : USUAL_PORT : port;
    if (listen < 0 || listen > PORT_MAX) {
      throw new IllegalArgumentException("--port is 0 to 65535, not " + listen);
    }
    if (keep != null && Files.exists(keep)) {
      throw new FileAlreadyExistsException(keep.toString());
    }
    Path folder = keep == null ? Files.createTempDirectory("standstill-live-") : keep;
    LivePlan plan = new LivePlan(seed, LivePlan.WhilePaused.HIDES_A_RUN);
    return status(terminal, new LiveDemo(plan, folder, terminal).run(listen, !once));
  }

  /** Zero if nothing differs from what the loop is there to show. */
  static int status(Terminal terminal, List<String> differences) {
    differences.forEach(terminal::problem);
    return differences.isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private int settled(Terminal terminal) throws IOException {
    long began = System.nanoTime();
    World world = World.of(seed);
    Places places = keep == null ? Places.fresh() : Places.beside(keep);
    Digest charter = write(world, places, terminal);
    Examination examination = verify(places, terminal);
    ReportFile.write(places.report(), examination, places.evidence().toString());
    WorldOutcome outcome = WorldOutcome.of(world, examination.evaluation());
    if (json) {
      terminal.json(json(examination, places));
    } else {
      DemoText text = new DemoText(terminal, world);
      text.conclusions(examination.evaluation(), outcome);
      text.places(places.evidence(), places.report(), charter);
      text.end(seed, System.nanoTime() - began);
    }
    return status(terminal, outcome.differences());
  }

  private static Digest write(World world, Places places, Terminal terminal) throws IOException {
    try (Terminal.Progress progress = terminal.progress("simulating")) {
      return WorldEvidence.write(world, places.evidence(), progress::at);
    }
  }

  /** As {@code standstill verify} does without any option. */
  private static Examination verify(Places places, Terminal terminal) throws IOException {
    try (Terminal.Progress progress = terminal.progress("recomputing readings")) {
      return Examination.of(
          EvidenceReader.read(places.evidence(), TrustRoot.fromSource()),
          Optional.empty(),
          progress::at);
    }
  }

  private String json(Examination examination, Places places) {
    ObjectNode node =
        ConclusionsJson.tree(examination.verification())
            .put("evidence", places.evidence().toString())
            .put("report", places.report().toString())
            .put("seed", seed);
    return StrictJson.pretty(node).stripTrailing();
  }
}
