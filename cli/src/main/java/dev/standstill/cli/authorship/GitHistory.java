package dev.standstill.cli.authorship;

import dev.standstill.core.indicator.CommitAuthorship;
import dev.standstill.core.indicator.CommitAuthorship.LineNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** The commits of a Git repository that are no merges, each with what it says of its lines. */
public final class GitHistory implements AutoCloseable {

  private static final String NOTES = "refs/notes/ai";
  private static final int NOTE_BYTES_MAX = 8 << 20;

  /** Vendored, or made by a program: nobody wrote these lines here. */
  private static final Pattern OUT_OF_SCOPE =
      Pattern.compile(
          "(^|/)(vendor|vendored|third_party|third-party|node_modules|dist)/"
              + "|\\.min\\.(js|css)$|\\.map$|\\.pb\\.go$|_pb2\\.py$"
              + "|(^|/)(package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|cargo\\.lock|go\\.sum"
              + "|poetry\\.lock|uv\\.lock|gemfile\\.lock|composer\\.lock)$");

  private final Repository repository;
  private final ObjectId head;
  private long unusableNotes;

  private GitHistory(Repository repository, ObjectId head) {
    this.repository = repository;
    this.head = head;
  }

  /** What is told of one commit. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A commit that is no merge.
     *
     * @param month of its committer date, in UTC
     */
    void commit(YearMonth month, CommitAuthorship authorship);
  }

  /**
   * Opens a repository, bare or with a working tree.
   *
   * @throws IllegalArgumentException if there is none, or it has no commit
   */
  public static GitHistory open(Path folder) throws IOException {
    QuietSystem.install();
    Path bare = Files.isDirectory(folder.resolve(".git")) ? folder.resolve(".git") : folder;
    Repository repository =
        new FileRepositoryBuilder().setGitDir(bare.toFile()).setMustExist(false).build();
    if (!repository.getObjectDatabase().exists()) {
      repository.close();
      throw new IllegalArgumentException(folder + ": no Git repository");
    }
    ObjectId head = repository.resolve("HEAD");
    if (head == null) {
      repository.close();
      throw new IllegalArgumentException(folder + ": a Git repository without commits");
    }
    return new GitHistory(repository, head);
  }

  /** The commit whose history is told, in hex. */
  public String head() {
    return head.name();
  }

  /** Notes that could not be read, or attest more than their commit added: left out so far. */
  public long unusableNotes() {
    return unusableNotes;
  }

  /** Which marks are known: part of the method. */
  public static String marks() {
    return AiMarks.VERSION;
  }

  /**
   * Tells every commit reachable from HEAD that is no merge.
   *
   * @param lines whether lines are counted; without, commits have 0 lines and take a fraction of
   *     the time
   * @throws IllegalArgumentException if lines are to be counted in a shallow clone, whose oldest
   *     commits would be taken to have written everything
   */
  public void tell(boolean lines, Listener listener) throws IOException {
    if (lines && !repository.getObjectDatabase().getShallowCommits().isEmpty()) {
      throw new IllegalArgumentException(
          "a shallow clone: its oldest commits would count as having written everything; fetch"
              + " the rest, or count --commits-only");
    }
    try (RevWalk walk = new RevWalk(repository);
        DiffFormatter differences = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
      differences.setRepository(repository);
      differences.setDetectRenames(true);
      NoteMap notes = notes(walk);
      walk.setRevFilter(RevFilter.NO_MERGES);
      walk.markStart(walk.parseCommit(head));
      for (RevCommit commit : walk) {
        long added = lines ? added(differences, commit) : 0;
        PersonIdent author = commit.getAuthorIdent();
        listener.commit(
            YearMonth.from(commit.getCommitterIdent().getWhenAsInstant().atZone(ZoneOffset.UTC)),
            new CommitAuthorship(
                added,
                AiMarks.of(author.getName(), author.getEmailAddress(), commit.getFullMessage()),
                lines ? note(notes, commit, added) : Optional.empty()));
        // A body is needed once; a long history must not keep them all.
        commit.disposeBody();
      }
    }
  }

  private NoteMap notes(RevWalk walk) throws IOException {
    Ref notes = repository.exactRef(NOTES);
    return notes == null
        ? NoteMap.newEmptyMap()
        : NoteMap.read(walk.getObjectReader(), walk.parseCommit(notes.getObjectId()));
  }

  private Optional<LineNote> note(NoteMap notes, RevCommit commit, long added) throws IOException {
    ObjectId note = notes.get(commit);
    if (note == null) {
      return Optional.empty();
    }
    Optional<LineNote> read = Optional.empty();
    ObjectLoader loader = repository.open(note);
    if (loader.getSize() <= NOTE_BYTES_MAX) {
      String text = new String(loader.getCachedBytes(NOTE_BYTES_MAX), StandardCharsets.UTF_8);
      read = AiNotes.read(text, GitHistory::inScope, added);
    }
    unusableNotes += read.isEmpty() ? 1 : 0;
    return read;
  }

  private static long added(DiffFormatter differences, RevCommit commit) throws IOException {
    RevCommit parent = commit.getParentCount() == 0 ? null : commit.getParent(0);
    List<DiffEntry> entries =
        differences.scan(parent == null ? null : parent.getTree(), commit.getTree());
    long added = 0;
    for (DiffEntry entry : entries) {
      if (entry.getChangeType() == DiffEntry.ChangeType.DELETE || !inScope(entry.getNewPath())) {
        continue;
      }
      FileHeader file = differences.toFileHeader(entry);
      if (file.getPatchType() == FileHeader.PatchType.UNIFIED) {
        for (Edit edit : file.toEditList()) {
          added += edit.getLengthB();
        }
      }
    }
    return added;
  }

  private static boolean inScope(String path) {
    return !OUT_OF_SCOPE.matcher(path.toLowerCase(Locale.ROOT)).find();
  }

  @Override
  public void close() {
    repository.close();
  }
}
