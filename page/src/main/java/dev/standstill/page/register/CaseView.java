package dev.standstill.page.register;

import dev.standstill.core.decision.Case;
import dev.standstill.core.decision.CaseState;
import dev.standstill.core.decision.Clarification;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.page.Names;
import dev.standstill.page.words.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One case of the docket.
 *
 * @param id its name
 * @param asked whom
 * @param question what
 * @param word where it stands
 * @param open whether no ruling was made
 * @param overdue whether a reply is missing past its time
 * @param sentence where it stands, in a sentence
 * @param steps what was said in it, each with its statement
 */
record CaseView(
    Digest id,
    PartyId asked,
    String question,
    String word,
    boolean open,
    boolean overdue,
    String sentence,
    List<Step> steps) {

  /** One thing that was said. */
  record Step(String what, String text, String when, Link statement) {}

  static List<CaseView> all(Books books, Links links) {
    return books.docket().stream()
        .flatMap(docket -> docket.cases().reversed().stream())
        .map(one -> of(one, books.moment().logTime(), links))
        .toList();
  }

  private static CaseView of(Case one, Instant logTime, Links links) {
    CaseState state = one.state(logTime);
    Clarification opening = one.opening().body();
    List<Step> steps = new ArrayList<>();
    steps.add(step("Asked by " + one.opening().author(), opening.question(), one.opening(), links));
    one.reply()
        .ifPresent(
            fact -> steps.add(step("Reply of " + fact.author(), fact.body().reply(), fact, links)));
    one.recusals()
        .forEach(fact -> steps.add(step(fact.author() + " stepped aside", "", fact, links)));
    one.ruling().ifPresent(fact -> steps.add(ruling(fact, links)));
    one.orders()
        .forEach(fact ->
            steps.add(step(OrderWords.title(fact.body()), fact.body().reason(), fact, links)));
    one.appeals()
        .forEach(fact ->
            steps.add(step("Appeal of " + fact.author(), fact.body().grounds(), fact, links)));
    return new CaseView(
        one.id(),
        opening.asked(),
        opening.question(),
        word(state),
        one.ruling().isEmpty(),
        state instanceof CaseState.Unanswered,
        sentence(state),
        steps);
  }

  private static Step ruling(PublishedFact<Ruling> fact, Links links) {
    Ruling ruling = fact.body();
    List<String> said = new ArrayList<>(ruling.reasons());
    ruling
        .dissents()
        .forEach(dissent -> said.add("Dissent of " + dissent.party() + ": " + dissent.reason()));
    return step(
        "Ruling: " + OrderWords.spoken(ruling.outcome()), String.join(" ", said), fact, links);
  }

  private static Step step(String what, String text, PublishedFact<?> fact, Links links) {
    return new Step(
        what,
        text,
        Times.logged(fact.loggedAt()),
        new Link("entry " + fact.logIndex(), links.statement(fact.id())));
  }

  private static String word(CaseState state) {
    return switch (state) {
      case CaseState.Asked asked -> "asked";
      case CaseState.Unanswered unanswered -> "unanswered";
      case CaseState.Replied replied -> "replied";
      case CaseState.Ruled ruled -> "ruled: " + OrderWords.spoken(ruled.ruling().outcome());
    };
  }

  private static String sentence(CaseState state) {
    return switch (state) {
      case CaseState.Asked(var by) ->
          by.map(time -> "A reply is due by " + Figures.instant(time) + ".")
              .orElse("Nobody vouches for when it was asked, so no reply is overdue.");
      case CaseState.Unanswered(var by) -> "No reply came by " + Figures.instant(by) + ".";
      case CaseState.Replied(var at, var late) ->
          late ? "The reply came too late; a ruling is open." : "A ruling is open.";
      case CaseState.Ruled(var ruling, var answered) ->
          "Of "
              + Names.list(ruling.accused().stream().map(PartyId::name).toList())
              + (answered ? "." : ", without a reply.");
    };
  }
}
