package dev.standstill.site.slurm;

import dev.standstill.core.record.Digest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One installed program, as it should be and as it is.
 *
 * @param name its file's name
 * @param file where it lies
 * @param expected the digest of what the settings make of it
 * @param found the digest of what lies there; empty if nothing can be read
 */
public record InstalledHook(String name, Path file, Digest expected, Optional<Digest> found) {

  /** Whether it is there and is what was installed. */
  public boolean isIntact() {
    return found.filter(expected::equals).isPresent();
  }
}
