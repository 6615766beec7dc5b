/**
 * One command a task.
 *
 * <p>A command parses its options, calls what does the work, and prints: sentences for people, JSON
 * with {@code --json} for machines. It exits 0 when all is well, 1 on a negative conclusion, 2 on
 * wrong usage or input that cannot be read, 3 when it cannot be decided ({@link
 * dev.standstill.cli.ExitStatus}). An error is one line: what, where, what to do. Nothing is
 * concluded here: that is {@code core}'s.
 *
 * <p>Example: {@code standstill verify EVIDENCE --claim integrity --json}.
 */
@NullMarked
package dev.standstill.cli;

import org.jspecify.annotations.NullMarked;
