package dev.standstill.page.register;

import dev.standstill.page.register.RegisterSnapshot.Head;
import dev.standstill.page.words.Figures;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * What every page of the register has around it.
 *
 * @param title what the page is about
 * @param path its own path
 * @param snapshot what is shown
 * @param links where it finds the others
 * @param recency how old it is
 * @param commands what a reader types to get the same
 */
record Frame(
    String title,
    String path,
    RegisterSnapshot snapshot,
    Links links,
    Recency recency,
    List<String> commands) {

  private static final int ROOT_SHOWN = 12;

  /** The pages that every page leads to. */
  record Section(String path, String name) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section("", "World"),
          new Section("sites", "Sites"),
          new Section("orders", "Orders"),
          new Section("findings", "Findings"),
          new Section("permits", "Permits"),
          new Section("indicators", "Indicators"),
          new Section("log", "Log"),
          new Section("inspector", "Inspector"),
          new Section("words", "Words"));

  List<Section> sections() {
    return SECTIONS;
  }

  /** Whether the page is that section, or below it. */
  boolean isIn(Section section) {
    return path.equals(section.path())
        || (!section.path().isEmpty() && path.startsWith(section.path() + "/"));
  }

  String origin() {
    return snapshot.head().map(Head::origin).orElse("no log could be read");
  }

  String size() {
    return snapshot
        .head()
        .map(head -> Figures.exact(BigInteger.valueOf(head.size())) + " entries")
        .orElse("no checkpoint");
  }

  String rootShort() {
    return snapshot
        .head()
        .map(head -> head.root().substring(0, Math.min(ROOT_SHOWN, head.root().length())) + "…")
        .orElse("none");
  }

  String root() {
    return snapshot.head().map(Head::root).orElse("");
  }

  /** Without a charter there is nothing to judge, and so no time for which it was. */
  String asOf() {
    return snapshot.history().isPresent() ? Figures.instant(snapshot.asOf()) : "nothing is judged";
  }

  String seen() {
    return snapshot.logTime().map(Figures::instant).orElse("nobody vouches");
  }

  String staleFrom() {
    return recency.staleFrom().map(Instant::toString).orElse("");
  }

  /** Where a register tells of new checkpoints; empty where nobody does. */
  String events() {
    return switch (links.placement()) {
      case SERVED -> links.file("events");
      case FILES -> "";
    };
  }
}
