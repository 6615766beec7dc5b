package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.DeviceTimeBook;
import dev.standstill.core.accountancy.PeriodTests;
import dev.standstill.core.finding.SiteBalance;
import dev.standstill.wire.json.Words;
import java.util.List;

/**
 * Balances as JSON: exact amounts as decimal strings, statistics as numbers. What is not stated is
 * null, never zero.
 */
public final class BalancesJson {

  private BalancesJson() {}

  public static ObjectNode of(List<SiteBalance> sites) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode areas = root.putArray("areas");
    for (SiteBalance site : sites) {
      for (AreaBalance area : site.areas()) {
        ObjectNode node =
            areas
                .addObject()
                .put("party", site.site().party().name())
                .put("site", site.site().name())
                .put("area", area.area().name())
                .put("instruments", area.instruments());
        ArrayNode periods = node.putArray("periods");
        area.periods().forEach(period -> period(periods.addObject(), period));
      }
    }
    return root;
  }

  private static void period(ObjectNode node, JudgedPeriod period) {
    var balance = period.balance();
    node.put("from", balance.period().from().toString())
        .put("to", balance.period().to().toString())
        .put("energyMilliJoules", balance.energy().milliJoules().toString())
        .put(
            "expectedEnergyMilliJoules",
            balance.expectedEnergy(period.seen().calibration()).milliJoules().toString())
        .put("idleEnergyMilliJoules", balance.idleEnergy().milliJoules().toString())
        .put("declaredFlop", balance.declared().toString())
        .put("unaccountedFlop", period.unaccounted().flop())
        .put("sigmaFlop", period.unaccounted().sigmaFlop())
        .put("complete", balance.complete());
    ArrayNode missing = node.putArray("missing");
    balance.missing().forEach(missing::add);
    node.putObject("least")
        .put("unaccountedFlop", period.leastUnaccounted().flop())
        .put("sigmaFlop", period.leastUnaccounted().sigmaFlop())
        .put("outcome", Words.of(period.leastOutcome()));
    deviceTime(
        node.putObject("deviceTime"),
        DeviceTimeBook.close(
            period.seen().area(), period.seen().period(), period.seen().activity()));
    if (period.tests().isPresent()) {
      tests(node.putObject("tests"), period.tests().get());
    } else {
      node.putNull("tests");
    }
  }

  private static void deviceTime(ObjectNode node, DeviceTimeBook book) {
    node.put("availableDeviceMicroseconds", book.available().deviceMicroseconds().toString())
        .put("declaredUseDeviceMicroseconds", book.declaredUse().deviceMicroseconds().toString())
        .put("meteredIdleDeviceMicroseconds", book.meteredIdle().deviceMicroseconds().toString())
        .put("verifiedOffDeviceMicroseconds", book.verifiedOff().deviceMicroseconds().toString())
        .put("unaccountedDeviceMicroseconds", book.unaccountedDeviceMicroseconds().toString());
  }

  private static void tests(ObjectNode node, PeriodTests tests) {
    node.put("deciding", Words.of(tests.deciding()))
        .put("outcome", Words.of(tests.outcome()))
        .put("detectableFlop", tests.detectableFlop());
    node.putObject("oneShot")
        .put("z", tests.oneShot().z())
        .put("alarmAbove", tests.oneShot().alarmAbove())
        .put("refutedAbove", tests.oneShot().refutedAbove());
    node.putObject("independent")
        .put("y", tests.independent())
        .put("residualSigmaFlop", tests.residualSigmaFlop());
    node.putObject("page")
        .put("referenceValue", tests.page().referenceValue())
        .put("statistic", tests.page().statistic())
        .put("alarmAbove", tests.page().alarmAbove());
    node.putObject("anytime")
        .put("sum", tests.anytime().sum())
        .put("alarmFrom", tests.anytime().alarmFrom())
        .put("refutedFrom", tests.anytime().refutedFrom());
    node.putObject("cumulative")
        .put("unaccountedFlop", tests.cumulative().flop())
        .put("sigmaFlop", tests.cumulative().sigmaFlop())
        .put("guaranteedDetectableFlop", tests.cumulative().guaranteedDetectableFlop());
  }
}
