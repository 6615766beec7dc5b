/**
 * The writer of a log: one place where entries get their index, and lose it to no crash.
 *
 * <p><b>What it is.</b> A log has one writer. {@link dev.standstill.log.sequence.LogWriter} gives
 * each entry the next index, makes a batch durable with one sync of its write-ahead log, makes
 * bundles and tiles from that, and publishes signed and cosigned checkpoints. A {@link
 * dev.standstill.log.sequence.Sequencer} owns it for any number of threads: it acknowledges an
 * entry when it is durable, says that it is busy rather than let a queue grow, and publishes beside
 * appending. An entry is <em>staged</em>, then <em>durable</em> (acknowledged), then
 * <em>published</em>. {@link dev.standstill.log.sequence.EntryTimes} says when that was, as far as
 * witnesses say.
 *
 * <p><b>What it may know.</b> One storage, the keys of one log, its cosigners, and everything below
 * it in this module. What is the writer's alone stands in {@code .writer/} beside the checkpoint;
 * {@code docs/decisions/0006} has its formats and the order of every step.
 *
 * <p><b>What it never does.</b> It never signs before the tiles and the intent to sign are on the
 * disk, and never a smaller or another tree than it may have signed before. It never goes on after
 * a failed write or sync: only opening the log again finds out what is on the disk. It never
 * repairs by guessing: a start cuts one torn record that nobody was told of, and refuses every
 * other contradiction with its place. It never publishes below quorum. Opening reads the right edge
 * of the tree, the hashes of the last million entries and the write-ahead log, not the whole: what
 * stands below is for {@code LogAudit} to check.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * LogWriter writer = LogWriter.create(directory, CheckpointSigner.of(key), Cosigners.none());
 * try (Sequencer log = Sequencer.start(writer, SequencerOptions.defaults())) {
 *   Receipt receipt = log.append(statement).toCompletableFuture().join(); // durable at index 0
 *   SignedNote shown = log.published(receipt.index()).toCompletableFuture().join(); // size 1
 * }
 * }
 */
@NullMarked
package dev.standstill.log.sequence;

import org.jspecify.annotations.NullMarked;
