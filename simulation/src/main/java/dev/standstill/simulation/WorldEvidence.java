package dev.standstill.simulation;

import dev.standstill.core.record.Digest;
import dev.standstill.evidence.EvidenceWriter;
import dev.standstill.evidence.Progress;
import dev.standstill.evidence.SourceLog;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lets a world happen and writes down what its parties said and metered, as a register would. */
public final class WorldEvidence {
  private final World world;
  private final WorldKeys keys;
  private final List<SiteHistory> histories;

  private WorldEvidence(World world) {
    this.world = world;
    this.keys = new WorldKeys(world);
    this.histories = world.sites().stream().map(site -> new SiteHistory(world, site)).toList();
  }

  /**
   * Writes the evidence of a world. The same world gives the same bytes.
   *
   * @param target the directory to make; must not exist
   * @param progress told of each site's week
   * @return the id of the charter
   */
  public static Digest write(World world, Path target, Progress progress) throws IOException {
    return new WorldEvidence(world).write(target, progress);
  }

  /**
   * The log of a world, with its keys: for whoever lets its statements come in one by one. They are
   * worth nothing anywhere else.
   */
  public static SourceLog log(World world) {
    return new WorldKeys(world).log();
  }

  private Digest write(Path target, Progress progress) throws IOException {
    List<PartySigner> parties = world.parties().stream().map(keys::party).toList();
    try (EvidenceWriter writer =
        EvidenceWriter.begin(target, keys.log(), WorldCharter.of(world, keys), parties)) {
      for (SiteHistory history : histories) {
        SiteStatements statements = new SiteStatements(history);
        PartySigner key = keys.party(history.site().id().party());
        writer.append(statements.declaration(), key);
        writer.append(statements.calibration(), key);
      }
      int done = 0;
      for (int week = 0; week < world.scale().weeks(); week++) {
        for (SiteHistory history : histories) {
          report(writer, history, week);
          progress.at(++done, world.scale().weeks() * histories.size());
        }
      }
      writer.publish();
      return writer.charter();
    }
  }

  private void report(EvidenceWriter writer, SiteHistory history, int week) throws IOException {
    if (history.site().conduct() instanceof Conduct.Unreported(int missing) && missing == week) {
      return;
    }
    SiteStatements statements = new SiteStatements(history);
    List<RowWeek> rows = history.week(week);
    Digest readings =
        writer.writeReadings(RowWeek.readings(statements.metered(rows), world.scale(), week));
    PartySigner key = keys.party(history.site().id().party());
    writer.append(statements.report(week, rows, readings), key);
    if (history.site().conduct() instanceof Conduct.Withheld(int withheld) && withheld == week) {
      Files.delete(writer.readings(readings));
    }
  }
}
