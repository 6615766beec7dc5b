package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.site.ComputeBalanceArea;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceTimeBookTest {
  private static final BalancePeriod HOUR = SampleReport.period(0);

  /** Eight devices on a meter, eight on none. */
  private static final ComputeBalanceArea HALF_METERED =
      SampleSite.area(
          SampleSite.AREA, List.of(SampleSite.node("node_0"), SampleSite.unmetered("node_1")));

  private static DeviceTimeBook close(DeviceTime use, DeviceTime idle) {
    return DeviceTimeBook.close(
        HALF_METERED,
        HOUR,
        SampleReport.areaActivity(List.of(SampleReport.activity(a -> a.deviceTime = use)), idle));
  }

  private static DeviceTimeBook close(long usedHours, long idleHours) {
    return close(DeviceTime.of(usedHours, HOUR), DeviceTime.of(idleHours, HOUR));
  }

  @Test
  void balancesWhenAllIsSaid() {
    DeviceTimeBook book = close(8, 8);
    assertThat(book.available().hours()).isEqualTo(16);
    assertThat(book.unaccountedDeviceMicroseconds()).isZero();
  }

  @Test
  void asksForWhatNobodySaid() {
    assertThat(close(8, 5).unaccountedHours()).isEqualTo(3);
  }

  @Test
  void explainsNothingByIdlenessThatNobodyMeasured() {
    DeviceTimeBook book = close(0, 16);
    assertThat(book.meteredIdle().hours()).isEqualTo(8);
    assertThat(book.unaccountedHours()).isEqualTo(8);
  }

  @Test
  void contradictsMoreThanThereIs() {
    assertThat(close(17, 0).unaccountedHours()).isEqualTo(-1);
    assertThat(close(0, 17).unaccountedHours()).isEqualTo(-1);
  }

  /** Cutting unmetered idle time down must not hide that more was declared than there is. */
  @Test
  void contradictsMoreThanThereIsThoughSomeOfItWasIdleWithoutAMeter() {
    assertThat(close(8, 16).unaccountedHours()).isEqualTo(-8);
  }

  @Test
  void countsToTheMicrosecond() {
    DeviceTime all = DeviceTime.of(16, HOUR);
    DeviceTime one = new DeviceTime(BigInteger.ONE);
    assertThat(close(all.plus(one), DeviceTime.ZERO).unaccountedDeviceMicroseconds()).isEqualTo(-1);
    assertThat(close(all, one).unaccountedDeviceMicroseconds()).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void isConservedWhateverWasDeclared(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    DeviceTimeBook book = close(random.nextLong(24), random.nextLong(24));
    assertThat(book.available().deviceMicroseconds())
        .isEqualTo(
            book.declaredUse()
                .plus(book.meteredIdle())
                .plus(book.verifiedOff())
                .deviceMicroseconds()
                .add(book.unaccountedDeviceMicroseconds()));
  }
}
