package dev.standstill.core.indicator;

import dev.standstill.core.indicator.CommitAuthorship.Mark;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Commits and added lines counted up, for three estimates of the share that AI wrote. Always: lower
 * is at most trailer-weighted, which is at most upper.
 *
 * @param commits without merges
 * @param marked of these, with an AI as author, or named in the message; a note is no mark
 * @param lines added in scope
 * @param lower lines that an AI is said to have written: by a note, or as the author of a commit
 *     without one
 * @param trailerWeighted these, and all lines of commits without a note that name an AI
 * @param humanAttested lines that a note says a person wrote: all that the upper estimate leaves
 *     out
 */
public record AuthorshipTally(
    long commits, long marked, long lines, long lower, long trailerWeighted, long humanAttested) {

  public static final AuthorshipTally NOTHING = new AuthorshipTally(0, 0, 0, 0, 0, 0);

  public AuthorshipTally {
    if (marked > commits
        || marked < 0
        || lower < 0
        || lower > trailerWeighted
        || humanAttested < 0
        || trailerWeighted > lines - humanAttested) {
      throw new IllegalArgumentException("not counted up: lower <= weighted <= upper must hold");
    }
  }

  /** With one commit more. */
  public AuthorshipTally plus(CommitAuthorship commit) {
    long all = commit.addedLines();
    // SPEC: SHR-1: a per-line note overrides the markers of its commit.
    long surely =
        commit.note().map(note -> note.ai()).orElse(commit.mark() == Mark.AUTHOR ? all : 0);
    long named = commit.note().map(note -> note.ai()).orElse(commit.mark() == Mark.NONE ? 0 : all);
    return new AuthorshipTally(
        commits + 1,
        marked + (commit.mark() == Mark.NONE ? 0 : 1),
        lines + all,
        lower + surely,
        trailerWeighted + named,
        humanAttested + commit.note().map(note -> note.human()).orElse(0L));
  }

  /** Both together. */
  public AuthorshipTally plus(AuthorshipTally other) {
    return new AuthorshipTally(
        commits + other.commits,
        marked + other.marked,
        lines + other.lines,
        lower + other.lower,
        trailerWeighted + other.trailerWeighted,
        humanAttested + other.humanAttested);
  }

  /** Lines of which nothing says that a person wrote them. */
  public long upper() {
    return lines - humanAttested;
  }

  /** A number of lines as share of those added; empty if none was. */
  public OptionalDouble share(long part) {
    return lines == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / lines);
  }

  /** Share of marked commits, with Wilson's 95 % interval; empty without commits. */
  public Optional<MarkedShare> markedShare() {
    return commits == 0
        ? Optional.empty()
        : Optional.of(
            new MarkedShare(
                (double) marked / commits,
                WilsonInterval.of(marked, commits, WilsonInterval.Z_95)));
  }

  /**
   * How many of the commits are marked.
   *
   * @param share 0 to 1
   * @param interval in which it may lie had other commits been made in the same way
   */
  public record MarkedShare(double share, Interval interval) {}
}
