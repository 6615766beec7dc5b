package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence that a witness saw: what verify says of it, and of the same without. */
class WitnessedImportTest {

  @TempDir Path temporary;

  private Ran imported(String out, int watts, Path policy) throws IOException {
    Path table =
        Files.writeString(
            temporary.resolve("r.csv"),
            "point,time,watts\na,2026-01-01T00:00:00Z,100\na,2026-01-01T00:00:10Z,%d\n"
                .formatted(watts));
    return Ran.standstill(
        "import",
        "csv",
        "--readings",
        table,
        "--site",
        "n",
        "--accelerators",
        8,
        "--declare-as",
        "idle",
        "--keys",
        temporary.resolve("keys"),
        "--policy",
        policy,
        "--out",
        temporary.resolve(out));
  }

  @Test
  void verifyChecksTheWitnessesOfTheCharter() throws Exception {
    Path logKey = temporary.resolve("keys/log.key");
    Files.createDirectory(logKey.getParent());
    Ran made =
        Ran.standstill("key", "generate", "--name", "standstill.dev/imported/n", "--out", logKey);
    Path known = Files.writeString(temporary.resolve("known"), "log " + made.out());
    Path state = temporary.resolve("w");
    Path policy = temporary.resolve("policy");
    Path source = temporary.resolve("source");
    try (Served witness =
        Served.start(
            temporary.resolve("err"),
            "witness",
            "serve",
            state,
            "--logs",
            known,
            "--name",
            "north.example/w")) {
      Ran key = Ran.standstill("key", "show", "--witness", state.resolve("keys/witness.key"));
      Files.writeString(
          policy, "witness north " + key.out().strip() + " " + witness.url() + "\nquorum north\n");
      imported("source", 110, policy).endedWith(ExitStatus.OK);
      // The witness knows that this key has a history.
      assertThat(imported("again", 120, policy).refused()).contains("this key signed");
      assertThat(temporary.resolve("again")).doesNotExist();
    }
    Ran verified = Ran.verified(source);
    assertThat(verified.status("integrity")).isEqualTo("upheld");
    assertThat(Ran.words(verified.conclusion("integrity").path("weakestLinks")))
        .doesNotContain("log-key");
    // Without the cosignature the log is below its own quorum.
    Path checkpoint = source.resolve("checkpoint");
    String note = Files.readString(checkpoint);
    Files.writeString(checkpoint, note.substring(0, note.indexOf("— north.example")));
    Ran below = Ran.verified(source).endedWith(ExitStatus.NEGATIVE);
    assertThat(below.status("integrity")).isEqualTo("refuted");
  }
}
