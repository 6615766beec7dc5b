package dev.standstill.log.merkle;

/** What became of a proof. Only {@link #VALID} proves anything; every other answer is a refusal. */
public enum ProofCheck {
  VALID,
  /** The proof speaks of another tree size than the tree head it is checked against. */
  SIZE_MISMATCH,
  /** The index is not in the tree. */
  INDEX_BEYOND_SIZE,
  /** The older tree of a consistency proof is larger than the newer one. */
  SIZES_REVERSED,
  /** Index and size determine the number of hashes exactly, and the proof has another number. */
  WRONG_LENGTH,
  /** The hashes do not lead to the root. */
  ROOT_MISMATCH
}
