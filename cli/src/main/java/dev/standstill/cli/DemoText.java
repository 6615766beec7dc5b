package dev.standstill.cli;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.NotEstablished;
import dev.standstill.core.finding.Status;
import dev.standstill.core.record.Digest;
import dev.standstill.page.words.Sentences;
import dev.standstill.simulation.SiteStanding;
import dev.standstill.simulation.World;
import dev.standstill.simulation.WorldOutcome;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;

/** A demo's world and what came out of it, for a person at a terminal. */
final class DemoText {
  private static final String INDENT = "    ";

  private final Terminal terminal;
  private final World world;

  DemoText(Terminal terminal, World world) {
    this.terminal = terminal;
    this.world = world;
  }

  void conclusions(Evaluation evaluation, WorldOutcome outcome) {
    heading();
    for (SiteStanding standing : outcome.standings()) {
      standing(standing);
    }
    evaluation.conclusions().stream()
        .filter(conclusion -> conclusion.claim() == Claim.PARTY)
        .forEach(this::party);
    notEstablished(evaluation);
  }

  private void heading() {
    wrapped(
        "",
        String.format(
                Locale.ROOT,
                "A simulated world: %d parties, %d sites of %,d accelerators, %d weeks of readings."
                    + " From %s on no training lineage may exceed %.0e FLOP; one site trains on in"
                    + " secret.",
                world.parties().size(),
                world.sites().size(),
                world.scale().accelerators(),
                world.scale().weeks(),
                world.limitBegins(),
                world.lineageCeiling().toDouble())
            .replace("e+", "e"));
    line("");
    line("What a reader of nothing but the evidence concludes:");
    line("");
  }

  private void standing(SiteStanding standing) {
    terminal.styled(
        String.format(
            Locale.ROOT,
            "%s %-16s %d of %d weeks upheld, %d undecided, %d refuted",
            mark(standing.status()),
            standing.site().id(),
            standing.weeks(Status.UPHELD),
            standing.conclusions().size(),
            standing.weeks(Status.UNDECIDED),
            standing.weeks(Status.REFUTED)));
    wrapped(INDENT, standing.telling().sentence());
    wrapped(INDENT, "In truth the site " + standing.site().conduct().words(world.scale()) + ".");
    line("");
  }

  private static String mark(Status status) {
    return switch (status) {
      case UPHELD -> "@|bold,green UPHELD|@   ";
      case REFUTED -> "@|bold,red REFUTED|@  ";
      case UNDECIDED -> "@|bold,yellow UNDECIDED|@";
    };
  }

  private void party(Conclusion conclusion) {
    terminal.styled(
        mark(conclusion.status()) + " party " + conclusion.subject().party().orElseThrow());
    wrapped(INDENT, conclusion.sentence());
    line("");
  }

  private void notEstablished(Evaluation evaluation) {
    TreeSet<NotEstablished> open = new TreeSet<>();
    evaluation.conclusions().forEach(conclusion -> open.addAll(conclusion.notEstablished()));
    line("None of this establishes:");
    for (NotEstablished each : open) {
      wrapped("  - ", Sentences.notEstablished(each));
    }
    line("");
  }

  void places(Path evidence, Path report, Digest charter) {
    line("Report:   " + report);
    line("Evidence: " + evidence);
    line("Verify:   standstill verify " + evidence + " --charter " + charter);
  }

  void end(long seed, long nanoseconds) {
    line(String.format(Locale.ROOT, "Seed:     %d; took %.1f s", seed, nanoseconds / 1e9));
  }

  private void line(String text) {
    terminal.line(text);
  }

  private void wrapped(String first, String text) {
    Paragraph.lines(first, text).forEach(this::line);
  }
}
