package dev.standstill.core.finding;

import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.accountancy.Seeds;
import dev.standstill.core.finding.CapInspection.Declared;
import dev.standstill.core.finding.CappedDays.Amount;
import dev.standstill.core.finding.CappedDays.Excess;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.DutySpan;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CappedDaysTest {

  private static Amount amount(int hour, int hours, long flop) {
    Instant from = START.plus(Duration.ofHours(hour));
    return new Amount(
        new BalancePeriod(from, from.plus(Duration.ofHours(hours))), Flop.of(Long.toString(flop)));
  }

  @Test
  void daysThatRunFromNoonToNoonDoNotEscapeTheCap() {
    List<Declared> declared = new ArrayList<>();
    for (int day = 0; day < 30; day++) {
      Amount one = amount(12 + 24 * day, 24, 2_000);
      declared.add(
          new Declared(
              OrderWorld.NORTH,
              one.period(),
              new ScopedWork(true, true, false, one.flop(), one.flop())));
    }
    Duty cap = new Duty.Cap(Flop.of("1000"));
    DutySpan span = new DutySpan(START, START, START.plus(DAY.multipliedBy(100)), cap);
    CapInspection inspection = new CapInspection(declared, List.of(span));
    assertThat(inspection.exceeded(site -> true)).isPresent();
  }

  @Test
  void whatMayHaveBeenKeptIsNotExceeded() {
    // 1000 on each of three days, or 1500 in the first half of each and the same in the other.
    assertThat(
            CappedDays.exceeded(
                List.of(amount(12, 24, 1_500), amount(36, 24, 1_500)), Flop.of("1000")))
        .isEmpty();
    assertThat(
            CappedDays.exceeded(
                List.of(amount(12, 24, 1_500), amount(36, 24, 1_501)), Flop.of("1000")))
        .contains(
            new Excess(new WholeDays(START, START.plus(DAY.multipliedBy(3))), Flop.of("3001")));
  }

  @Test
  void underACapOfNothingAnythingIsTooMuch() {
    assertThat(CappedDays.exceeded(List.of(amount(0, 24, 0)), Flop.ZERO)).isEmpty();
    assertThat(CappedDays.exceeded(List.of(amount(50, 30, 1)), Flop.ZERO)).isPresent();
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void everyStretchOfDaysIsLookedAt(long seed) {
    var random = Seeds.generator(seed);
    List<Amount> amounts = new ArrayList<>();
    for (int i = 0; i < random.nextInt(12); i++) {
      amounts.add(amount(random.nextInt(240), 1 + random.nextInt(60), random.nextInt(1_500)));
    }
    boolean exceeded = false;
    for (int from = 0; from < 14; from++) {
      for (int to = from + 1; to <= 14; to++) {
        WholeDays days =
            new WholeDays(START.plus(DAY.multipliedBy(from)), START.plus(DAY.multipliedBy(to)));
        exceeded |= total(amounts, days) > 1_000 * days.count();
      }
    }
    Optional<Excess> found = CappedDays.exceeded(amounts, Flop.of("1000"));
    assertThat(found.isPresent()).isEqualTo(exceeded);
    found.ifPresent(excess -> {
      long total = total(amounts, excess.days());
      assertThat(excess.total()).isEqualTo(Flop.of(Long.toString(total)));
      assertThat(total).isGreaterThan(1_000 * excess.days().count());
    });
  }

  private static long total(List<Amount> amounts, WholeDays days) {
    return amounts.stream()
        .filter(amount -> days.hold(amount.period()))
        .mapToLong(amount -> amount.flop().operations().longValueExact())
        .sum();
  }
}
