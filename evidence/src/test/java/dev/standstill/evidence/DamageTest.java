package dev.standstill.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good source of which one thing was changed: never an exception, never upheld. */
class DamageTest {

  /**
   * Of larger files only so many positions are tried: {@code -Dstandstill.damage=all} tries all.
   */
  private static final int POSITIONS =
      System.getProperty("standstill.damage", "").equals("all") ? Integer.MAX_VALUE : 90;

  /** Judging reads the readings anew, which takes long: not after each damage to the log. */
  private static final int JUDGED_EVERY = 60;

  @TempDir Path temporary;
  private Path source = Path.of("");

  @BeforeEach
  void write() throws IOException {
    source = SampleSource.honest(temporary.resolve("source"));
  }

  @Test
  void holdsBeforeAnythingIsChanged() throws IOException {
    assertThat(SampleSource.examined(source).evaluation().conclusions())
        .extracting(Conclusion::claim, Conclusion::status)
        .startsWith(
            tuple(Claim.INTEGRITY, Status.UPHELD),
            tuple(Claim.DECLARED_ACTIVITY, Status.UPHELD),
            tuple(Claim.DECLARED_SITE, Status.UPHELD),
            tuple(Claim.PARTY, Status.UNDECIDED));
  }

  @Test
  void refutesTheSourceWhateverByteIsChanged() throws IOException {
    Random random = new Random(20_261_123);
    int changes = 0;
    for (String file : files()) {
      byte[] good = Files.readAllBytes(source.resolve(file));
      int step = Math.max(1, good.length / POSITIONS);
      for (int i = 0; i < good.length; i += 1 + random.nextInt(2 * step - 1)) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << random.nextInt(8));
        Files.write(source.resolve(file), bad);
        boolean judge = file.endsWith(".parquet") || changes % JUDGED_EVERY == 0;
        requireRefuted(file, file + " at byte " + i, judge);
        changes++;
      }
      Files.write(source.resolve(file), good);
    }
    assertThat(changes).isGreaterThan(500);
  }

  @Test
  void refutesWhateverFileIsCutOrGrown() throws IOException {
    for (String file : files()) {
      byte[] good = Files.readAllBytes(source.resolve(file));
      for (int size : IntStream.of(0, 1, good.length / 2, good.length - 1).toArray()) {
        Files.write(source.resolve(file), Arrays.copyOf(good, size));
        requireRefuted(file, file + " cut to " + size, file.endsWith("parquet"));
      }
      for (byte more : new byte[] {0, '\n', 'x'}) {
        Files.write(source.resolve(file), good);
        Files.write(source.resolve(file), new byte[] {more}, StandardOpenOption.APPEND);
        requireRefuted(file, file + " with " + more + " behind it", file.endsWith("parquet"));
      }
      Files.write(source.resolve(file), good);
    }
  }

  @Test
  void refutesWhateverFileOfTheLogIsDeleted() throws IOException {
    for (String file : files()) {
      if (!file.endsWith(".parquet")) {
        byte[] good = Files.readAllBytes(source.resolve(file));
        Files.delete(source.resolve(file));
        requireRefuted(file, file + " deleted", true);
        Files.write(source.resolve(file), good);
      }
    }
  }

  @Test
  void leavesWithheldReadingsUndecidedWithoutBlamingTheBytes() throws IOException {
    for (String file : readings()) {
      byte[] good = Files.readAllBytes(source.resolve(file));
      Files.delete(source.resolve(file));
      Examination examination = SampleSource.examined(source);
      assertThat(conclusion(examination, Claim.INTEGRITY).status()).isEqualTo(Status.UPHELD);
      assertThat(conclusion(examination, Claim.DECLARED_ACTIVITY).status())
          .isEqualTo(Status.UNDECIDED);
      assertThat(conclusion(examination, Claim.DECLARED_ACTIVITY).reasons())
          .anyMatch(reason -> reason.code() == ReasonCode.WITHHELD);
      assertThat(examination.disclosed()).hasSize(1);
      Files.write(source.resolve(file), good);
    }
  }

  @Test
  void refutesFilesInOneAnothersPlace() throws IOException {
    List<String> files = readings();
    Path spare = temporary.resolve("spare");
    Files.move(source.resolve(files.get(0)), spare);
    Files.move(source.resolve(files.get(1)), source.resolve(files.get(0)));
    Files.move(spare, source.resolve(files.get(1)));
    requireRefuted(files.get(0), "swapped", true);
    requireRefuted(files.get(1), "swapped", true);
  }

  @Test
  void refutesWhatIsNoRegularFileAndNeverWaitsForIt() throws Exception {
    for (String file : files()) {
      Path place = source.resolve(file);
      Path good = temporary.resolve("good");
      Files.move(place, good, StandardCopyOption.REPLACE_EXISTING);
      Files.createSymbolicLink(place, good);
      requireRefuted(file, file + " as a link to the same bytes", file.endsWith("parquet"));
      Files.delete(place);
      Files.createSymbolicLink(place, temporary.resolve("nothing"));
      requireRefuted(file, file + " as a dangling link", file.endsWith("parquet"));
      Files.delete(place);
      Files.createDirectory(place);
      requireRefuted(file, file + " as a directory", file.endsWith("parquet"));
      Files.delete(place);
      assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> requireRefuted(file, file + " as a pipe", file.endsWith("parquet")));
      Files.delete(place);
      Files.move(good, place);
    }
  }

  @Test
  void refutesUnexpectedFilesAmongTheTilesAndIgnoresThoseElsewhere() throws IOException {
    Path tile = source.resolve("tile/0/x001/000");
    Files.createDirectories(tile.getParent());
    Files.writeString(tile, "x");
    requireRefuted("tile/0/x001/000", "a tile past the tree", true);
    Files.delete(tile);
    Files.delete(tile.getParent());
    Files.writeString(source.resolve("README"), "hello");
    Files.writeString(source.resolve("telemetry/cited-by-nobody"), "hello");
    assertThat(SampleSource.examined(source).evidence().defects()).isEmpty();
  }

  private void requireRefuted(String place, String what, boolean judge) throws IOException {
    Evidence evidence = EvidenceReader.read(source, TrustRoot.fromSource());
    if (!judge) {
      assertThat(evidence.defects()).as(what).isNotEmpty();
      return;
    }
    Examination examination = Examination.of(evidence, Optional.empty(), Progress.NONE);
    Conclusion integrity = conclusion(examination, Claim.INTEGRITY);
    assertThat(integrity.status()).as(what).isEqualTo(Status.REFUTED);
    assertThat(integrity.reasons())
        .as(what)
        .anyMatch(reason ->
            reason.place().equals(place)
                || (place.startsWith("tile/") && reason.place().startsWith("tile")));
    requirePartyUndecided(examination, what);
  }

  /** Whatever was damaged, no claim about a party is passed over in silence. */
  private static void requirePartyUndecided(Examination examination, String what) {
    assertThat(examination.evaluation().conclusions().stream().map(Conclusion::claim))
        .as(what)
        .contains(Claim.DECLARED_ACTIVITY, Claim.DECLARED_SITE, Claim.PARTY);
    for (Conclusion conclusion : examination.evaluation().conclusions()) {
      if (conclusion.claim() != Claim.INTEGRITY) {
        assertThat(conclusion.status()).as(what + conclusion).isEqualTo(Status.UNDECIDED);
      }
      if (conclusion.claim() == Claim.DECLARED_ACTIVITY) {
        assertThat(conclusion.reasons())
            .as(what)
            .anyMatch(reason -> reason.code() == ReasonCode.EVIDENCE_DAMAGED);
      }
    }
  }

  private static Conclusion conclusion(Examination examination, Claim claim) {
    return examination.evaluation().conclusions().stream()
        .filter(conclusion -> conclusion.claim() == claim)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is said of " + claim));
  }

  private List<String> readings() throws IOException {
    return files().stream().filter(file -> file.endsWith(".parquet")).toList();
  }

  private List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(source)) {
      walk.filter(Files::isRegularFile)
          .map(file -> source.relativize(file).toString())
          .sorted()
          .forEach(files::add);
    }
    assertThat(files).hasSize(6);
    return files;
  }
}
