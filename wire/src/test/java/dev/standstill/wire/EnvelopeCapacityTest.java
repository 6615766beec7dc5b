package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** How much a log entry holds. The pages state these numbers; this test measures them. */
final class EnvelopeCapacityTest {
  private static final String LONG_NAME_PADDING = "-" + "x".repeat(121);

  @Test
  void thePageOfTheSiteDeclarationSaysHowManyPointsFit() throws IOException {
    int usual = most(points -> declaration(points, ""));
    int longest = most(points -> declaration(points, LONG_NAME_PADDING));
    assertThat(StatementPages.page("site-declaration"))
        .as("%s points, %s", usual, longest)
        .contains("**" + usual + " points**")
        .contains("**" + longest + "**");
  }

  @Test
  void thePageOfTheActivityReportSaysHowManyEnergiesFit() throws IOException {
    int usual = most(points -> report(points, ""));
    int longest = most(points -> report(points, LONG_NAME_PADDING));
    assertThat(StatementPages.page("activity-report"))
        .as("%s points, %s", usual, longest)
        .contains("**" + usual + " points**")
        .contains("**" + longest + "**");
  }

  private static int most(IntFunction<StatementBody> bodyOfSize) {
    int fits = 1;
    int tooMany = 4_096;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) / 2;
      if (fits(bodyOfSize.apply(middle))) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  private static boolean fits(StatementBody body) {
    try {
      byte[] payload = StatementCodec.write(Samples.statement(body));
      return Envelope.sign(payload, List.of(Samples.AURORA_KEY)).encode().length
          <= Envelope.BYTES_MAX;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static SiteDeclaration declaration(int points, String padding) {
    List<MeasurementPoint> nodes = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      nodes.add(
          new MeasurementPoint(
              "n%04d%s".formatted(i, padding),
              8,
              Boundary.NODE_WALL,
              "m%04d%s".formatted(i, padding),
              new PartyId("aurora"),
              Optional.empty(),
              new PartsPerMillion(5_000),
              new PartsPerMillion(10_000),
              Power.ofWatts(8_400),
              new Metering.Own()));
    }
    InstalledAccelerators installed =
        new InstalledAccelerators(
            new AcceleratorModel("NVIDIA H100 SXM", Power.ofWatts(700)), 8 * points);
    ComputeBalanceArea hall =
        new ComputeBalanceArea(new AreaId("hall-1"), List.of(installed), nodes);
    return new SiteDeclaration("north", List.of(hall), List.of(), Optional.empty());
  }

  private static ActivityReport report(int points, String padding) {
    TreeMap<String, Energy> energies = new TreeMap<>();
    for (int i = 0; i < points; i++) {
      energies.put("n%04d%s".formatted(i, padding), Energy.ofMilliJoules(450_123_456_789L));
    }
    AreaActivity hall =
        new AreaActivity(
            new AreaId("hall-1"),
            Samples.report().areas().getFirst().activities(),
            DeviceTime.of(8, Samples.DAY),
            energies);
    return new ActivityReport(
        "north",
        Samples.DAY,
        List.of(hall),
        List.of(Samples.DIGEST_A),
        List.of(),
        Optional.empty());
  }
}
