package dev.standstill.site.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which meters the agent reads.
 *
 * @param pace how often they are asked
 * @param settling how long after its end an hour still takes readings
 * @param nvml whether the devices of this machine are read through NVIDIA's library
 * @param scrape metrics pages, such as those of DCGM exporters
 * @param redfish power meters that speak Redfish
 * @param csv files of readings that something else writes
 * @param remoteWrite where a Prometheus may send what it has; empty to take nothing
 */
public record MeteringSettings(
    Duration pace,
    Duration settling,
    boolean nvml,
    List<String> scrape,
    List<Redfish> redfish,
    List<Path> csv,
    Optional<RemoteWrite> remoteWrite) {

  /**
   * A power meter.
   *
   * @param url of its resource
   * @param point which measurement point of the declaration it is
   */
  public record Redfish(String url, String point) {}

  /**
   * A receiver.
   *
   * @param host where it listens
   * @param port and its port
   * @param token the file with the bearer token that a sender must show
   */
  public record RemoteWrite(String host, int port, Path token) {}

  public MeteringSettings {
    scrape = List.copyOf(scrape);
    redfish = List.copyOf(redfish);
    csv = List.copyOf(csv);
    if (pace.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException("meters are asked at most ten times a second: " + pace);
    }
    if (settling.isNegative()) {
      throw new IllegalArgumentException("an hour settles for 0 or longer: " + settling);
    }
  }
}
