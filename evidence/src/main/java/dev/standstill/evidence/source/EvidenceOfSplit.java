package dev.standstill.evidence.source;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.proof.SplitView;
import java.io.IOException;
import java.nio.file.Path;

/** Where a mirror keeps the contradictions that it met. */
final class EvidenceOfSplit {
  private EvidenceOfSplit() {}

  /** Writes the evidence beside the checkpoint, under a name of its content, and says where. */
  static Path keep(Path directory, SplitView evidence) throws IOException {
    byte[] bytes = evidence.encoded();
    String name = "." + Hash.sha256(bytes).hex().substring(0, 16) + SplitView.EXTENSION;
    AtomicFile.write(directory, name, bytes);
    return directory.resolve(name);
  }
}
