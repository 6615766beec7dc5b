package dev.standstill.site.metering.metric;

import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which metrics are readings, which are known and are none, and which have a name that nobody knows
 * although it looks like one of ours: a counter that was renamed must be noticed the day it
 * happens.
 */
public final class MetricRules {
  private static final List<String> UUID = List.of("UUID");
  private static final double MILLI = 1e3;
  private static final double MILLIONTHS = 1e6;
  private static final double MEBIBYTE = 1 << 20;

  /** What DCGM's exporter gives as delivered and this site reads. */
  private static final List<MetricRule> DCGM_RULES =
      List.of(
          new MetricRule("DCGM_FI_DEV_POWER_USAGE", Channel.POWER, MILLI, UUID),
          new MetricRule("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", Channel.TOTAL_ENERGY, 1, UUID),
          new MetricRule(
              "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", Channel.TENSOR_ACTIVE, MILLIONTHS, UUID),
          new MetricRule("DCGM_FI_PROF_DRAM_ACTIVE", Channel.DRAM_ACTIVE, MILLIONTHS, UUID),
          new MetricRule("DCGM_FI_PROF_SM_ACTIVE", Channel.SM_ACTIVE, MILLIONTHS, UUID),
          new MetricRule("DCGM_FI_PROF_NVLINK_TX_BYTES", Channel.NVLINK_TRANSMITTED, 1, UUID),
          new MetricRule("DCGM_FI_PROF_NVLINK_RX_BYTES", Channel.NVLINK_RECEIVED, 1, UUID),
          new MetricRule("DCGM_FI_DEV_FB_USED", Channel.MEMORY_USED, MEBIBYTE, UUID));

  /** What it gives beside that. GPU_UTIL says how long a device was busy, not what it computed. */
  private static final Set<String> DCGM_UNREAD =
      Set.of(
          "DCGM_FI_DEV_SM_CLOCK",
          "DCGM_FI_DEV_MEM_CLOCK",
          "DCGM_FI_DEV_MEMORY_TEMP",
          "DCGM_FI_DEV_GPU_TEMP",
          "DCGM_FI_DEV_PCIE_REPLAY_COUNTER",
          "DCGM_FI_DEV_GPU_UTIL",
          "DCGM_FI_DEV_MEM_COPY_UTIL",
          "DCGM_FI_DEV_ENC_UTIL",
          "DCGM_FI_DEV_DEC_UTIL",
          "DCGM_FI_DEV_XID_ERRORS",
          "DCGM_FI_DEV_FB_FREE",
          "DCGM_FI_DEV_FB_RESERVED",
          "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL",
          "DCGM_FI_DEV_VGPU_LICENSE_STATUS",
          "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS",
          "DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS",
          "DCGM_FI_DEV_ROW_REMAP_FAILURE",
          "DCGM_FI_DRIVER_VERSION",
          "DCGM_FI_PROF_GR_ENGINE_ACTIVE",
          "DCGM_FI_PROF_PCIE_TX_BYTES",
          "DCGM_FI_PROF_PCIE_RX_BYTES",
          "DCGM_FI_PROF_SM_OCCUPANCY",
          "DCGM_FI_PROF_PIPE_FP64_ACTIVE",
          "DCGM_FI_PROF_PIPE_FP32_ACTIVE",
          "DCGM_FI_PROF_PIPE_FP16_ACTIVE");

  private final Map<String, MetricRule> rules;
  private final Set<String> unread;
  private final List<String> families;
  private final Optional<String> site;

  private MetricRules(
      Map<String, MetricRule> rules,
      Set<String> unread,
      List<String> families,
      Optional<String> site) {
    this.rules = Map.copyOf(rules);
    this.unread = Set.copyOf(unread);
    this.families = List.copyOf(families);
    this.site = site;
  }

  /** The metrics of DCGM's exporter. */
  public static MetricRules dcgm() {
    MetricRules none =
        new MetricRules(Map.of(), DCGM_UNREAD, List.of("DCGM_FI_"), Optional.empty());
    return none.and(DCGM_RULES);
  }

  /** Only these. */
  public static MetricRules of(List<MetricRule> rules) {
    return new MetricRules(Map.of(), Set.of(), List.of(), Optional.empty()).and(rules);
  }

  /** These as well; a rule replaces one of the same metric. */
  public MetricRules and(List<MetricRule> more) {
    Map<String, MetricRule> all = new HashMap<>(rules);
    more.forEach(rule -> all.put(rule.metric(), rule));
    Set<String> others = new HashSet<>(unread);
    others.removeAll(all.keySet());
    return new MetricRules(all, others, families, site);
  }

  /** The same for series that must name this site in their label {@code site}. */
  public MetricRules atSite(String name) {
    return new MetricRules(rules, unread, families, Optional.of(name));
  }

  /** What a series of samples is. */
  public sealed interface Meaning {

    /**
     * Readings.
     *
     * @param series of which device and channel
     * @param perUnit how many of the channel's units one of the sample's is
     */
    record Readings(Series series, double perUnit) implements Meaning {}

    /** Nothing this site reads. */
    record Nothing() implements Meaning {}

    /** Nothing this site reads, though somebody should look at it. */
    record Unknown(Fault fault) implements Meaning {}

    /** Readings that can never be taken. */
    record Refused(Fault fault) implements Meaning {}
  }

  private static final Meaning NOTHING = new Meaning.Nothing();

  /**
   * Says what samples of a metric mean.
   *
   * @param metric its name
   * @param labels its labels
   */
  public Meaning meaning(String metric, Map<String, String> labels) {
    MetricRule rule = rules.get(metric);
    if (rule == null) {
      return unread.contains(metric) || families.stream().noneMatch(metric::startsWith)
          ? NOTHING
          : new Meaning.Unknown(
              new Fault(
                  Fault.Reason.METRIC_UNKNOWN,
                  metric,
                  "is no metric this version knows; was a counter renamed?"));
    }
    String named = labels.get("site");
    if (site.isPresent() && !site.get().equals(named)) {
      return new Meaning.Refused(
          new Fault(
              Fault.Reason.SITE_WRONG,
              metric,
              (named == null ? "names no site" : "is of site " + printable(named))
                  + "; set external_labels: {site: "
                  + site.get()
                  + "}"));
    }
    List<String> parts = new ArrayList<>();
    for (String label : rule.deviceLabels()) {
      parts.add(labels.getOrDefault(label, ""));
    }
    String device = String.join(":", parts);
    if (parts.contains("") || !Series.isDevice(device)) {
      return new Meaning.Refused(
          new Fault(
              Fault.Reason.DEVICE_UNNAMED,
              metric,
              "its labels "
                  + String.join(", ", rule.deviceLabels())
                  + " name no device: '"
                  + printable(device)
                  + "'"));
    }
    return new Meaning.Readings(new Series(device, rule.channel()), rule.perUnit());
  }

  private static String printable(String text) {
    String line = text.replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }

  /** The channels that its rules can give. */
  public Set<Channel> channels() {
    Set<Channel> channels = new HashSet<>();
    rules.values().forEach(rule -> channels.add(rule.channel()));
    return Collections.unmodifiableSet(channels);
  }
}
