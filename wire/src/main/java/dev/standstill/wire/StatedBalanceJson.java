package dev.standstill.wire;

import dev.standstill.core.study.Flow;
import dev.standstill.core.study.Flow.Direction;
import dev.standstill.core.study.Instrument;
import dev.standstill.core.study.StatedBalance;
import dev.standstill.core.study.Stock;
import dev.standstill.core.study.StudyLevels;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A stated balance and the levels it is tested at, from JSON. {@code docs/balance.md} has the
 * format; a flow's or stock's amounts are {@code values}, null where one is missing, or one {@code
 * value} for all.
 */
public final class StatedBalanceJson {

  /** Five thousand periods of a hundred flows, and room to spare. */
  public static final int BYTES_MAX = 16 << 20;

  private StatedBalanceJson() {}

  /**
   * What was read.
   *
   * @param balance what is stated
   * @param levels the field's defaults where nothing else is asked for
   * @param unit of the amounts, as stated; empty if it is not
   * @param total of the violation to study; empty to leave it to the study
   */
  public record Stated(
      StatedBalance balance, StudyLevels levels, String unit, OptionalDouble total) {}

  public static ReadResult<Stated> read(byte[] bytes) {
    return ReadResult.reading(() -> stated(StrictJson.parse(bytes, BYTES_MAX)));
  }

  private static Stated stated(StrictValue value) {
    StrictObject object =
        value.object("unit", "periods", "instruments", "flows", "stocks", "unaccounted", "tests");
    String unit = object.optional("unit").map(StrictValue::text).orElse("");
    StrictValue count = object.field("periods");
    int periods = count.count(1);
    if (periods > StatedBalance.PERIODS_MAX) {
      throw count.refused(
          "at most %d periods can be judged in one covariance: split a longer run where an"
                  .formatted(StatedBalance.PERIODS_MAX)
              + " instrument was recalibrated");
    }
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    object.field("instruments").list(item -> instrument(item, instruments, periods));
    List<Flow> flows =
        object
            .optional("flows")
            .map(list -> list.list(item -> flow(item, instruments, periods, unit)))
            .orElse(List.of());
    List<Stock> stocks =
        object
            .optional("stocks")
            .map(list -> list.list(item -> stock(item, instruments, periods, unit)))
            .orElse(List.of());
    Optional<SortedMap<Integer, Double>> unaccounted =
        object.optional("unaccounted").map(list -> amounts(list, 1, periods, false));
    StatedBalance balance =
        value.build(() -> new StatedBalance(periods, flows, stocks, unaccounted));
    Optional<StrictObject> tests =
        object
            .optional("tests")
            .map(t ->
                t.object("falseAlarm", "detection", "referenceValue", "tightestNear", "lossTotal"));
    OptionalDouble total =
        tests
            .flatMap(t -> t.optional("lossTotal"))
            .map(loss -> OptionalDouble.of(loss.real()))
            .orElse(OptionalDouble.empty());
    return new Stated(balance, levels(value, tests), unit, total);
  }

  private static StudyLevels levels(StrictValue whole, Optional<StrictObject> tests) {
    StudyLevels usual = StudyLevels.DEFAULT;
    return whole.build(() ->
        new StudyLevels(
            real(tests, "falseAlarm", usual.falseAlarm()),
            real(tests, "detection", usual.detection()),
            real(tests, "referenceValue", usual.referenceValue()),
            real(tests, "tightestNear", usual.tightestNear())));
  }

  private static double real(Optional<StrictObject> tests, String key, double otherwise) {
    return tests.flatMap(t -> t.optional(key)).map(StrictValue::real).orElse(otherwise);
  }

  private static Instrument instrument(
      StrictValue value, Map<String, Instrument> known, int periods) {
    StrictObject object = value.object("name", "random", "systematic", "recalibrated");
    TreeSet<Integer> recalibrated =
        new TreeSet<>(
            object
                .optional("recalibrated")
                .map(list -> list.distinct(period -> (int) period.integer(2, periods)))
                .orElse(List.of()));
    Instrument instrument =
        value.build(() ->
            new Instrument(
                object.field("name").text(),
                object.field("random").real(),
                object.field("systematic").real(),
                recalibrated));
    if (known.put(instrument.name(), instrument) != null) {
      throw value.refused("instrument stated twice: " + instrument.name());
    }
    return instrument;
  }

  private static Flow flow(
      StrictValue value, Map<String, Instrument> instruments, int periods, String unit) {
    StrictObject object =
        value.object("name", "direction", "instrument", "items", "unit", "value", "values");
    sameUnit(object, unit);
    return new Flow(
        object.field("name").text(),
        object.field("direction").word(Direction.class),
        named(object.field("instrument"), instruments),
        items(object),
        valueOrValues(value, object, 1, periods));
  }

  private static Stock stock(
      StrictValue value, Map<String, Instrument> instruments, int periods, String unit) {
    StrictObject object = value.object("name", "instrument", "items", "unit", "value", "values");
    sameUnit(object, unit);
    return new Stock(
        object.field("name").text(),
        named(object.field("instrument"), instruments),
        items(object),
        valueOrValues(value, object, 0, periods));
  }

  private static void sameUnit(StrictObject object, String unit) {
    object
        .optional("unit")
        .filter(own -> !own.text().equals(unit))
        .ifPresent(own -> {
          throw own.refused(
              unit.isEmpty()
                  ? "a unit that the balance itself does not state"
                  : "the balance is in " + unit + "; units are not converted");
        });
  }

  private static Instrument named(StrictValue name, Map<String, Instrument> instruments) {
    Instrument instrument = instruments.get(name.text());
    if (instrument == null) {
      throw name.refused(
          "no instrument of that name among the "
              + instruments.size()
              + " stated: "
              + String.join(", ", instruments.keySet()));
    }
    return instrument;
  }

  private static long items(StrictObject object) {
    return object.optional("items").map(items -> items.integer(1, 1_000_000_000_000L)).orElse(1L);
  }

  private static SortedMap<Integer, Double> valueOrValues(
      StrictValue whole, StrictObject object, int first, int last) {
    Optional<StrictValue> one = object.optional("value");
    Optional<StrictValue> many = object.optional("values");
    if (one.isPresent() == many.isPresent()) {
      throw whole.refused("give values, one for each place, or one value for all of them");
    }
    if (many.isPresent()) {
      return amounts(many.get(), first, last, true);
    }
    double amount = notNegative(one.get(), one.get().real());
    SortedMap<Integer, Double> constant = new TreeMap<>();
    for (int place = first; place <= last; place++) {
      constant.put(place, amount);
    }
    return constant;
  }

  private static SortedMap<Integer, Double> amounts(
      StrictValue list, int first, int last, boolean physical) {
    List<OptionalDouble> read =
        list.list(item -> {
          OptionalDouble amount = item.realOrMissing();
          if (physical && amount.isPresent()) {
            notNegative(item, amount.getAsDouble());
          }
          return amount;
        });
    if (read.size() != last - first + 1) {
      throw list.refused(
          "%d amounts; %d are due, one for each %s, and a missing one keeps its place"
              .formatted(
                  read.size(),
                  last - first + 1,
                  first == 0 ? "boundary from 0 to " + last : "period"));
    }
    SortedMap<Integer, Double> amounts = new TreeMap<>();
    for (int i = 0; i < read.size(); i++) {
      int place = first + i;
      read.get(i).ifPresent(amount -> amounts.put(place, amount));
    }
    return amounts;
  }

  private static double notNegative(StrictValue place, double amount) {
    if (amount < 0) {
      throw place.refused("a measured amount is 0 or more; the direction says its sign");
    }
    return amount;
  }
}
