package dev.standstill.site.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.workload.AccountedRun;
import dev.standstill.wire.json.StrictJson;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the schedulers accounted in one period, by area. It tells the operator what ran before he
 * declares it, and how far his declaration is from it; what it was for, and how much of it was
 * executed, no scheduler knows.
 *
 * @param period which period
 * @param areas every run that used devices in it, by the area of its queue
 */
public record AccountedPeriod(BalancePeriod period, Map<String, List<AccountedRun>> areas) {
  /** Where runs are put whose queue the configuration does not know. */
  private static final String UNKNOWN = "unknown";

  private static final BigInteger MICROSECONDS = BigInteger.valueOf(1_000_000);

  /**
   * Puts runs where they belong.
   *
   * @param queues what each queue is for
   */
  public static AccountedPeriod of(
      BalancePeriod period, Map<String, QueueUse> queues, List<AccountedRun> runs) {
    Map<String, List<AccountedRun>> areas = new TreeMap<>();
    queues.values().forEach(use -> areas.putIfAbsent(use.area().name(), new ArrayList<>()));
    for (AccountedRun run : runs) {
      if (run.deviceSeconds(period.from(), period.to()) > 0) {
        String area =
            Optional.ofNullable(queues.get(run.queue()))
                .map(use -> use.area().name())
                .orElse(UNKNOWN);
        areas.computeIfAbsent(area, _ -> new ArrayList<>()).add(run);
      }
    }
    return new AccountedPeriod(period, areas);
  }

  /** Of all runs in an area together. */
  public long deviceSeconds(String area) {
    return areas.getOrDefault(area, List.of()).stream()
        .mapToLong(run -> run.deviceSeconds(period.from(), period.to()))
        .sum();
  }

  /**
   * How a declaration of the same period compares, a line an area that differs by more than the
   * second to which schedulers account; empty if none does.
   */
  public List<String> differences(ActivityReport declared) {
    Map<String, BigInteger> said = new TreeMap<>();
    areas.keySet().forEach(area -> said.put(area, BigInteger.ZERO));
    for (AreaActivity area : declared.areas()) {
      said.put(area.area().name(), area.declaredUse().deviceMicroseconds().divide(MICROSECONDS));
    }
    List<String> lines = new ArrayList<>();
    said.forEach((area, seconds) -> {
      BigInteger accounted = BigInteger.valueOf(deviceSeconds(area));
      if (seconds.subtract(accounted).abs().compareTo(BigInteger.ONE) > 0) {
        lines.add(
            "%s: %s device-seconds declared, %s accounted".formatted(area, seconds, accounted));
      }
    });
    return lines;
  }

  /** As the operator reads it. */
  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("from", period.from().toString()).put("to", period.to().toString());
    ArrayNode all = node.putArray("areas");
    areas.forEach((name, runs) -> {
      ObjectNode area = all.addObject().put("area", name).put("deviceSeconds", deviceSeconds(name));
      ArrayNode list = area.putArray("runs");
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
        one.put("deviceSeconds", run.deviceSeconds(period.from(), period.to()));
      }
    });
    return StrictJson.pretty(node);
  }
}
