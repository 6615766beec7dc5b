package dev.standstill.cli;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.decision.Case;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The docket of one source, and its statements as people name them: by log index, or by the first
 * digits of their id.
 *
 * @param place the source, as it was named
 * @param evidence what was read
 * @param history the versions of its charter
 * @param docket its cases
 */
record LoggedCases(String place, Evidence evidence, CharterHistory history, Docket docket) {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8,64}");

  static LoggedCases of(String place, Evidence evidence) {
    CharterHistory history =
        evidence
            .history()
            .orElseThrow(
                () -> new IllegalArgumentException(place + ": holds no charter, so no cases"));
    return new LoggedCases(place, evidence, history, Docket.fold(history, evidence.facts()));
  }

  /** What a command about them ends with: in a damaged log something may be missing. */
  int status(Terminal terminal) {
    evidence.defects().forEach(one -> terminal.problem(one.place() + ": " + one.detail()));
    return evidence.defects().isEmpty() ? ExitStatus.OK : ExitStatus.UNDECIDED;
  }

  /** The one case that is meant. */
  Case named(String name) {
    Digest id = fact(name, StatementKind.CLARIFICATION).id();
    return docket
        .find(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "case " + name + ": it was filed without effect; docket list says why"));
  }

  /** A citation of a statement of this kind. */
  Citation cite(String name, StatementKind kind) {
    PublishedFact<? extends StatementBody> fact = fact(name, kind);
    return new Citation(fact.logIndex(), fact.id());
  }

  /** A citation of any statement. */
  Citation cite(String name) {
    PublishedFact<? extends StatementBody> fact = one(name, matching(name));
    return new Citation(fact.logIndex(), fact.id());
  }

  private PublishedFact<? extends StatementBody> fact(String name, StatementKind kind) {
    List<PublishedFact<? extends StatementBody>> found = matching(name);
    List<PublishedFact<? extends StatementBody>> meant =
        found.stream().filter(fact -> fact.body().kind() == kind).toList();
    if (meant.isEmpty() && !found.isEmpty()) {
      throw new IllegalArgumentException(
          "entry "
              + found.getFirst().logIndex()
              + " is of the kind "
              + Words.of(found.getFirst().body().kind())
              + ", not "
              + Words.of(kind));
    }
    return one(name, meant);
  }

  private PublishedFact<? extends StatementBody> one(
      String name, List<PublishedFact<? extends StatementBody>> found) {
    if (found.isEmpty()) {
      throw new IllegalArgumentException(place + ": has no checked statement " + name);
    }
    if (found.stream().map(PublishedFact::id).distinct().count() > 1) {
      throw new IllegalArgumentException(name + ": fits several statements; give more digits");
    }
    // What is logged again says nothing new: the first inclusion is cited.
    return found.getFirst();
  }

  private List<PublishedFact<? extends StatementBody>> matching(String name) {
    if (INDEX.matcher(name).matches()) {
      long index = Long.parseLong(name);
      return evidence.facts().stream()
          .<PublishedFact<? extends StatementBody>>map(fact -> fact)
          .filter(fact -> fact.logIndex() == index)
          .toList();
    }
    if (DIGITS.matcher(name).matches()) {
      return evidence.facts().stream()
          .<PublishedFact<? extends StatementBody>>map(fact -> fact)
          .filter(fact -> fact.id().hex().startsWith(name))
          .toList();
    }
    throw new IllegalArgumentException(
        "name a statement by its log index, or by eight or more digits of its id, not " + name);
  }
}
