package dev.standstill.log.sequence;

import dev.standstill.log.merkle.Hash;

/**
 * Where an entry stands in the log.
 *
 * @param index its place, for ever
 * @param leafHash the hash under which proofs speak of it
 * @param duplicate whether the same bytes stood there already, so that nothing was added
 */
public record Receipt(long index, Hash leafHash, boolean duplicate) {}
