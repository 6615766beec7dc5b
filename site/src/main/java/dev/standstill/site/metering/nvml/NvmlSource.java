package dev.standstill.site.metering.nvml;

import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.Reading;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The devices of this machine, by NVIDIA's management library. They are looked for anew each time,
 * since their places change when one falls off the bus.
 *
 * <p>{@code nvmlDeviceGetUtilizationRates} is not called: it says for how much of the time a device
 * did anything at all, which is no measure of compute.
 */
public final class NvmlSource implements MeterSource {
  /** What the library is called where a driver is installed. */
  public static final String LIBRARY = "libnvidia-ml.so.1";

  private final String library;
  private final Map<String, Map<Channel, Series>> series = new HashMap<>();
  private Set<String> seen = Set.of();
  private @Nullable NvmlLibrary nvml;

  /** A source that loads the library when it is first asked, and tries again if it is not there. */
  public NvmlSource(String library) {
    this.library = library;
  }

  @Override
  public String name() {
    return "nvml";
  }

  @Override
  public synchronized Polled poll(long timeMicros) {
    List<Fault> faults = new ArrayList<>();
    ReadingBatch readings = new ReadingBatch();
    try {
      NvmlLibrary loaded = nvml;
      if (loaded == null) {
        loaded = NvmlLibrary.load(library);
        nvml = loaded;
      }
      read(loaded, timeMicros, readings, faults);
    } catch (NvmlLibrary.Absent e) {
      faults.add(new Fault(Fault.Reason.SOURCE_ABSENT, name(), String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // A driver that is replaced while it is used fails in many ways; none of them is a reading.
      faults.add(new Fault(Fault.Reason.SOURCE_SILENT, name(), String.valueOf(e.getMessage())));
    }
    return new Polled(readings, faults);
  }

  private void read(NvmlLibrary loaded, long time, ReadingBatch readings, List<Fault> faults) {
    OptionalLong count = loaded.devices();
    if (count.isEmpty()) {
      faults.add(
          new Fault(
              Fault.Reason.SOURCE_SILENT, name(), "the number of devices: " + loaded.lastAnswer()));
      // A driver that was unloaded must be loaded again to answer.
      close();
      return;
    }
    Map<String, MemorySegment> devices = devices(loaded, (int) count.getAsLong(), faults);
    for (String vanished : seen) {
      if (!devices.containsKey(vanished)) {
        faults.add(
            new Fault(
                Fault.Reason.DEVICE_VANISHED, vanished, "was read before and is not there now"));
      }
    }
    // Once it was there it is missed for as long as this source lives.
    Set<String> all = new TreeSet<>(seen);
    all.addAll(devices.keySet());
    seen = all;
    devices.forEach((uuid, device) -> {
      add(loaded, uuid, Channel.POWER, loaded.power(device), time, readings, faults);
      add(loaded, uuid, Channel.TOTAL_ENERGY, loaded.energy(device), time, readings, faults);
      add(loaded, uuid, Channel.MEMORY_USED, loaded.memory(device), time, readings, faults);
    });
  }

  private Map<String, MemorySegment> devices(NvmlLibrary loaded, int count, List<Fault> faults) {
    Map<String, MemorySegment> devices = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    for (int place = 0; place < count; place++) {
      Optional<MemorySegment> device = loaded.device(place);
      Optional<String> uuid = device.flatMap(loaded::uuid);
      if (uuid.isEmpty()) {
        faults.add(
            new Fault(
                Fault.Reason.SOURCE_SILENT,
                name() + ":" + place,
                "device: " + loaded.lastAnswer()));
      } else if (!Series.isDevice(uuid.get())) {
        faults.add(
            new Fault(
                Fault.Reason.DEVICE_UNNAMED, name() + ":" + place, "its UUID is no plain name"));
      } else if (devices.put(uuid.get(), device.orElseThrow()) != null) {
        twice.add(uuid.get());
      }
    }
    for (String uuid : twice) {
      // Which of them a reading is of cannot be told, and a sum of both would be a guess.
      devices.remove(uuid);
      faults.add(
          new Fault(Fault.Reason.DEVICE_DUPLICATE, uuid, "two devices say this is their UUID"));
    }
    return devices;
  }

  private void add(
      NvmlLibrary loaded,
      String uuid,
      Channel channel,
      OptionalLong value,
      long time,
      ReadingBatch readings,
      List<Fault> faults) {
    if (value.isEmpty()) {
      faults.add(
          new Fault(Fault.Reason.CHANNEL_ABSENT, uuid, channel + ": " + loaded.lastAnswer()));
    } else if (!Reading.isPlausible(channel, value.getAsLong())) {
      faults.add(
          new Fault(Fault.Reason.VALUE_IMPLAUSIBLE, uuid, channel + " of " + value.getAsLong()));
    } else {
      Series of =
          series
              .computeIfAbsent(uuid, _ -> new HashMap<>())
              .computeIfAbsent(channel, _ -> new Series(uuid, channel));
      readings.add(of, time, value.getAsLong());
    }
  }

  @Override
  public synchronized void close() {
    NvmlLibrary loaded = nvml;
    nvml = null;
    if (loaded != null) {
      loaded.close();
    }
  }
}
