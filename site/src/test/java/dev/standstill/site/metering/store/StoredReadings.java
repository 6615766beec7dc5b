package dev.standstill.site.metering.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a store holds, for tests of what writes to it. */
public final class StoredReadings {
  private StoredReadings() {}

  /** Values by device, channel and milliseconds since {@link MeteredHall#START}. */
  public static Map<String, Long> values(Path store) throws IOException {
    Map<String, Long> values = new TreeMap<>();
    try (Stream<Path> files = Files.walk(new StoreLayout(store).journals())) {
      for (Path file : files.filter(StoredReadings::isJournal).toList()) {
        var _ =
            Journal.read(
                file,
                (series, time, value) ->
                    values.put(
                        series.device()
                            + " "
                            + series.channel()
                            + " "
                            + (time - MeteredHall.micros(0)) / 1_000,
                        value));
      }
    }
    return values;
  }

  private static boolean isJournal(Path file) {
    String name = file.toString();
    return name.endsWith(StoreLayout.ON_TIME) || name.endsWith(StoreLayout.LATE);
  }
}
