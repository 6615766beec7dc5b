package dev.standstill.node;

import java.util.Optional;

/** What may be logged, said by whoever knows what entries are. */
@FunctionalInterface
public interface EntryRule {
  /** Why these bytes may not be logged, or empty if they may. */
  Optional<EntryRefusal> refuse(byte[] entry);

  /** Takes everything. */
  static EntryRule any() {
    return _ -> Optional.empty();
  }
}
