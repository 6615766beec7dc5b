package dev.standstill.site.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.site.AreaId;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.workload.Accounted;
import dev.standstill.site.workload.AccountedRun;
import dev.standstill.wire.json.StrictJson;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the schedulers accounted in one period, by area. What it was for, and how much of it was
 * executed, no scheduler knows.
 *
 * @param period which period
 * @param areas every run that used devices in it, by the area of its queue
 * @param elsewhere those whose queue the configuration does not know
 * @param unread what of the accounts could not be read
 */
public record AccountedPeriod(
    BalancePeriod period,
    Map<AreaId, List<AccountedRun>> areas,
    List<AccountedRun> elsewhere,
    List<String> unread) {
  private static final BigInteger MICROSECONDS = BigInteger.valueOf(1_000_000);

  public AccountedPeriod {
    Map<AreaId, List<AccountedRun>> sorted = new TreeMap<>(Comparator.comparing(AreaId::name));
    areas.forEach((area, runs) -> sorted.put(area, List.copyOf(runs)));
    areas = Collections.unmodifiableMap(sorted);
    elsewhere = List.copyOf(elsewhere);
    unread = List.copyOf(unread);
  }

  /**
   * Puts runs where they belong.
   *
   * @param queues what each queue is for
   */
  public static AccountedPeriod of(
      BalancePeriod period, Map<String, QueueUse> queues, Accounted accounted) {
    Map<AreaId, List<AccountedRun>> areas = new TreeMap<>(Comparator.comparing(AreaId::name));
    queues.values().forEach(use -> areas.putIfAbsent(use.area(), new ArrayList<>()));
    List<AccountedRun> elsewhere = new ArrayList<>();
    for (AccountedRun run : accounted.runs()) {
      if (run.deviceSeconds(period.from(), period.to()) > 0) {
        Optional.ofNullable(queues.get(run.queue()))
            .flatMap(use -> Optional.ofNullable(areas.get(use.area())))
            .orElse(elsewhere)
            .add(run);
      }
    }
    return new AccountedPeriod(period, areas, elsewhere, accounted.unread());
  }

  /** Of one run in the period. */
  public long deviceSeconds(AccountedRun run) {
    return run.deviceSeconds(period.from(), period.to());
  }

  /** Of all runs in an area together. */
  public long deviceSeconds(AreaId area) {
    return deviceSeconds(areas.getOrDefault(area, List.of()));
  }

  private long deviceSeconds(List<AccountedRun> runs) {
    return runs.stream().mapToLong(this::deviceSeconds).reduce(0, Math::addExact);
  }

  /** What a report states of it. */
  public Enforcement.Accounts figures() {
    List<Enforcement.AreaAccounts> figures = new ArrayList<>();
    areas.forEach((area, runs) ->
        figures.add(
            new Enforcement.AreaAccounts(area, deviceTime(deviceSeconds(runs)), runs.size())));
    return new Enforcement.Accounts(figures, deviceTime(deviceSeconds(elsewhere)), unread.size());
  }

  private static DeviceTime deviceTime(long deviceSeconds) {
    return new DeviceTime(BigInteger.valueOf(deviceSeconds).multiply(MICROSECONDS));
  }

  /**
   * How a declaration of the same period compares, a line an area that differs by more than the
   * second to which schedulers account; empty if none does.
   */
  public List<String> differences(ActivityReport declared) {
    Map<AreaId, BigInteger> said = new TreeMap<>(Comparator.comparing(AreaId::name));
    areas.keySet().forEach(area -> said.put(area, BigInteger.ZERO));
    for (AreaActivity area : declared.areas()) {
      said.put(area.area(), area.declaredUse().deviceMicroseconds().divide(MICROSECONDS));
    }
    List<String> lines = new ArrayList<>();
    said.forEach((area, seconds) -> {
      BigInteger accounted = BigInteger.valueOf(deviceSeconds(area));
      if (seconds.subtract(accounted).abs().compareTo(BigInteger.ONE) > 0) {
        lines.add(
            "%s: %s device-seconds declared, %s accounted".formatted(area, seconds, accounted));
      }
    });
    if (!elsewhere.isEmpty()) {
      lines.add("in no area: %d device-seconds accounted".formatted(deviceSeconds(elsewhere)));
    }
    if (!unread.isEmpty()) {
      lines.add("%d lines of the accounts could not be read".formatted(unread.size()));
    }
    return lines;
  }

  /** As the operator reads it. */
  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("from", period.from().toString()).put("to", period.to().toString());
    ArrayNode all = node.putArray("areas");
    areas.forEach((name, runs) -> write(all.addObject().put("area", name.name()), runs));
    write(node.putObject("elsewhere"), elsewhere);
    ArrayNode lines = node.putArray("unread");
    unread.forEach(lines::add);
    return StrictJson.pretty(node);
  }

  private void write(ObjectNode node, List<AccountedRun> runs) {
    ArrayNode list = node.put("deviceSeconds", deviceSeconds(runs)).putArray("runs");
    for (AccountedRun run : runs) {
      ObjectNode one =
          list.addObject()
              .put("job", run.id())
              .put("owner", run.owner())
              .put("queue", run.queue())
              .put("devices", run.devices());
      run.permit().ifPresent(permit -> one.put("permit", permit));
      run.lineage().ifPresent(lineage -> one.put("lineage", lineage));
      one.put("started", run.started().toString());
      run.ended().ifPresent(ended -> one.put("ended", ended.toString()));
      one.put("deviceSeconds", deviceSeconds(run));
    }
  }
}
