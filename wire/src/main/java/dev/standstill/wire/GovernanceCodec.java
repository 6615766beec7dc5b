package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.charter.ProtectedTerm;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.quantity.Flop;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The part of the charter that orders rest on, as JSON. */
final class GovernanceCodec {

  private GovernanceCodec() {}

  static ObjectNode write(Governance governance) {
    ObjectNode node = Notation.object();
    governance.validity().from().ifPresent(from -> node.put("from", Notation.time(from)));
    governance.validity().expires().ifPresent(end -> node.put("expires", Notation.time(end)));
    ObjectNode quorums = node.putObject("quorums");
    for (Action action : Action.values()) {
      quorums.set(Words.of(action), QuorumNotation.write(governance.quorum(action)));
    }
    node.put("recusalsMax", governance.recusalsMax());
    node.set("clocks", write(governance.clocks()));
    node.set("freshness", write(governance.freshness()));
    node.set("triggers", Notation.strings(governance.triggers()));
    node.set("liftConditions", Notation.strings(governance.liftConditions()));
    governance
        .stepDownFlopPerDay()
        .ifPresent(cap -> node.put("stepDownFlopPerDay", cap.toString()));
    node.set(
        "protectedTerms", Notation.words(governance.protectedTerms().stream().sorted().toList()));
    ArrayNode keys = node.putArray("compromisedKeys");
    for (CompromisedKey key : governance.compromisedKeys()) {
      keys.addObject()
          .put("verifierKey", key.verifierKey())
          .put("fromLogIndex", key.fromLogIndex());
    }
    governance.permits().ifPresent(rules -> node.set("permits", PermitRulesNotation.write(rules)));
    return node;
  }

  private static ObjectNode write(Clocks clocks) {
    return Notation.object()
        .put("checkpointGraceSeconds", Notation.seconds(clocks.checkpointGrace()))
        .put("resumeDelaySeconds", Notation.seconds(clocks.resumeDelay()))
        .put("acknowledgementSeconds", Notation.seconds(clocks.acknowledgement()))
        .put("reviewIntervalSeconds", Notation.seconds(clocks.reviewInterval()))
        .put("clarificationSeconds", Notation.seconds(clocks.clarification()))
        .put("appealWindowSeconds", Notation.seconds(clocks.appealWindow()))
        .put("timelinessSeconds", Notation.seconds(clocks.timeliness()))
        .put("accessionNoticeSeconds", Notation.seconds(clocks.accessionNotice()))
        .put("withdrawalNoticeSeconds", Notation.seconds(clocks.withdrawalNotice()));
  }

  private static ObjectNode write(Freshness freshness) {
    ObjectNode node =
        Notation.object()
            .put("limitSeconds", Notation.seconds(freshness.limit()))
            .put("deadManGraceSeconds", Notation.seconds(freshness.deadManGrace()));
    ArrayNode sources = node.putArray("sources");
    for (Freshness.Source source : freshness.sources()) {
      sources.addObject().put("name", source.name()).put("party", source.party().name());
    }
    return node;
  }

  static Governance read(StrictValue value) {
    StrictObject node =
        value.object(
            "from",
            "expires",
            "quorums",
            "recusalsMax",
            "clocks",
            "freshness",
            "triggers",
            "liftConditions",
            "stepDownFlopPerDay",
            "protectedTerms",
            "compromisedKeys",
            "permits");
    Optional<Instant> from = node.optional("from").map(StrictValue::instant);
    Optional<Instant> expires = node.optional("expires").map(StrictValue::instant);
    Map<Action, Quorum> quorums = quorums(node.field("quorums"));
    int recusals = node.field("recusalsMax").count(0);
    Clocks clocks = clocks(node.field("clocks"));
    Freshness freshness = freshness(node.field("freshness"));
    Set<String> triggers = names(node.field("triggers"));
    Set<String> conditions = names(node.field("liftConditions"));
    Optional<Flop> stepDown = node.optional("stepDownFlopPerDay").map(Notation::flop);
    Set<ProtectedTerm> terms =
        Set.copyOf(node.field("protectedTerms").distinct(term -> term.word(ProtectedTerm.class)));
    List<CompromisedKey> keys = node.field("compromisedKeys").list(GovernanceCodec::compromised);
    Optional<PermitRules> permits = node.optional("permits").map(PermitRulesNotation::read);
    return value.build(() ->
        new Governance(
            new Validity(from, expires),
            quorums,
            recusals,
            clocks,
            freshness,
            triggers,
            conditions,
            stepDown,
            terms,
            keys,
            permits));
  }

  private static Map<Action, Quorum> quorums(StrictValue value) {
    StrictObject node =
        value.object(Stream.of(Action.values()).map(Words::of).toArray(String[]::new));
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, QuorumNotation.read(node.field(Words.of(action))));
    }
    return quorums;
  }

  private static Clocks clocks(StrictValue value) {
    StrictObject node =
        value.object(
            "checkpointGraceSeconds",
            "resumeDelaySeconds",
            "acknowledgementSeconds",
            "reviewIntervalSeconds",
            "clarificationSeconds",
            "appealWindowSeconds",
            "timelinessSeconds",
            "accessionNoticeSeconds",
            "withdrawalNoticeSeconds");
    Duration grace = Notation.seconds(node.field("checkpointGraceSeconds"));
    Duration resume = Notation.seconds(node.field("resumeDelaySeconds"));
    Duration acknowledgement = Notation.seconds(node.field("acknowledgementSeconds"));
    Duration review = Notation.seconds(node.field("reviewIntervalSeconds"));
    Duration clarification = Notation.seconds(node.field("clarificationSeconds"));
    Duration appeal = Notation.seconds(node.field("appealWindowSeconds"));
    Duration timeliness = Notation.seconds(node.field("timelinessSeconds"));
    Duration accession = Notation.seconds(node.field("accessionNoticeSeconds"));
    Duration withdrawal = Notation.seconds(node.field("withdrawalNoticeSeconds"));
    return value.build(() ->
        new Clocks(
            grace,
            resume,
            acknowledgement,
            review,
            clarification,
            appeal,
            timeliness,
            accession,
            withdrawal));
  }

  private static Freshness freshness(StrictValue value) {
    StrictObject node = value.object("limitSeconds", "deadManGraceSeconds", "sources");
    Duration limit = Notation.seconds(node.field("limitSeconds"));
    Duration grace = Notation.seconds(node.field("deadManGraceSeconds"));
    List<Freshness.Source> sources = node.field("sources").list(GovernanceCodec::source);
    return value.build(() -> new Freshness(limit, grace, sources));
  }

  private static Freshness.Source source(StrictValue value) {
    StrictObject node = value.object("name", "party");
    String name = node.field("name").text();
    PartyId party = Notation.party(node.field("party"));
    return value.build(() -> new Freshness.Source(name, party));
  }

  private static Set<String> names(StrictValue value) {
    return new LinkedHashSet<>(value.distinct(StrictValue::text));
  }

  private static CompromisedKey compromised(StrictValue value) {
    StrictObject node = value.object("verifierKey", "fromLogIndex");
    StrictValue key = node.field("verifierKey");
    String text = key.text();
    key.build(() -> PartyKey.parse(text));
    long from = node.field("fromLogIndex").integer(0, Long.MAX_VALUE);
    return value.build(() -> new CompromisedKey(text, from));
  }
}
