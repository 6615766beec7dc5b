/**
 * The writer of a log: one place where entries get their index.
 *
 * <p><b>What it is.</b> A log has one sequencer. {@link dev.standstill.log.sequence.LogWriter}
 * takes entries, gives each the next index, and on {@code publish} writes bundles and tiles and
 * then, last and atomically, the signed checkpoint that covers them.
 *
 * <p><b>What it may know.</b> One directory, one signing key, and everything below it in this
 * module.
 *
 * <p><b>What it never does.</b> It never signs a checkpoint over files that are not yet on the
 * disk, never goes on after a failed write, and never extends a log that {@code LogAudit} finds a
 * defect in: a publication cut short by a crash leaves files past the checkpoint, and such a log is
 * refused rather than repaired by guessing.
 *
 * <p><b>What is still to come,</b> and what callers must not read into it: {@code append} answers
 * with an index before the entry is on any disk, so an index is a promise only once {@code publish}
 * has returned. Durability before acknowledgement (a write-ahead log), batching of concurrent
 * appends, recovery after a crash, the durable intent to sign, and the collection of cosignatures
 * from witnesses belong to the next piece of this module.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * try (LogWriter writer = LogWriter.create(directory, key)) {
 *   long index = writer.append(statement); // 0
 *   Checkpoint published = writer.publish(); // size 1
 * }
 * }
 */
@NullMarked
package dev.standstill.log.sequence;

import org.jspecify.annotations.NullMarked;
