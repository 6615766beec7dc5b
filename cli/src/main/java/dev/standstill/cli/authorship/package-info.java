/**
 * Who is said to have written the lines of a Git history: from authors, trailers and notes to
 * {@link dev.standstill.core.indicator.CommitAuthorship}.
 *
 * <p>{@link dev.standstill.cli.authorship.GitHistory} walks what is reachable from the repository's
 * HEAD, without a checkout and without a git command; merges are left out, and vendored and
 * generated files do not count. {@code AiMarks} knows the addresses and trailers that tools leave;
 * {@code AiNotes} reads git-ai's line-by-line notes.
 *
 * <p>The absence of a mark proves nothing: attribution can be switched off, squash merges lose
 * trailers, and some projects forbid them. A share of marked commits that falls is no evidence that
 * less is written by AI.
 */
@NullMarked
package dev.standstill.cli.authorship;

import org.jspecify.annotations.NullMarked;
