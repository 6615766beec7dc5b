package dev.standstill.site.metering.store;

import dev.standstill.core.record.Digest;
import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Series;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.ReadingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one closed hour and area, each once.
 *
 * <p>A first pass finds for each series the span of time in which readings came that were not later
 * than all before. Only there can one have come twice, so only there are readings remembered while
 * they are passed on: whatever is sent again after an interruption is a few seconds long.
 */
final class HourJournal {
  /** Conflicts are counted all, and shown up to here. */
  private static final int CONFLICTS_SHOWN = 100;

  private final Path file;
  private final Map<Series, Span> spans = new HashMap<>();
  private final Journal.State state;
  private final Digest digest;
  private final List<Conflict> conflicts = new ArrayList<>();
  private long readings;
  private long duplicates;
  private long conflicting;

  private HourJournal(Path file) throws IOException {
    this.file = file;
    this.state = Journal.read(file, this::survey);
    this.digest = new Digest(ReadingsFile.digest(file));
  }

  /** Reads a journal once, to know what is in it. */
  static HourJournal of(Path file) throws IOException {
    return new HourJournal(file);
  }

  private void survey(Series series, long time, long value) {
    spans.computeIfAbsent(series, Span::new).survey(time);
  }

  Journal.State state() {
    return state;
  }

  /** Names the journal's bytes, as they are. */
  Digest digest() {
    return digest;
  }

  /** The series it has readings of. */
  Collection<Series> series() {
    return Collections.unmodifiableCollection(spans.keySet());
  }

  /** Readings of a device's power, each once, in the order in which they came. */
  Iterable<MeterReading> power() {
    return () -> new Once(Channel.POWER);
  }

  /** Goes through a channel, only to count what came twice. */
  void count(Channel channel) {
    for (Once once = new Once(channel); once.hasNext(); ) {
      once.next();
    }
  }

  /** Readings that were passed on. */
  long readings() {
    return readings;
  }

  /** Readings that were not passed on since the same one was before. */
  long duplicates() {
    return duplicates;
  }

  /** Readings that were not passed on since another value of the same instant was before. */
  long conflicting() {
    return conflicting;
  }

  /** The first of them. */
  List<Conflict> conflicts() {
    return List.copyOf(conflicts);
  }

  /** The times of a series in which something may have come twice. */
  private static final class Span {
    private final Map<Long, Long> remembered = new HashMap<>();
    private long latest = -1;
    private long from = Long.MAX_VALUE;
    private long to = -1;

    Span(Series series) {}

    void survey(long time) {
      if (time <= latest) {
        from = Math.min(from, time);
        to = latest;
      }
      latest = Math.max(latest, time);
    }

    /** The value that this time has already; null if it is new. */
    @Nullable Long before(long time, long value) {
      return time < from || time > to ? null : remembered.putIfAbsent(time, value);
    }
  }

  /** One pass over one channel. */
  private final class Once implements Iterator<MeterReading> {
    private final Channel channel;
    private final Journal journal;
    private final ArrayDeque<MeterReading> ready = new ArrayDeque<>();

    Once(Channel channel) {
      this.channel = channel;
      spans.values().forEach(span -> span.remembered.clear());
      try {
        this.journal = Journal.open(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      try {
        while (ready.isEmpty()) {
          if (!journal.next(this::take)) {
            journal.close();
            return false;
          }
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public MeterReading next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void take(Series series, long time, long value) {
      Span span = spans.get(series);
      if (series.channel() != channel || span == null) {
        return;
      }
      Long before = span.before(time, value);
      if (before == null) {
        readings++;
        // Channels other than power are counted only, and their values may be beyond any power.
        ready.add(new MeterReading(series.device(), time, channel == Channel.POWER ? value : 0));
      } else if (before == value) {
        duplicates++;
      } else {
        conflicting++;
        if (conflicts.size() < CONFLICTS_SHOWN) {
          conflicts.add(new Conflict(series, time, before, value));
        }
      }
    }
  }

  /**
   * Two values for one instant.
   *
   * @param series whose
   * @param timeMicros when
   * @param kept the value that came first
   * @param other the value that is left out
   */
  record Conflict(Series series, long timeMicros, long kept, long other) {}
}
