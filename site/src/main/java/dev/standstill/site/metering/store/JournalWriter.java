package dev.standstill.site.metering.store;

import dev.standstill.core.site.AreaId;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts batches into the journals of their areas and hours. For the store's one thread. */
final class JournalWriter {
  private static final int OPEN_MAX = 64;

  /** Where a reading goes. */
  private record Target(String area, Hour hour, boolean late) {}

  private final StoreLayout layout;
  private final Faults faults;
  private final JournalDisk disk;
  private final Map<String, AreaId> areas;
  private final long aheadMicros;
  private final LinkedHashMap<Target, JournalFile> open = new LinkedHashMap<>(16, 0.75f, true);
  private volatile @Nullable String untrusted;

  JournalWriter(StoreLayout layout, MeterPlan plan, Faults faults, JournalDisk disk) {
    this.layout = layout;
    this.faults = faults;
    this.disk = disk;
    this.areas = plan.areas();
    this.aheadMicros = plan.ahead().toNanos() / 1_000;
  }

  /** Why nothing the disk says counts any more; empty while it does. */
  Optional<String> untrusted() {
    return Optional.ofNullable(untrusted);
  }

  /** Writes batches and has the disk confirm them, all or none. */
  List<Kept> commit(List<ReadingBatch> batches, Hour closedBefore, Instant now) {
    Commit commit = new Commit(closedBefore, now);
    try {
      List<Kept> answers = new ArrayList<>();
      for (ReadingBatch batch : batches) {
        answers.add(commit.take(batch));
      }
      for (JournalFile file : commit.lengths.keySet()) {
        file.write();
      }
      commit.sync();
      shut(OPEN_MAX);
      return answers;
    } catch (IOException e) {
      commit.takeBack();
      Kept.Why why = untrusted == null ? Kept.Why.DISK_REFUSES : Kept.Why.DISK_UNTRUSTED;
      Kept answer = new Kept.NotNow(why, String.valueOf(e.getMessage()));
      return batches.stream().map(_ -> answer).toList();
    }
  }

  private JournalFile file(Target target) throws IOException {
    JournalFile file = open.get(target);
    if (file == null) {
      file = JournalFile.open(disk, layout.journal(target.area, target.hour, target.late), faults);
      open.put(target, file);
    }
    return file;
  }

  /** Lets go of files of closed hours. */
  void closeBefore(Hour hour) {
    Iterator<Map.Entry<Target, JournalFile>> each = open.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Target, JournalFile> next = each.next();
      if (next.getKey().hour.compareTo(hour) < 0 && !next.getKey().late) {
        each.remove();
        letGo(next.getValue());
      }
    }
  }

  /** Lets go of the files used least lately. */
  private void shut(int most) {
    Iterator<JournalFile> each = open.values().iterator();
    while (open.size() > most && each.hasNext()) {
      JournalFile file = each.next();
      each.remove();
      letGo(file);
    }
  }

  private static void letGo(JournalFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // What counts was confirmed before.
    }
  }

  void close() {
    shut(0);
  }

  /** What is written between two confirmations of the disk. */
  private final class Commit {
    private final Hour closedBefore;
    private final long latestMicros;
    private final Map<JournalFile, Long> lengths = new LinkedHashMap<>();
    private final Map<Target, JournalFile> files = new HashMap<>();
    private @Nullable Target lastTarget;
    private @Nullable JournalFile lastFile;

    Commit(Hour closedBefore, Instant now) {
      this.closedBefore = closedBefore;
      this.latestMicros = ChronoUnit.MICROS.between(Instant.EPOCH, now) + aheadMicros;
    }

    Kept take(ReadingBatch batch) throws IOException {
      int future = 0;
      Map<Series, Said> said = new LinkedHashMap<>();
      for (int i = 0; i < batch.size(); i++) {
        Series series = batch.series(i);
        long time = batch.timeMicros(i);
        if (time > latestMicros) {
          future++;
          said.computeIfAbsent(series, _ -> new Said()).future(time);
          continue;
        }
        AreaId area = areas.get(series.device());
        boolean late = time / Hour.MICROS < closedBefore.number();
        if (area == null || late) {
          said.computeIfAbsent(series, _ -> new Said()).apart(time, late, area == null);
        }
        file(area == null ? StoreLayout.UNDECLARED : area.name(), time, late)
            .add(series, time, batch.value(i));
      }
      List<Fault> refused = new ArrayList<>();
      said.forEach((series, what) -> what.tell(series, faults).ifPresent(refused::add));
      return new Kept.Durably(
          batch.size() - future,
          said.values().stream().mapToInt(what -> what.late).sum(),
          said.values().stream().mapToInt(what -> what.undeclared).sum(),
          refused,
          future);
    }

    private JournalFile file(String area, long time, boolean late) throws IOException {
      Target last = lastTarget;
      if (last != null
          && lastFile != null
          && last.hour.number() == time / Hour.MICROS
          && last.late == late
          && last.area.equals(area)) {
        return lastFile;
      }
      Target target = new Target(area, Hour.ofMicros(time), late);
      JournalFile file = files.get(target);
      if (file == null) {
        file = JournalWriter.this.file(target);
        files.put(target, file);
        lengths.put(file, file.length());
      }
      lastTarget = target;
      lastFile = file;
      return file;
    }

    void sync() throws IOException {
      for (JournalFile file : lengths.keySet()) {
        try {
          file.sync();
        } catch (IOException e) {
          // The system may have dropped what it could not write, and confirm it the next time.
          untrusted = "the disk did not confirm what was written: " + e.getMessage();
          throw e;
        }
      }
    }

    /** After a failure: files end where they did, and are opened anew for what comes next. */
    void takeBack() {
      for (Map.Entry<JournalFile, Long> entry : lengths.entrySet()) {
        try {
          entry.getKey().takeBack(entry.getValue());
        } catch (IOException e) {
          // What is left over was confirmed to nobody; opening it again finds out where it ends.
          faults.add(
              new Fault(Fault.Reason.JOURNAL_TORN, "journal", "cannot be cut: " + e.getMessage()));
        }
        open.values().remove(entry.getKey());
        letGo(entry.getKey());
      }
    }
  }

  /** What is to be said of the readings of one series in one batch. */
  private static final class Said {
    private int future;
    private int late;
    private int undeclared;
    private long futureTime;
    private long lateTime;

    void future(long time) {
      future++;
      futureTime = time;
    }

    void apart(long time, boolean isLate, boolean isUndeclared) {
      if (isLate) {
        late++;
        lateTime = time;
      }
      if (isUndeclared) {
        undeclared++;
      }
    }

    /** Says it, and gives back why readings are refused, if any are. */
    Optional<Fault> tell(Series series, Faults faults) {
      String device = series.device();
      if (undeclared > 0) {
        faults.add(
            new Fault(
                Fault.Reason.DEVICE_UNDECLARED,
                device,
                "is metered but not declared; its readings are kept apart"),
            undeclared);
      }
      if (late > 0) {
        faults.add(
            new Fault(
                Fault.Reason.READING_LATE,
                device,
                series.channel() + " at " + instant(lateTime) + " came after its hour was closed"),
            late);
      }
      if (future == 0) {
        return Optional.empty();
      }
      Fault fault =
          new Fault(
              Fault.Reason.TIME_IN_FUTURE,
              device,
              series.channel() + " at " + instant(futureTime) + "; set the clocks right");
      faults.add(fault, future);
      return Optional.of(fault);
    }
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
