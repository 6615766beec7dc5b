package dev.standstill.log;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Vectors made by other implementations, where they stand beside the checkout. */
public final class SharedVectors {
  private SharedVectors() {}

  /** The directory of the vectors; without it the calling test is skipped. */
  public static Path directory() {
    Path root = Path.of(System.getProperty("repositoryRoot", "."));
    Path vectors = root.resolveSibling("shared/lab/log/vectors");
    Assumptions.assumeTrue(Files.isDirectory(vectors), "no shared vectors beside the checkout");
    return vectors;
  }
}
