package dev.standstill.site.metering.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.evidence.Examination;
import dev.standstill.site.metering.store.Hour;
import dev.standstill.site.metering.store.HourWriter;
import dev.standstill.site.metering.store.MeteredHall;
import dev.standstill.site.metering.store.StoreLayout;
import dev.standstill.telemetry.FileReadings;
import dev.standstill.telemetry.MeterReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnBalanceTest {
  @TempDir private Path folder;

  private JudgedPeriod balance(String share) throws Exception {
    OwnSite.fill(folder, share);
    Examination examined = OwnBalance.examine(OwnData.read(folder), (done, total) -> {});
    assertThat(examined.evidence().defects()).isEmpty();
    var areas = examined.evaluation().balances().getFirst().areas();
    assertThat(areas).hasSize(1);
    return areas.getFirst().periods().getFirst();
  }

  @Test
  void anHonestDeclarationLeavesAlmostNothingUnaccounted() throws Exception {
    JudgedPeriod period = balance("1");
    assertThat(period.unaccounted().sigmaFlop()).isPositive();
    assertThat(Math.abs(period.unaccounted().standardised())).isLessThan(1);
  }

  @Test
  void whatWasForgottenShowsAsUnaccountedCompute() throws Exception {
    JudgedPeriod period = balance("0.8");
    double done = 4.0 * 700 * 7_200 / 1e-12;
    assertThat(period.unaccounted().flop()).isCloseTo(0.2 * done, Offset.offset(0.003 * done));
    assertThat(period.unaccounted().standardised()).isGreaterThan(3);
  }

  @Test
  void theReportHasTheEnergiesThatAReaderComputesFromItsFile() throws Exception {
    OwnSite.fill(folder, "1");
    OwnData data = OwnData.read(folder);
    List<AreaReadings> metered =
        PeriodReadings.write(
            data.store(),
            folder.resolve("telemetry"),
            data.declaration(),
            data.activities().period());
    ActivityReport report = PeriodReport.of(data.activities(), metered);
    assertThat(report.readings()).hasSize(1);
    // 7190 s between the first and the last reading, and 720 powers around 700 W.
    Energy energy = report.areas().getFirst().energies().firstEntry().getValue();
    assertThat(energy.joules()).isCloseTo(700.0 * 7_190, Offset.offset(10.0));
    assertThat(report.areas().getFirst().energies()).hasSize(4);
  }

  @Test
  void theFileOfAPeriodHoldsWhatItsHoursHoldAndNothingElse() throws Exception {
    OwnSite.fill(folder, "1");
    OwnData data = OwnData.read(folder);
    Path telemetry = folder.resolve("telemetry");
    Digest whole =
        PeriodReadings.write(
                data.store(), telemetry, data.declaration(), data.activities().period())
            .getFirst()
            .readings()
            .orElseThrow();
    List<MeterReading> hours = new ArrayList<>();
    StoreLayout store = new StoreLayout(data.store());
    for (int hour = 0; hour < 2; hour++) {
      HourWriter.write(data.store(), new Hour(MeteredHall.HOUR.number() + hour))
          .forEach(written ->
              FileReadings.of(store.readings(written.readings().orElseThrow()))
                  .forEach(hours::add));
    }
    List<MeterReading> period = new ArrayList<>();
    FileReadings.of(telemetry.resolve(whole.hex() + ".parquet")).forEach(period::add);
    assertThat(period).hasSize(4 * 720).containsExactlyInAnyOrderElementsOf(hours);
  }

  @Test
  void aPeriodWithAnHourThatIsNotWrittenIsNotReported() throws Exception {
    OwnSite.fill(folder, "1");
    OwnData data = OwnData.read(folder);
    BalancePeriod longer = new BalancePeriod(OwnSite.FROM, OwnSite.TO.plusSeconds(1));
    assertThatThrownBy(() ->
            PeriodReadings.write(
                data.store(), folder.resolve("telemetry"), data.declaration(), longer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("hour 2026-11-23T14Z of area hall is not written");
  }

  @Test
  void anHourWhoseFileWasChangedIsNotReported() throws Exception {
    OwnSite.fill(folder, "1");
    OwnData data = OwnData.read(folder);
    StoreLayout store = new StoreLayout(data.store());
    Digest digest =
        HourWriter.write(data.store(), MeteredHall.HOUR).getFirst().readings().orElseThrow();
    Files.write(store.readings(digest), new byte[] {1}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> OwnBalance.examine(data, (done, total) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not the file that was written for hour 2026-11-23T12Z");
  }

  @Test
  void energiesAreNotTheOperatorsToState() {
    ActivityReport declared = OwnSite.activities("1");
    ActivityReport stated =
        new ActivityReport(
            declared.site(),
            declared.period(),
            declared.areas(),
            List.of(new Digest("1".repeat(64))),
            declared.assumptions(),
            declared.corrects());
    assertThatThrownBy(() -> PeriodReport.of(stated, List.of()))
        .hasMessageContaining("the meters' to state");
    assertThatThrownBy(() -> PeriodReport.of(declared, List.of()))
        .hasMessageContaining("the site has no area hall");
    AreaReadings other =
        new AreaReadings(
            new dev.standstill.core.site.AreaId("annex"),
            java.util.Optional.empty(),
            new TreeMap<>());
    AreaReadings hall =
        new AreaReadings(MeteredHall.HALL, java.util.Optional.empty(), new TreeMap<>());
    assertThatThrownBy(() -> PeriodReport.of(declared, List.of(hall, other)))
        .hasMessageContaining("nothing is declared of area annex");
  }
}
