package dev.standstill.site.metering;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that is not ours. Where it must be there, its absence is a failure, not a skip. */
public final class RealComponent {

  private RealComponent() {}

  public static void require(String command) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    if (!there) {
      if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
        fail(command + " is missing; ./check installs it");
      }
      Assumptions.abort(command + " is missing; install it to run this test");
    }
  }
}
