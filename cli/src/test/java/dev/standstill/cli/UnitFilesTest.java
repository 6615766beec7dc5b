package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What systemd would start is a command of this version, through the launcher. */
class UnitFilesTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNullElse(System.getProperty("repositoryRoot"), ".."));
  private static final Pattern START = Pattern.compile("(?m)^ExecStart=/usr/bin/standstill (.*)$");

  private static List<String> started(String unit) throws IOException {
    Matcher start = START.matcher(Files.readString(ROOT.resolve("packaging").resolve(unit)));
    assertThat(start.find()).isTrue();
    return Arrays.asList(start.group(1).split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"standstill-site.service", "standstill-node.service"})
  void theCommandIsKnownWithAllItsOptions(String unit) throws IOException {
    ParseResult result =
        new CommandLine(new Standstill()).parseArgs(started(unit).toArray(String[]::new));
    assertThat(result.hasSubcommand()).isTrue();
    assertThat(result.subcommand().hasSubcommand()).isTrue();
    assertThat(result.subcommand().subcommand().unmatched()).isEmpty();
  }

  /** The launcher knows the agent by its first two words. */
  @Test
  void theAgentGetsItsMemoryFlags() throws IOException {
    String words = String.join(" ", started("standstill-site.service").subList(0, 2));
    String launcher = Files.readString(ROOT.resolve("standstill"));
    int branch = launcher.indexOf("= '" + words + "' ]; then");
    assertThat(branch).isPositive();
    assertThat(launcher.substring(branch, launcher.indexOf("\nfi", branch)))
        .contains("-XX:MaxNewSize", "-XX:TrimNativeHeapInterval");
  }
}
