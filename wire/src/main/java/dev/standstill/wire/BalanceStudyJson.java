package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.study.BalanceStudy;
import dev.standstill.core.study.BalanceStudy.Course;
import dev.standstill.core.study.BalanceStudy.PageCourse;
import dev.standstill.core.study.Detection;
import dev.standstill.core.study.RetrospectiveLook;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A study as JSON. Its lists have one entry for each period, null where the period has no balance;
 * periods are counted from 1. Amounts are in the unit of the statement, y and Page's values in
 * sigma.
 */
public final class BalanceStudyJson {

  private BalanceStudyJson() {}

  public static ObjectNode of(
      BalanceStudy study, List<Detection> detection, Optional<RetrospectiveLook> look) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    spread(root.putArray("balances"), study, study.balances());
    covariance(root.putArray("covariance"), study);
    spread(root.putArray("independentSequence"), study, study.independent());
    page(root.putObject("page"), study, study.page());
    ArrayNode pair = root.putArray("pageParallel");
    study.pair().forEach(one -> page(pair.addObject(), study, one));
    course(root.putObject("cumulative"), study, study.cumulative(), "sigma");
    course(root.putObject("anytime"), study, study.anytime(), "boundary");
    course(root.putObject("gemuf"), study, study.gemuf(), "thresholds");
    if (look.isPresent()) {
      root.putObject("gemufSmoothed")
          .put("value", look.get().value())
          .put("threshold", look.get().threshold())
          .put("alarm", look.get().alarms())
          .put("simulations", look.get().runs());
    } else {
      root.putNull("gemufSmoothed");
    }
    ArrayNode rows = root.putArray("detection");
    detection.forEach(row -> detection(rows.addObject(), study, row));
    ArrayNode missing = root.putArray("missing");
    study
        .missing()
        .forEach((period, names) -> {
          ArrayNode quantities = missing.addObject().put("period", period).putArray("quantities");
          names.forEach(quantities::add);
        });
    return root;
  }

  /** One row of a detection table; also for plans. */
  public static void detection(ObjectNode node, BalanceStudy study, Detection row) {
    node.put("shape", Words.of(row.shape()))
        .put("test", Words.of(row.test()))
        .put("total", row.total())
        .put("probability", row.probability());
    put(node, "standardError", row.standardError());
    put(node, "detectable", row.detectable());
    if (row.evenOddsBy().isPresent()) {
      node.put("evenOddsByPeriod", study.closed().get(row.evenOddsBy().getAsInt() - 1));
    } else {
      node.putNull("evenOddsByPeriod");
    }
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(key, value.getAsDouble());
    } else {
      node.putNull(key);
    }
  }

  private static void covariance(ArrayNode rows, BalanceStudy study) {
    List<Integer> closed = study.closed();
    for (int a = 1; a <= study.stated().periods(); a++) {
      int place = closed.indexOf(a) + 1;
      ArrayNode row = rows.addArray();
      for (int b = 1; b <= study.stated().periods(); b++) {
        int other = closed.indexOf(b) + 1;
        if (place == 0 || other == 0) {
          row.addNull();
        } else {
          row.add(study.covariance().between(place, other));
        }
      }
    }
  }

  private static void page(ObjectNode node, BalanceStudy study, PageCourse page) {
    node.put("k", page.test().referenceValue()).put("h", page.test().threshold());
    spread(node.putArray("values"), study, page.values());
    ArrayNode alarms = node.putArray("alarms");
    page.alarms().forEach(alarms::add);
  }

  private static void course(ObjectNode node, BalanceStudy study, Course course, String scale) {
    spread(node.putArray("values"), study, course.values());
    spread(node.putArray(scale), study, course.scale());
    boolean anytime = scale.equals("boundary");
    boolean last = course.alarms().contains(study.closed().getLast());
    // The level of the others is that of one look, at the end; this one holds at every look.
    node.put("alarm", anytime ? !course.alarms().isEmpty() : last);
    if (course.alarms().isEmpty()) {
      node.putNull("firstAlarm");
    } else {
      node.put("firstAlarm", course.alarms().getFirst());
    }
  }

  private static void spread(ArrayNode list, BalanceStudy study, List<Double> values) {
    int next = 0;
    for (int period = 1; period <= study.stated().periods(); period++) {
      if (next < values.size() && study.closed().get(next) == period) {
        list.add(values.get(next++));
      } else {
        list.addNull();
      }
    }
  }
}
