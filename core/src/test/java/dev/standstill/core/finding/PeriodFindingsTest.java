package dev.standstill.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.SiteDeclaration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeriodFindingsTest {

  private static final AreaId OTHER = new AreaId("hall-9");

  private static ActivityReport correction(World world, long corrects, List<Digest> readings) {
    world.hour().report.corrects = Optional.of(SampleReport.digest(corrects));
    world.hour().report.readings = readings;
    ActivityReport correction = world.hour().toReport();
    world.hour().report.corrects = Optional.empty();
    world.hour().report.readings = List.of(SampleReport.digest(9_000));
    return correction;
  }

  private static List<Finding> findings(World world, FindingCode code) {
    return world.evaluate().findings().stream().filter(f -> f.code() == code).toList();
  }

  @Test
  void aCorrectionIsNoticedAndSaysWhetherTheReadingsChanged() {
    List<Digest> same = List.of(SampleReport.digest(9_000));
    World world = World.honest();
    world.further.add(correction(world, 3, same));
    world.further.add(correction(world, 4, List.of(SampleReport.digest(9_001))));
    assertThat(findings(world, FindingCode.REPORT_CORRECTED))
        .extracting(Finding::detail)
        .containsExactly(
            "log entry 5 replaces entry 3 and cites other readings",
            "log entry 5 replaces entry 4 and cites other readings");
    World unchanged = World.honest();
    unchanged.further.add(correction(unchanged, 3, same));
    assertThat(findings(unchanged, FindingCode.REPORT_CORRECTED))
        .extracting(Finding::detail)
        .containsExactly("log entry 4 replaces entry 3 and cites the same readings");
  }

  @Test
  void anAreaThatALaterDeclarationLeavesOutIsNoticed() {
    World world = World.honest();
    assertThat(findings(world, FindingCode.AREA_DROPPED)).isEmpty();
    world.further.add(
        new SiteDeclaration(
            SampleSite.SITE.name(),
            List.of(SampleSite.area(OTHER, List.of(SampleSite.node("node_7")))),
            List.of(),
            Optional.empty()));
    assertThat(findings(world, FindingCode.AREA_DROPPED))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.subject()).isEqualTo(Subject.ofArea(SampleSite.SITE, SampleSite.AREA));
          assertThat(found.detail()).contains("log entry 4 leaves out area");
        });
  }
}
