package dev.standstill.simulation;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.LogTime;
import dev.standstill.evidence.EvidenceWriter;
import dev.standstill.evidence.SourceLog;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.SignedNote;
import dev.standstill.simulation.PausedWorld.PausedSite;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets a paused world happen: its log is cosigned again and again, and says each time when that
 * was, so that a reader knows what came too late.
 */
public final class PausedWorldEvidence {

  /** Days from the beginning: who says what when. Acknowledgements are due within one day. */
  private static final int ORDERED = 3;

  private static final int ACKNOWLEDGED = 4;
  private static final int ACKNOWLEDGED_LATE = 10;
  private static final int REPORTED_AFTER_WEEK = 1;

  /**
   * The last report is due two days before. Five days later the calendar would be over, and then
   * nobody would answer for an order that still binds.
   */
  private static final int READ = 30;

  private static final int WEEK = 7;

  private final PausedWorld paused;
  private final World world;
  private final WorldKeys keys;
  private final WorldWitnesses witnesses;
  private final EvidenceWriter writer;
  private final List<SiteHistory> histories;

  private PausedWorldEvidence(PausedWorld paused, Path target) throws IOException {
    this.paused = paused;
    this.world = paused.world();
    this.keys = new WorldKeys(world);
    this.witnesses = keys.witnesses(world.parties(), paused.day(-1));
    this.histories = world.sites().stream().map(site -> new SiteHistory(world, site)).toList();
    SourceLog log = witnesses.sourceLog();
    this.writer =
        EvidenceWriter.begin(
            target,
            log,
            PausedCharter.of(world, keys, log.policyDigest()),
            world.parties().stream().map(keys::party).toList());
  }

  /**
   * Writes the evidence of a paused world.
   *
   * @param target the directory to make; must not exist
   * @return the id of the pause
   */
  public static Digest write(PausedWorld paused, Path target) throws IOException {
    PausedWorldEvidence evidence = new PausedWorldEvidence(paused, target);
    try (EvidenceWriter open = evidence.writer) {
      Digest pause = evidence.happen();
      open.publish();
      return pause;
    }
  }

  private Digest happen() throws IOException {
    for (SiteHistory history : histories) {
      SiteStatements statements = new SiteStatements(history);
      writer.append(statements.declaration(), key(history.site().id()));
      writer.append(statements.calibration(), key(history.site().id()));
    }
    witnessedOn(0);
    Citation pause =
        writer.appendJoint(
            paused.pause(),
            List.of(keys.party(PausedWorld.AURORA), keys.party(PausedWorld.BOREALIS)));
    witnessedOn(ORDERED);
    acknowledge(pause, UnderPause.KEEPS_IT, UnderPause.TRAINS_ON);
    witnessedOn(ACKNOWLEDGED);
    report(0, UnderPause.values());
    witnessedOn(WEEK + REPORTED_AFTER_WEEK);
    acknowledge(pause, UnderPause.ACKNOWLEDGES_LATE);
    witnessedOn(ACKNOWLEDGED_LATE);
    for (int week = 1; week < world.scale().weeks(); week++) {
      report(week, UnderPause.KEEPS_IT, UnderPause.ACKNOWLEDGES_LATE, UnderPause.TRAINS_ON);
      witnessedOn((week + 1) * WEEK + REPORTED_AFTER_WEEK);
    }
    witnesses.turnTo(paused.day(READ));
    return pause.id();
  }

  /** The witnesses see all that was said so far, and the log says when. */
  private void witnessedOn(int day) throws IOException {
    witnesses.turnTo(paused.day(day));
    SignedNote cosigned = writer.checkpoint();
    writer.append(
        new LogTime(StrictBase64.encode(cosigned.encoded())),
        keys.party(world.parties().getFirst()));
  }

  private void acknowledge(Citation pause, UnderPause... conducts) {
    for (PausedSite site : paused.sites()) {
      if (List.of(conducts).contains(site.conduct())) {
        writer.append(new Acknowledgement(site.id().name(), pause), key(site.id()));
      }
    }
  }

  private void report(int week, UnderPause... conducts) throws IOException {
    for (int i = 0; i < histories.size(); i++) {
      if (List.of(conducts).contains(paused.sites().get(i).conduct())) {
        SiteHistory history = histories.get(i);
        List<RowWeek> rows = history.week(week);
        Digest readings = writer.writeReadings(RowWeek.readings(rows, world.scale(), week));
        writer.append(
            new SiteStatements(history).report(week, rows, readings), key(history.site().id()));
      }
    }
  }

  private PartySigner key(SiteId site) {
    return keys.party(site.party());
  }
}
