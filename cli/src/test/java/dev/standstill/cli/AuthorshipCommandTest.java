package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code standstill indicator authorship}, on histories whose truth is known. */
class AuthorshipCommandTest {

  private static final String ADA = "ada@example.org";
  private static final String CLAUDE = "\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n";

  @TempDir Path temporary;

  private Instant now = Instant.parse("2026-01-30T12:00:00Z");

  /** Eight commits of known authorship: SPEC: SHR-1. */
  private Path eight() throws Exception {
    Path folder = temporary.resolve("eight");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      ObjectId first = commit(git, ADA, "start", "a", 100);
      commit(git, ADA, "more" + CLAUDE, "b", 40);
      commit(git, "223556219+Copilot@users.noreply.github.com", "by an agent", "c", 60);
      note(git, commit(git, ADA, "noted" + CLAUDE, "d", 80), "d", "p1 1-30", "h_1 31-80");
      write(git, "merged", 500);
      commit(git, ADA, "a merge", head(git), first);
      note(git, commit(git, ADA, "by hand", "e", 20), "e", "h_1 1-20", "");
      write(git, "vendor/big", 1000);
      commit(git, ADA, "made\n\n\uD83E\uDD16 Generated with [Claude Code](https://x)", "src/f", 10);
      note(git, commit(git, ADA, "partly", "g", 25), "g", "p1 1-5", "h_1 6-10");
    }
    return folder;
  }

  private ObjectId commit(Git git, String address, String message, String file, int lines)
      throws Exception {
    write(git, file, lines);
    ObjectId head = git.getRepository().resolve("HEAD");
    return head == null ? commit(git, address, message) : commit(git, address, message, head);
  }

  private static ObjectId head(Git git) throws IOException {
    return Objects.requireNonNull(git.getRepository().resolve("HEAD"));
  }

  private static void write(Git git, String file, int lines) throws Exception {
    Path path = git.getRepository().getWorkTree().toPath().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, (file + " line\n").repeat(lines));
    git.add().addFilepattern(".").call();
  }

  private ObjectId commit(Git git, String address, String message, ObjectId... parents)
      throws Exception {
    now = now.plusSeconds(86_400);
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      CommitBuilder builder = new CommitBuilder();
      builder.setTreeId(DirCache.read(git.getRepository()).writeTree(inserter));
      builder.setParentIds(parents);
      PersonIdent author = new PersonIdent("Somebody", address, now, ZoneOffset.UTC);
      builder.setAuthor(author);
      builder.setCommitter(author);
      builder.setMessage(message);
      ObjectId id = inserter.insert(builder);
      inserter.flush();
      RefUpdate update = git.getRepository().updateRef(Constants.HEAD);
      update.setNewObjectId(id);
      update.forceUpdate();
      return id;
    }
  }

  private static void note(Git git, ObjectId commit, String file, String one, String other)
      throws Exception {
    String text =
        """
        %s
          %s
        %s---
        {"schema_version": "authorship/3.0.0", "prompts": {"p1": {}}, "humans": {"h_1": {}}}
        """
            .formatted(file, one, other.isEmpty() ? "" : "  " + other + "\n");
    try (RevWalk walk = new RevWalk(git.getRepository())) {
      RevCommit noted = walk.parseCommit(commit);
      git.notesAdd().setNotesRef("refs/notes/ai").setObjectId(noted).setMessage(text).call();
    }
  }

  @Test
  void threeEstimatesBracketTheTruth() throws Exception {
    JsonNode root =
        Ran.standstill("indicator", "authorship", eight(), "--json").endedWith(0).json();
    assertThat(root.path("lines").asInt()).isEqualTo(335);
    assertThat(root.path("lower").path("lines").asInt()).isEqualTo(95);
    assertThat(root.path("trailerWeighted").path("lines").asInt()).isEqualTo(145);
    assertThat(root.path("upper").path("lines").asInt()).isEqualTo(260);
    assertThat(root.path("lower").path("share").asDouble()).isCloseTo(95 / 335.0, within(1e-12));
    assertThat(root.path("commits").asInt()).isEqualTo(7);
    assertThat(root.path("markedCommits").asInt()).isEqualTo(4);
    assertThat(root.path("markedInterval")).hasSize(2);
    assertThat(root.has("months")).isFalse();
  }

  @Test
  void dividesByMonthAndCountsMarksAlone() throws Exception {
    Path folder = eight();
    JsonNode root =
        Ran.standstill("indicator", "authorship", folder, "--by", "month", "--json")
            .endedWith(0)
            .json();
    assertThat(root.path("months")).hasSize(2);
    int commits = 0;
    for (JsonNode month : root.path("months")) {
      commits += month.path("commits").asInt();
    }
    assertThat(commits).isEqualTo(7);
    assertThat(root.path("months").path(0).path("month").asText()).isEqualTo("2026-01");
    JsonNode marks =
        Ran.standstill("indicator", "authorship", folder, "--commits-only", "--json")
            .endedWith(0)
            .json();
    assertThat(marks.path("markedCommits").asInt()).isEqualTo(4);
    assertThat(marks.path("lines").asInt()).isZero();
    assertThat(marks.path("lower").path("share").isNull()).isTrue();
    assertThat(Ran.standstill("indicator", "authorship", folder, "--by", "month").out())
        .contains("2026-02")
        .contains("The absence of a mark proves nothing.");
  }

  @Test
  void botsThatAreNoAiAndPeopleAreNotMarked() throws Exception {
    Path folder = temporary.resolve("plain");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      commit(git, "49699333+dependabot[bot]@users.noreply.github.com", "bump", "a", 5);
      commit(git, ADA, "with\n\nCo-authored-by: Bob <bob@example.org>", "b", 5);
      commit(git, ADA, "talks of Generated-by: in a sentence", "c", 5);
    }
    JsonNode root = Ran.standstill("indicator", "authorship", folder, "--json").endedWith(0).json();
    assertThat(root.path("markedCommits").asInt()).isZero();
    assertThat(root.path("lower").path("lines").asInt()).isZero();
    assertThat(root.path("upper").path("lines").asInt()).isEqualTo(15);
  }

  @Test
  void notesThatCannotBeUsedAreCountedAndShallowClonesRefused() throws Exception {
    Path folder = temporary.resolve("notes");
    ObjectId first;
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      first = commit(git, ADA, "start", "a", 10);
      note(git, first, "a", "p1 1-99", "");
    }
    JsonNode root = Ran.standstill("indicator", "authorship", folder, "--json").endedWith(0).json();
    assertThat(root.path("method").path("unusableNotes").asInt()).isEqualTo(1);
    assertThat(root.path("lower").path("lines").asInt()).isZero();
    assertThat(Ran.standstill("indicator", "authorship", folder).out())
        .contains("1 notes could not be used");
    Files.writeString(folder.resolve(".git/shallow"), first.name() + "\n");
    assertThat(Ran.standstill("indicator", "authorship", folder).refused())
        .contains("a shallow clone");
    Ran.standstill("indicator", "authorship", folder, "--commits-only").endedWith(0);
  }

  @Test
  void writesNothing() throws Exception {
    Path folder = eight();
    long before = files(folder);
    Ran.standstill("indicator", "authorship", folder).endedWith(0);
    assertThat(files(folder)).isEqualTo(before);
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.count();
    }
  }

  @Test
  void refusesWhatIsNoHistory() throws Exception {
    assertThat(Ran.standstill("indicator", "authorship", temporary).refused())
        .contains("no Git repository");
    Path empty = temporary.resolve("empty");
    Git.init().setDirectory(empty.toFile()).call().close();
    assertThat(Ran.standstill("indicator", "authorship", empty).refused())
        .contains("without commits");
    Path damaged = eight();
    try (Stream<Path> objects = Files.walk(damaged.resolve(".git/objects"))) {
      for (Path object : objects.filter(Files::isRegularFile).toList()) {
        assertThat(object.toFile().setWritable(true)).isTrue();
        Files.write(object, new byte[] {1, 2, 3});
      }
    }
    assertThat(Ran.standstill("indicator", "authorship", damaged).refused()).isNotBlank();
  }
}
