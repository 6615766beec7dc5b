package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.simulation.live.LivePlan;
import dev.standstill.simulation.live.LivePlan.WhilePaused;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop for real: registers, witnesses and parties that wait for the clock. */
class LiveDemoTest {
  @TempDir Path folder = Path.of("replaced");

  /** Each takes over a minute, nearly all of it waiting: so they wait together. */
  @Test
  void theHiddenRunIsFoundAndWhatDoesNotComeOutSoIsSaid() throws Exception {
    Path kept = folder.resolve("kept");
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ran> whole =
          together.submit(() -> Ran.standstill("demo", "--live", "--once", "--keep", kept));
      Future<List<String>> honest = together.submit(loop("honest", WhilePaused.KEEPS_IT));
      Future<List<String>> silent =
          together.submit(loop("silent", WhilePaused.HIDES_AND_IS_SILENT));

      Ran demo = whole.get().endedWith(ExitStatus.OK);
      assertThat(demo.err()).isEmpty();
      assertThat(demo.out())
          .contains("aurora and borealis order a pause")
          .contains("acknowledged by aurora/harbour, borealis/lake, cygnus/delta")
          .contains("the goal is 30 s: Site cygnus/delta")
          .contains("aurora and borealis rule: not explained")
          .contains("the pause is over for all")
          .contains("from an independent mirror: the same to the last byte");
      Ran verified = Ran.verified(kept.resolve("mirror")).endedWith(ExitStatus.NEGATIVE);
      assertThat(verified.out()).contains("unaccounted-compute");

      assertThat(honest.get())
          .anyMatch(line -> line.startsWith("nothing refutes what cygnus/delta declared"))
          .anyMatch(line -> line.equals("the case of the hidden run has no ruling"));
      assertThat(silent.get())
          .singleElement()
          .asString()
          .startsWith("order-kept of cygnus/delta should be UNDECIDED")
          .contains("NOT_ACKNOWLEDGED");
      assertThat(DemoCommand.status(terminal(), silent.get())).isEqualTo(ExitStatus.NEGATIVE);
    }
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Object port = taken.getLocalPort();
      Path kept = folder.resolve("kept");
      assertThat(
              Ran.standstill("demo", "--live", "--once", "--port", port, "--keep", kept).refused())
          .contains("cannot listen on", ":" + port);
    }
  }

  @Test
  void optionsThatMeanNothingTogetherAreRefused() {
    assertThat(Ran.standstill("demo", "--once").refused()).contains("--live");
    assertThat(Ran.standstill("demo", "--live", "--json").refused()).contains("--json");
    assertThat(Ran.standstill("demo", "--live", "--port", "70000").refused()).contains("65535");
    assertThat(Ran.standstill("demo", "--live", "--keep", folder).refused())
        .contains("already exists");
  }

  private Callable<List<String>> loop(String name, WhilePaused delta) {
    return () ->
        new LiveDemo(new LivePlan(1, delta), folder.resolve(name), terminal()).run(0, false);
  }

  private static Terminal terminal() {
    return new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }
}
