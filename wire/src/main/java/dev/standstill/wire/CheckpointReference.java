package dev.standstill.wire;

import dev.standstill.log.merkle.Hash;

/**
 * The state of the log that conclusions rest on.
 *
 * @param origin the log's origin
 * @param size how many entries it had
 * @param root the root hash over them
 */
public record CheckpointReference(String origin, long size, Hash root) {}
