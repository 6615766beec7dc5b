package dev.standstill.log.audit;

/** Which leaf hashes are taken for those of the tree; the root of the checkpoint picks one. */
enum LeafRule {
  /** The hashes of the entries. */
  ENTRIES,
  /** The hashes in the tiles of level 0. */
  STORED,
  /** The hashes of the entries, but the stored tile where that is longer or alone fits. */
  ENTRIES_MENDED,
  /** The stored hashes, but those of the entries where they are more or alone fit. */
  STORED_MENDED
}
