package dev.standstill.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.finding.Basis;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.Progress;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.telemetry.ReadingsFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds written through the one door and read back through it. */
class WorldEvidenceTest {
  @TempDir Path folder = Path.of("replaced");

  @Test
  void readsBackAsItWasPlanned() throws IOException {
    World world = World.of(1, WorldScale.SMALL);
    WorldOutcome fromFiles = WorldOutcome.of(world, evaluate(world));
    assertThat(fromFiles.differences()).isEmpty();
    assertThat(fromFiles.standings())
        .extracting(SiteStanding::status)
        .containsExactly(
            Status.UPHELD,
            Status.UPHELD,
            Status.UPHELD,
            Status.UNDECIDED,
            Status.REFUTED,
            Status.UNDECIDED);
    // The statistics of hundreds of seeds are taken without files: they must say the same.
    assertThat(sentences(fromFiles)).isEqualTo(sentences(EvaluatedWorld.outcome(world)));
  }

  @Test
  void writesTheSameBytesForTheSameSeedAndOthersForAnother() throws IOException {
    Map<String, String> first = digests(write("first", only(1, "harbour")));
    assertThat(digests(write("second", only(1, "harbour")))).isEqualTo(first);
    assertThat(digests(write("third", only(2, "harbour"))).values())
        .doesNotContainAnyElementsOf(first.values());
  }

  @Test
  void reportsEveryEnergyToTheMillijoule() throws IOException {
    Evaluation evaluation = evaluate(only(3, "north"));
    assertThat(evaluation.balances().getFirst().areas().getFirst().periods())
        .hasSize(WorldScale.SMALL.weeks())
        .allSatisfy(judged ->
            assertThat(
                    judged.seen().metered().values().stream()
                        .map(point -> point.energy().orElseThrow())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(judged.seen().activity().energies().values()));
    assertThat(evaluation.findings())
        .extracting(Finding::code)
        .doesNotContain(FindingCode.ENERGY_DIFFERS, FindingCode.NEAR_DUPLICATE_SERIES)
        .doesNotContain(FindingCode.DUPLICATE_SERIES, FindingCode.READING_ABOVE_LIMIT);
  }

  @Test
  void restsOnIndependentMetersWhereAnotherPartySealedThem() throws IOException {
    assertThat(evaluate(only(1, "harbour")).conclusions())
        .filteredOn(conclusion -> conclusion.claim() == Claim.DECLARED_ACTIVITY)
        .extracting(conclusion -> conclusion.basis())
        .containsOnly(Basis.INDEPENDENTLY_METERED);
  }

  @Test
  void leavesExactlyTheWeekWithoutReportUndecided() throws IOException {
    assertThat(reasonsByWeek(only(1, "ridge")))
        .containsExactly(List.of(), List.of(), List.of(ReasonCode.NOT_REPORTED), List.of());
  }

  @Test
  void leavesExactlyTheWeekWhoseReadingsAreNotShownUndecided() throws IOException {
    assertThat(reasonsByWeek(only(1, "mesa")))
        .containsExactly(List.of(), List.of(), List.of(ReasonCode.WITHHELD), List.of());
  }

  @Test
  void leavesEveryWeekUndecidedWhereARowHasNoMeter() throws IOException {
    World world = only(1, "north");
    World unmetered = world.with(world.sites().getFirst().id(), new Conduct.Unmetered(1));
    assertThat(reasonsByWeek(unmetered)).containsOnly(List.of(ReasonCode.UNMETERED));
    assertThat(WorldOutcome.of(unmetered, evaluate("again", unmetered)).differences()).isEmpty();
  }

  @Test
  void refusesATargetThatExists() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThatThrownBy(() -> WorldEvidence.write(only(1, "lake"), taken, Progress.NONE))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(taken).isEmptyDirectory();
  }

  private static World only(long seed, String site) {
    World world = World.of(seed, WorldScale.SMALL);
    return new World(
        seed,
        world.scale(),
        world.parties(),
        world.sites().stream().filter(plan -> plan.id().name().equals(site)).toList());
  }

  private Path write(String name, World world) throws IOException {
    Path evidence = folder.resolve(name);
    WorldEvidence.write(world, evidence, Progress.NONE);
    return evidence;
  }

  private Evaluation evaluate(World world) throws IOException {
    return evaluate("evidence", world);
  }

  private Evaluation evaluate(String name, World world) throws IOException {
    return Examination.of(
            EvidenceReader.read(write(name, world), TrustRoot.fromSource()),
            Optional.empty(),
            Progress.NONE)
        .evaluation();
  }

  private List<List<ReasonCode>> reasonsByWeek(World world) throws IOException {
    return WorldOutcome.of(world, evaluate(world)).standings().getFirst().conclusions().stream()
        .map(conclusion -> conclusion.reasons().stream().map(Reason::code).toList())
        .toList();
  }

  private static List<String> sentences(WorldOutcome outcome) {
    return outcome.standings().stream()
        .flatMap(standing -> standing.conclusions().stream())
        .map(conclusion -> conclusion.sentence())
        .toList();
  }

  /** Every file by its name, with the digest of its bytes. */
  private static Map<String, String> digests(Path evidence) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(evidence)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = evidence.relativize(file).toString();
        digests.put(
            name, name.equals("checkpoint") ? ed25519Part(file) : ReadingsFile.digest(file));
      }
    }
    return digests;
  }

  /** ML-DSA signatures hold a draw of their own, so that no two are the same. */
  private static String ed25519Part(Path checkpoint) throws IOException {
    return String.join("\n", Files.readAllLines(checkpoint).subList(0, 5));
  }
}
