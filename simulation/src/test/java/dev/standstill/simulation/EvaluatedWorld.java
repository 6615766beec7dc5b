package dev.standstill.simulation;

import dev.standstill.core.accountancy.MeteredPoint;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Measurements;
import dev.standstill.core.finding.Measurements.Reported;
import dev.standstill.core.finding.ReadingsState;
import dev.standstill.core.finding.SourceState;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A world evaluated without files, so that hundreds can be. {@link WorldEvidenceTest} holds it
 * against the same world read back from its evidence.
 */
final class EvaluatedWorld {
  private final World world;
  private final List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>();
  private final Map<Reported, ReadingsState> readings = new HashMap<>();

  private EvaluatedWorld(World world) {
    this.world = world;
  }

  static WorldOutcome outcome(World world) {
    return WorldOutcome.of(world, new EvaluatedWorld(world).evaluate());
  }

  private Evaluation evaluate() {
    Charter charter = WorldCharter.of(world, new WorldKeys(world));
    for (SitePlan site : world.sites()) {
      SiteHistory history = new SiteHistory(world, site);
      SiteStatements statements = new SiteStatements(history);
      publish(site, statements.declaration());
      publish(site, statements.calibration());
      for (int week = 0; week < world.scale().weeks(); week++) {
        if (!site.conduct().equals(new Conduct.Unreported(week))) {
          report(statements, site, week, history.week(week));
        }
      }
    }
    Ledger ledger =
        Ledger.fold(charter, facts, world.scale().period(world.scale().weeks() - 1).to());
    return Evaluation.evaluate(
        charter,
        ledger,
        new Measurements(readings, List.of(), List.of()),
        new SourceState("world", List.of(), true, false, false));
  }

  private void report(SiteStatements statements, SitePlan site, int week, List<RowWeek> rows) {
    Digest file = digest("f", facts.size());
    ActivityReport report = statements.report(week, rows, file);
    publish(site, report);
    Map<String, MeteredPoint> points = new HashMap<>();
    report
        .areas()
        .getFirst()
        .energies()
        .forEach((point, energy) ->
            points.put(
                point,
                new MeteredPoint(
                    point,
                    world.scale().stepsPerWeek() + 1,
                    Optional.of(energy),
                    Duration.ZERO,
                    Duration.ZERO,
                    world.scale().cadence(),
                    Duration.ZERO,
                    world.scale().cadence(),
                    0,
                    0,
                    Power.ofWatts(1))));
    readings.put(
        new Reported(site.id(), report.period()),
        site.conduct().equals(new Conduct.Withheld(week))
            ? new ReadingsState.Withheld(List.of(file))
            : new ReadingsState.Measured(points));
  }

  private void publish(SitePlan site, StatementBody body) {
    facts.add(
        new PublishedFact<>(site.id().party(), facts.size(), digest("0", facts.size()), body));
  }

  private static Digest digest(String kind, int number) {
    return new Digest(kind + String.format(Locale.ROOT, "%063d", number));
  }
}
