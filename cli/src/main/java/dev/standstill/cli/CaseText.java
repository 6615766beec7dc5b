package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.decision.Case;
import dev.standstill.core.decision.CaseState;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One case in words and in JSON, at one time of the log.
 *
 * @param filed the case
 * @param history for whose voices a ruling needs
 * @param time the log's; empty if nobody vouches for any, and then nothing is late
 */
record CaseText(Case filed, CharterHistory history, Optional<Instant> time) {

  private Instant at() {
    return time.orElse(Instant.EPOCH);
  }

  String state() {
    return switch (filed.state(at())) {
      case CaseState.Asked asked -> "asked";
      case CaseState.Unanswered unanswered -> "unanswered";
      case CaseState.Replied replied -> "replied";
      case CaseState.Ruled ruled -> "ruled";
    };
  }

  /** Whose turn it is: the party that was asked, then whoever may rule. */
  Set<PartyId> owes() {
    return switch (filed.state(at())) {
      case CaseState.Asked asked -> Set.of(filed.opening().body().asked());
      case CaseState.Unanswered unanswered -> adjudicators();
      case CaseState.Replied replied -> adjudicators();
      case CaseState.Ruled ruled -> Set.of();
    };
  }

  private Set<PartyId> adjudicators() {
    Set<PartyId> voices = new TreeSet<>();
    history
        .latest()
        .body()
        .governance()
        .map((Governance part) -> part.quorum(Action.RULE).parties())
        .ifPresent(voices::addAll);
    voices.remove(filed.opening().body().asked());
    voices.removeAll(filed.recused());
    return voices;
  }

  private String next() {
    String replyBy =
        filed.replyBy().map(Instant::toString).orElse("a time that nobody vouches for");
    return switch (filed.state(at())) {
      case CaseState.Asked asked -> filed.opening().body().asked() + " owes a reply by " + replyBy;
      case CaseState.Unanswered unanswered ->
          filed.opening().body().asked()
              + " owed a reply by "
              + replyBy
              + "; a ruling is for "
              + names(owes());
      case CaseState.Replied replied ->
          "replied" + (replied.late() ? " late" : "") + "; a ruling is for " + names(owes());
      case CaseState.Ruled ruled -> "ruled: " + Words.of(ruled.ruling().outcome());
    };
  }

  private static String names(Set<PartyId> parties) {
    return String.join(", ", parties.stream().map(PartyId::name).toList());
  }

  /** For a list: one line. */
  String line() {
    return "case "
        + filed.opening().logIndex()
        + " "
        + filed.id().hex().substring(0, 12)
        + "  "
        + filed.opening().body().question()
        + "  ("
        + next()
        + ")";
  }

  /** All of it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Case " + filed.id());
    lines.add("  log entry " + filed.opening().logIndex() + ", by " + filed.opening().author());
    lines.add("  asked: " + filed.opening().body().asked());
    lines.add("  question: " + filed.opening().body().question());
    filed.opening().body().findings().forEach(cited -> lines.add("  finding: " + cite(cited)));
    lines.add("  state: " + state() + time.map(at -> " at " + at).orElse(""));
    lines.add("  next: " + next());
    filed
        .reply()
        .ifPresent(
            reply -> lines.add("  reply: entry " + reply.logIndex() + ": " + reply.body().reply()));
    for (var recusal : filed.recusals()) {
      lines.add("  stepped aside: " + recusal.author() + ": " + recusal.body().reason());
    }
    filed
        .ruling()
        .ifPresent(ruling -> {
          lines.add("  ruling: " + cite(place(ruling)) + " " + Words.of(ruling.body().outcome()));
          ruling.body().reasons().forEach(reason -> lines.add("    reason: " + reason));
          ruling
              .body()
              .dissents()
              .forEach(one -> lines.add("    dissent of " + one.party() + ": " + one.reason()));
        });
    filed.orders().forEach(order -> lines.add("  order: " + cite(place(order))));
    for (var appeal : filed.appeals()) {
      lines.add(
          "  appeal: "
              + cite(place(appeal))
              + " by "
              + appeal.author()
              + ": "
              + appeal.body().grounds());
    }
    return lines;
  }

  static Citation place(PublishedFact<?> fact) {
    return new Citation(fact.logIndex(), fact.id());
  }

  private static String cite(Citation cited) {
    return "entry " + cited.logIndex() + " " + cited.id();
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", filed.id().hex());
    node.put("logIndex", filed.opening().logIndex());
    node.put("author", filed.opening().author().name());
    node.put("asked", filed.opening().body().asked().name());
    node.put("question", filed.opening().body().question());
    citations(node.putArray("findings"), filed.opening().body().findings());
    node.put("state", state());
    node.put("replyBy", filed.replyBy().map(Instant::toString).orElse(null));
    ArrayNode owes = node.putArray("owes");
    owes().forEach(party -> owes.add(party.name()));
    filed
        .reply()
        .ifPresentOrElse(
            reply ->
                citation(node.putObject("reply"), place(reply)).put("text", reply.body().reply()),
            () -> node.putNull("reply"));
    ArrayNode recused = node.putArray("recused");
    filed.recused().forEach(party -> recused.add(party.name()));
    filed
        .ruling()
        .ifPresentOrElse(
            ruling ->
                citation(node.putObject("ruling"), place(ruling))
                    .put("outcome", Words.of(ruling.body().outcome())),
            () -> node.putNull("ruling"));
    citations(node.putArray("orders"), filed.orders().stream().map(CaseText::place).toList());
    citations(node.putArray("appeals"), filed.appeals().stream().map(CaseText::place).toList());
    return node;
  }

  /** What was filed without effect. */
  static ObjectNode json(Docket.Unheard unheard) {
    return citation(JsonNodeFactory.instance.objectNode(), place(unheard.fact()))
        .put("kind", Words.of(unheard.fact().body().kind()))
        .put("defect", Words.of(unheard.defect()));
  }

  private static void citations(ArrayNode array, List<Citation> cited) {
    cited.forEach(one -> citation(array.addObject(), one));
  }

  private static ObjectNode citation(ObjectNode node, Citation cited) {
    return node.put("logIndex", cited.logIndex()).put("id", cited.id().hex());
  }
}
