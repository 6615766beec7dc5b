package dev.standstill.log.sequence;

import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.witness.Cosigners;
import java.time.InstantSource;

/**
 * What a writer works with.
 *
 * @param clock only for the times that signatures carry
 * @param segmentBytes a segment of the write-ahead log is followed by another past this
 */
record WriterContext(
    Storage storage,
    CheckpointSigner signer,
    Cosigners cosigners,
    InstantSource clock,
    int segmentBytes) {}
