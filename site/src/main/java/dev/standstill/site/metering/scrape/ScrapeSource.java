package dev.standstill.site.metering.scrape;

import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.metric.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An endpoint in Prometheus' text format: DCGM's exporter, an exporter of SNMP or IPMI, any other.
 * It remembers which series there were: one that is no longer there is missed, and together with a
 * name that nobody knows that is how a renamed counter shows.
 */
public final class ScrapeSource implements MeterSource {
  private final Fetch fetch;
  private final Exposition exposition;
  private final Set<Series> seen = new HashSet<>();

  /** The last readings with which nothing was wrong. */
  private ReadingBatch usual = new ReadingBatch();

  /**
   * A source.
   *
   * @param fetch where its answers come from
   * @param rules what they mean
   */
  public ScrapeSource(Fetch fetch, MetricRules rules) {
    this.fetch = fetch;
    this.exposition = new Exposition(rules);
  }

  @Override
  public String name() {
    return fetch.place().toString();
  }

  @Override
  public synchronized Polled poll(long timeMicros) {
    try {
      fetch.get();
      return judged(exposition.read(fetch.bytes(), fetch.length(), timeMicros));
    } catch (IOException e) {
      return nothing(Fault.Reason.SOURCE_SILENT, String.valueOf(e.getMessage()));
    } catch (Exposition.Malformed e) {
      return nothing(Fault.Reason.SOURCE_UNREADABLE, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return nothing(Fault.Reason.SOURCE_SILENT, String.valueOf(e));
    }
  }

  private Polled nothing(Fault.Reason reason, String detail) {
    return new Polled(new ReadingBatch(), List.of(new Fault(reason, name(), detail)));
  }

  private Polled judged(Samples samples) {
    List<Fault> faults = new ArrayList<>(samples.unknown());
    faults.addAll(samples.refused());
    ReadingBatch found = samples.readings();
    // The same series in the same sequence, once nothing was wrong with them: nothing is now.
    if (found.size() > 0 && found.isOfSameSeries(usual)) {
      return new Polled(found, faults);
    }
    int before = faults.size();
    ReadingBatch readings = new ReadingBatch();
    Map<Series, Integer> times = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      times.merge(found.series(i), 1, Integer::sum);
    }
    Set<String> twice = new TreeSet<>();
    for (int i = 0; i < found.size(); i++) {
      Series series = found.series(i);
      if (times.getOrDefault(series, 0) > 1) {
        twice.add(series.device());
      } else {
        readings.add(series, found.timeMicros(i), found.value(i));
      }
    }
    for (String device : twice) {
      faults.add(
          new Fault(
              Fault.Reason.DEVICE_DUPLICATE, device, name() + " shows it twice; neither is read"));
    }
    missed(times.keySet(), faults);
    usual = faults.size() == before ? readings : new ReadingBatch();
    return new Polled(readings, faults);
  }

  private void missed(Set<Series> now, List<Fault> faults) {
    Set<String> devices = new HashSet<>();
    now.forEach(series -> devices.add(series.device()));
    Set<String> vanished = new TreeSet<>();
    for (Series series : seen) {
      if (!devices.contains(series.device())) {
        vanished.add(series.device());
      } else if (!now.contains(series)) {
        faults.add(absent(series.device(), series.channel()));
      }
    }
    for (String device : vanished) {
      faults.add(
          new Fault(Fault.Reason.DEVICE_VANISHED, device, "was read before and is not there now"));
    }
    for (String device : devices) {
      Series power = new Series(device, Channel.POWER);
      if (!now.contains(power) && !seen.contains(power)) {
        faults.add(absent(device, Channel.POWER));
      }
    }
    seen.addAll(now);
  }

  private Fault absent(String device, Channel channel) {
    return new Fault(Fault.Reason.CHANNEL_ABSENT, device, name() + " shows no " + channel);
  }
}
