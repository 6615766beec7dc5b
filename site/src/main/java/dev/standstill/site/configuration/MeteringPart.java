package dev.standstill.site.configuration;

import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code [metering]}. */
final class MeteringPart {
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private MeteringPart() {}

  static MeteringSettings read(StrictValue value, Path folder) {
    StrictObject node =
        value.object("pace", "settling", "nvml", "scrape", "csv", "redfish", "remote-write");
    Duration pace = node.optional("pace").map(ConfigurationFile::duration).orElse(PACE);
    Duration settling = node.optional("settling").map(ConfigurationFile::duration).orElse(SETTLING);
    boolean nvml = node.optional("nvml").map(StrictValue::flag).orElse(false);
    List<String> scrape =
        node.optional("scrape").map(all -> all.list(StrictValue::text)).orElse(List.of());
    List<Path> csv =
        node.optional("csv")
            .map(all -> all.list(file -> folder.resolve(file.text())))
            .orElse(List.of());
    List<MeteringSettings.Redfish> redfish =
        node.optional("redfish").map(all -> all.list(MeteringPart::redfish)).orElse(List.of());
    Optional<MeteringSettings.RemoteWrite> receiver =
        node.optional("remote-write").map(one -> receiver(one, folder));
    return value.build(
        () -> new MeteringSettings(pace, settling, nvml, scrape, redfish, csv, receiver));
  }

  private static MeteringSettings.Redfish redfish(StrictValue value) {
    StrictObject node = value.object("url", "point");
    return new MeteringSettings.Redfish(node.field("url").text(), node.field("point").text());
  }

  private static MeteringSettings.RemoteWrite receiver(StrictValue value, Path folder) {
    StrictObject node = value.object("host", "port", "token");
    return new MeteringSettings.RemoteWrite(
        node.field("host").text(),
        node.field("port").count(1),
        folder.resolve(node.field("token").text()));
  }
}
