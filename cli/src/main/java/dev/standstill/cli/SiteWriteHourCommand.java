package dev.standstill.cli;

import dev.standstill.site.metering.store.WriteHour;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes an hour of readings; the agent starts it. */
@Command(
    name = "write-hour",
    hidden = true,
    mixinStandardHelpOptions = true,
    description =
        "Writes the readings of an hour that is over as one Parquet file an area, and what binds"
            + " each to its hour. The agent does it by itself; by hand it repairs a lost file.",
    footer = {"", "Example: standstill site write-hour STATE/site-data/readings 2026-11-23T19Z"})
final class SiteWriteHourCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "STORE", description = "The store's folder.")
  private String store = "";

  @Parameters(index = "1", paramLabel = "HOUR", description = "Such as 2026-11-23T19Z.")
  private String hour = "";

  @Override
  public Integer call() {
    return WriteHour.run(List.of(store, hour), System.out, System.err);
  }
}
