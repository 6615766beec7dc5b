package dev.standstill.page;

import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.SourceState;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.page.World.Day;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages that tests look at, one for each state of affairs worth seeing. */
final class Worlds {

  static final String HOSTILE =
      "</title></p><script>alert(\"x\")</script>&amp;'\u202Eevil\u0007]]>";

  private Worlds() {}

  static Map<String, ConclusionsPage> all() {
    Map<String, ConclusionsPage> pages = new LinkedHashMap<>();
    pages.put("single", single());
    pages.put("single-refuted", singleRefuted());
    pages.put("months", months());
    pages.put("one-shot", oneShot());
    pages.put("copies", copies());
    pages.put("damaged", damaged());
    pages.put("no-charter", noCharter());
    pages.put("hostile", hostile());
    pages.put("large", large());
    return pages;
  }

  static ConclusionsPage single() {
    return new World(1)
        .site("aurora", "north", List.of("hall-1"), day -> Day.HONEST)
        .page("Evidence of aurora/north");
  }

  static ConclusionsPage singleRefuted() {
    return new World(1)
        .site("borealis", "south", List.of("hall-1"), day -> Day.HONEST.hiding(0.6))
        .page("Evidence of borealis/south");
  }

  /** Honest, hiding from the twelfth day on, gaps and silence: 26 days. */
  static ConclusionsPage months() {
    return new World(26)
        .significant("40000000000000000000000")
        .site("aurora", "north", List.of("hall-1", "hall-2"), day -> Day.HONEST)
        .site("borealis", "south", List.of("hall-1"), day -> Day.HONEST.hiding(day < 12 ? 0 : 0.14))
        .site("cirrus", "east", List.of("hall-1"), Worlds::careless)
        .silent("dunes", "west")
        .page("October under the charter: four sites, four parties");
  }

  static Day careless(int day) {
    return switch (day) {
      case 4, 5 -> Day.HONEST.without(2);
      case 9 -> Day.HONEST.readings("withheld");
      case 14 -> Day.HONEST.readings("file 3f2a… is not what its digest says");
      case 17 -> Day.HONEST.hiding(-0.25);
      case 24, 25 -> Day.HONEST.unreported();
      default -> Day.HONEST;
    };
  }

  static ConclusionsPage oneShot() {
    return new World(5)
        .deciding(DecidingTest.ONE_SHOT)
        .significant("6000000000000000000000")
        .site(
            "borealis",
            "south",
            List.of("hall-1"),
            day -> Day.HONEST.hiding(day == 3 ? 0.5 : day == 1 ? 0.14 : 0))
        .page("Five days at borealis/south");
  }

  static ConclusionsPage copies() {
    SiteId site = new SiteId(new PartyId("aurora"), "north");
    World world = new World(12).site("aurora", "north", List.of("hall-1"), day -> Day.HONEST);
    for (int day = 0; day < 10; day++) {
      for (int node = 1; node < World.NODES; node += 2) {
        world.copied(site, day, World.point("hall-1", node), World.point("hall-1", node + 1));
      }
    }
    return world.page("Thirty pairs of copies");
  }

  static ConclusionsPage damaged() {
    return new World(3)
        .site("aurora", "north", List.of("hall-1"), day -> Day.HONEST)
        .damaged(false, new SourceDefect("tile/0/000", "the root is not that of the checkpoint"))
        .page("A damaged source");
  }

  static ConclusionsPage noCharter() {
    SourceState source =
        new SourceState(
            "", List.of(new SourceDefect("entry 0", "not a statement")), false, false, false);
    return new ConclusionsPage(
        "No charter",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        World.BEGIN,
        0,
        Evaluation.withoutCharter(source),
        "standstill verify evidence");
  }

  static ConclusionsPage hostile() {
    World world =
        new World(2)
            .biasSource(HOSTILE)
            .site(
                "aurora",
                "north",
                List.of("hall-1"),
                day -> day == 0 ? Day.HONEST : Day.HONEST.readings(HOSTILE))
            .undeclaredPoint(new SiteId(new PartyId("aurora"), "north"), 0, HOSTILE)
            .damaged(true, new SourceDefect(HOSTILE, HOSTILE));
    ConclusionsPage plain = world.page(HOSTILE);
    return new ConclusionsPage(
        HOSTILE,
        Optional.of(new ConclusionsPage.Checkpoint(HOSTILE, HOSTILE, HOSTILE)),
        Optional.of(HOSTILE),
        plain.charter(),
        plain.asOf(),
        plain.disclosed(),
        plain.evaluation(),
        HOSTILE);
  }

  static ConclusionsPage large() {
    return new World(60)
        .site("aurora", "north", List.of("hall-1", "hall-2", "hall-3"), day -> Day.HONEST)
        .page("Sixty days in three halls");
  }
}
