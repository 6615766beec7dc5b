package dev.standstill.simulation.live;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where a live loop speaks and writes.
 *
 * @param register where a register listens; ends with a slash
 * @param disclosed where the register looks for readings, which do not travel over HTTP
 * @param mirror the independent reader's own copy; made if it is not there
 */
public record LivePlaces(URI register, Path disclosed, Path mirror) {
  public LivePlaces {
    if (!register.toString().endsWith("/")) {
      throw new IllegalArgumentException("a register's URL ends with a slash: " + register);
    }
  }
}
