package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, whole: world, evidence, verification, report. */
class DemoCommandTest {
  @TempDir Path folder = Path.of("replaced");

  @Test
  void printsWhatVerifyPrintsAndWhereItLies() throws IOException {
    Path evidence = folder.resolve("kept");
    Ran demo = Ran.standstill("demo", "--json", "--keep", evidence);
    assertThat(demo.err()).isEmpty();
    assertThat(demo.status()).isZero();

    ObjectNode printed = (ObjectNode) new JsonMapper().readTree(demo.out());
    assertThat(printed.remove("evidence").asText()).isEqualTo(evidence.toString());
    assertThat(Path.of(printed.remove("report").asText()))
        .isEqualTo(folder.resolve("kept-report.html"))
        .isNotEmptyFile();
    assertThat(printed.remove("seed").asLong()).isEqualTo(1);
    assertThat(refutedSites(printed)).containsExactly("delta");

    Ran verify = Ran.standstill("verify", evidence, "--json");
    assertThat(verify.status()).isEqualTo(ExitStatus.NEGATIVE);
    assertThat(new JsonMapper().readTree(verify.out())).isEqualTo(printed);
  }

  @Test
  void saysToAPersonWhoIsRefutedAndWhy() {
    Path evidence = folder.resolve("kept");
    Ran demo = Ran.standstill("demo", "--seed", "2", "--keep", evidence);
    assertThat(demo.status()).isZero();
    assertThat(demo.out())
        .contains("REFUTED   cygnus/delta")
        .contains("UNDECIDED borealis/ridge")
        .contains("no report was made for the period")
        .contains("None of this establishes:")
        .contains("standstill verify " + evidence + " --charter ")
        .contains("Seed:     2");
    assertThat(demo.out().lines()).filteredOn(line -> line.startsWith("REFUTED")).hasSize(1);
  }

  @Test
  void refusesAFolderThatExistsAndTouchesNothing() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Ran demo = Ran.standstill("demo", "--keep", taken);
    assertThat(demo.status()).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(demo.err().lines()).singleElement().asString().contains("already exists");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(taken));
  }

  @Test
  void refusesASeedThatIsNoNumber() {
    assertThat(Ran.standstill("demo", "--seed", "many").status()).isEqualTo(ExitStatus.UNUSABLE);
  }

  private static List<String> refutedSites(JsonNode printed) {
    return printed
        .get("conclusions")
        .valueStream()
        .filter(conclusion -> conclusion.get("status").asText().equals("refuted"))
        .map(conclusion -> conclusion.get("subject").get("site").asText())
        .distinct()
        .toList();
  }
}
