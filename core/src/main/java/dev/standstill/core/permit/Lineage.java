package dev.standstill.core.permit;

import dev.standstill.core.record.Digest;

/**
 * The one line of models that a permit is for. What is committed to need not be shown: whoever is
 * shown it later can tell that it is the same.
 *
 * @param id what activity reports call it
 * @param model SHA-256 of what describes the model
 * @param code SHA-256 of what describes the program that trains it
 * @param data SHA-256 of what describes the data
 */
public record Lineage(String id, Digest model, Digest code, Digest data) {

  /** Longer names are nothing anybody reads. */
  public static final int ID_LENGTH_MAX = 200;

  public Lineage {
    if (id.isBlank() || id.length() > ID_LENGTH_MAX) {
      throw new IllegalArgumentException("a lineage has a name of 1 to " + ID_LENGTH_MAX);
    }
  }
}
