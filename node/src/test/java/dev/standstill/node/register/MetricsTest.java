package dev.standstill.node.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.standstill.node.projection.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register's numbers and the alerts over them, as Prometheus' own tool reads them. */
class MetricsTest {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @TempDir Path folder;

  private record Ended(int status, String output) {}

  private Ended promtool(Path input, String... arguments) throws Exception {
    if (!Files.isExecutable(PROMTOOL)) {
      if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
        fail("promtool is missing; ./check installs it");
      }
      Assumptions.abort("promtool is missing; install prometheus to run this test");
    }
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(PROMTOOL.toString()), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }

  @Test
  void areReadByPrometheusWithoutComplaint() throws Exception {
    WorldLog world = WorldLog.write(1, folder);
    try (OpenRegister open =
        OpenRegister.at(
            folder, world.log(), world.policy(), Database.sqlite(folder.resolve("p.sqlite")))) {
      String empty = text(open);
      assertThat(empty)
          .contains("standstill_log_entries 0")
          .doesNotContain("standstill_conclusions{");
      for (byte[] entry : world.entries()) {
        open.post(entry);
      }
      open.awaitAnswered(world.entries().size());
      String full = text(open);
      assertThat(full)
          .contains("standstill_log_entries " + world.entries().size())
          .contains("standstill_statements_accepted_total " + world.entries().size())
          .contains("standstill_register_ready 1")
          .contains("standstill_findings{code=\"withheld\"")
          // Nobody witnesses this log: there is nothing to say of witnesses.
          .doesNotContain("standstill_witness");
      for (String text : List.of(empty, full)) {
        Path file = Files.writeString(folder.resolve("metrics"), text);
        Ended ended = promtool(file, "check", "metrics");
        assertThat(ended.output()).isEmpty();
        assertThat(ended.status()).isZero();
      }
    }
  }

  private static String text(OpenRegister open) {
    return new String(open.http().get("metrics").body(), UTF_8);
  }

  @Test
  void raiseTheAlertsThatAreShipped() throws Exception {
    Path root = Path.of(System.getProperty("repositoryRoot", ".."));
    Files.copy(
        root.resolve("packaging/standstill-alerts.yml"), folder.resolve("standstill-alerts.yml"));
    copy("alerts-test.yml");
    Path none = Files.createFile(folder.resolve("none"));
    Ended rules = promtool(none, "check", "rules", "standstill-alerts.yml");
    assertThat(rules.status()).as(rules.output()).isZero();
    Ended tests = promtool(none, "test", "rules", "alerts-test.yml");
    assertThat(tests.status()).as(tests.output()).isZero();
  }

  private void copy(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(MetricsTest.class.getResourceAsStream(name))) {
      Files.copy(in, folder.resolve(name));
    }
  }
}
