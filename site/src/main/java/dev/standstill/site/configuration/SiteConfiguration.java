package dev.standstill.site.configuration;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the agent was told.
 *
 * @param site which site
 * @param charter the charter by whose parties it lives; everything is pinned to it
 * @param policy the file that says whose signatures make a checkpoint of the register's log
 * @param sources where that log is to be had, the first one first
 * @param register where statements are sent: a log that takes entries at {@code POST /add}
 * @param state the directory in which it keeps everything
 * @param key the file with the party's signing key; empty if a token holds it
 * @param gate the loopback port that schedulers ask
 * @param queues what each partition or namespace is for; any other is refused
 * @param rhythm how often things are done
 * @param slurm the Slurm cluster, if there is one
 * @param kubernetes the Kubernetes cluster, if there is one
 * @param metering which meters are read, if any
 * @param reporting who makes the site's reports
 * @param digest SHA-256 of the file this was read from
 */
public record SiteConfiguration(
    SiteId site,
    Digest charter,
    Path policy,
    List<SourceAddress> sources,
    Optional<String> register,
    Path state,
    Optional<Path> key,
    int gate,
    Map<String, QueueUse> queues,
    Rhythm rhythm,
    Optional<SlurmSettings> slurm,
    Optional<KubernetesAccess> kubernetes,
    Optional<MeteringSettings> metering,
    ReportSettings reporting,
    Digest digest) {

  private static final int PORT_MAX = 65_535;

  public SiteConfiguration {
    sources = List.copyOf(sources);
    queues = Collections.unmodifiableMap(new TreeMap<>(queues));
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("name at least one source of the log");
    }
    Set<String> names = new HashSet<>();
    sources.forEach(source -> {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException("two sources are called " + source.name());
      }
    });
    if (gate < 0 || gate > PORT_MAX) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + gate);
    }
  }

  /** The verified copy of the register's log. */
  public Path mirror() {
    return state.resolve("mirror");
  }

  /** The site's own log. */
  public Path ownLog() {
    return state.resolve("log");
  }

  /** The private keys of the site's own log. */
  public Path ownLogKeys() {
    return state.resolve("log.keys");
  }

  /** What the meters gave, and what is declared beside it: {@code balance show} reads it. */
  public Path data() {
    return state.resolve("site-data");
  }

  /** Files of readings that reports cite: for the register and whoever may see them. */
  public Path telemetry() {
    return state.resolve("telemetry");
  }

  /** Pauses that somebody brought here. */
  public Path presented() {
    return state.resolve("presented");
  }
}
