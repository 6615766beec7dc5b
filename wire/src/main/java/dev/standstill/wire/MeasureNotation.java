package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Measure.Resume.Stage;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an order commands, as JSON: an object with one field, named for the measure. */
final class MeasureNotation {
  private static final String SLOW = "slow";
  private static final String PAUSE = "pause";
  private static final String RESUME = "resume";
  private static final String EXTEND = "extend";
  private static final String AMEND = "amend";
  private static final String WITHDRAW = "withdraw";
  private static final String STAY = "stay";

  private MeasureNotation() {}

  static ObjectNode write(Measure measure) {
    ObjectNode node = Notation.object();
    switch (measure) {
      case Measure.Slow slow ->
          node.putObject(SLOW)
              .<ObjectNode>set("scope", write(slow.scope()))
              .put("flopPerDay", slow.flopPerDay().toString())
              .set("terms", write(slow.terms()));
      case Measure.Pause pause ->
          node.putObject(PAUSE)
              .<ObjectNode>set("scope", write(pause.scope()))
              .put("checkpointGraceSeconds", Notation.seconds(pause.checkpointGrace()))
              .set("terms", write(pause.terms()));
      case Measure.Resume resume -> {
        ArrayNode stages =
            node.putObject(RESUME).put("order", resume.order().hex()).putArray("stages");
        for (Stage stage : resume.stages()) {
          ObjectNode step = stages.addObject().put("at", Notation.time(stage.at()));
          stage.flopPerDay().ifPresent(cap -> step.put("flopPerDay", cap.toString()));
        }
      }
      case Measure.Extend extend ->
          node.putObject(EXTEND)
              .put("order", extend.order().hex())
              .put("reviewBy", Notation.time(extend.reviewBy()));
      case Measure.Amend amend ->
          node.putObject(AMEND)
              .put("order", amend.order().hex())
              .<ObjectNode>set("replacement", write(amend.replacement()))
              .put("at", Notation.time(amend.at()));
      case Measure.Withdraw withdraw ->
          node.putObject(WITHDRAW).put("order", withdraw.order().hex());
      case Measure.Stay stay ->
          node.putObject(STAY)
              .put("order", stay.order().hex())
              .put("appeal", stay.appeal().hex())
              .put("at", Notation.time(stay.at()))
              .put("until", Notation.time(stay.until()));
    }
    return node;
  }

  private static ObjectNode write(Scope scope) {
    ObjectNode node = Notation.object();
    ObjectNode subjects = node.putObject("subjects");
    switch (scope.subjects()) {
      case Subjects.Everyone everyone -> subjects.put("everyone", true);
      case Subjects.Parties(Set<PartyId> parties) ->
          subjects.set("parties", Notation.parties(parties));
      case Subjects.Sites(Set<SiteId> sites) -> {
        ArrayNode array = subjects.putArray("sites");
        sites.forEach(
            site -> array.addObject().put("party", site.party().name()).put("site", site.name()));
      }
    }
    node.set("operations", Notation.words(scope.operations()));
    return node.put("lineageAboveFlop", scope.lineageAbove().toString());
  }

  private static ObjectNode write(Terms terms) {
    ObjectNode node =
        Notation.object()
            .put("from", Notation.time(terms.from()))
            .put("reviewBy", Notation.time(terms.reviewBy()));
    node.set("liftConditions", Notation.strings(terms.liftConditions()));
    return node;
  }

  static Measure read(StrictValue value) {
    StrictObject node = value.object(SLOW, PAUSE, RESUME, EXTEND, AMEND, WITHDRAW, STAY);
    String only = Notation.only(value, node, SLOW, PAUSE, RESUME, EXTEND, AMEND, WITHDRAW, STAY);
    StrictValue measure = node.field(only);
    return switch (only) {
      case SLOW -> slow(measure);
      case PAUSE -> pause(measure);
      case RESUME -> resume(measure);
      case EXTEND -> extend(measure);
      case AMEND -> amend(measure);
      case WITHDRAW ->
          new Measure.Withdraw(Notation.digest(measure.object("order").field("order")));
      case STAY -> stay(measure);
      default -> throw new IllegalStateException("a measure without a reader: " + only);
    };
  }

  private static Measure.Slow slow(StrictValue value) {
    StrictObject node = value.object("scope", "flopPerDay", "terms");
    Scope scope = scope(node.field("scope"));
    Flop cap = Notation.flop(node.field("flopPerDay"));
    return new Measure.Slow(scope, cap, terms(node.field("terms")));
  }

  private static Measure.Pause pause(StrictValue value) {
    StrictObject node = value.object("scope", "checkpointGraceSeconds", "terms");
    Scope scope = scope(node.field("scope"));
    Duration grace = Notation.seconds(node.field("checkpointGraceSeconds"));
    return new Measure.Pause(scope, grace, terms(node.field("terms")));
  }

  private static Measure.Resume resume(StrictValue value) {
    StrictObject node = value.object("order", "stages");
    Digest order = Notation.digest(node.field("order"));
    List<Stage> stages =
        node.field("stages")
            .list(stage -> {
              StrictObject step = stage.object("at", "flopPerDay");
              Optional<Flop> cap = step.optional("flopPerDay").map(Notation::flop);
              return new Stage(step.field("at").instant(), cap);
            });
    return value.build(() -> new Measure.Resume(order, stages));
  }

  private static Measure.Extend extend(StrictValue value) {
    StrictObject node = value.object("order", "reviewBy");
    return new Measure.Extend(
        Notation.digest(node.field("order")), node.field("reviewBy").instant());
  }

  private static Measure.Amend amend(StrictValue value) {
    StrictObject node = value.object("order", "replacement", "at");
    Digest order = Notation.digest(node.field("order"));
    StrictValue replacement = node.field("replacement");
    StrictObject kinds = replacement.object(SLOW, PAUSE);
    String only = Notation.only(replacement, kinds, SLOW, PAUSE);
    Measure.Restriction restriction =
        only.equals(SLOW) ? slow(kinds.field(SLOW)) : pause(kinds.field(PAUSE));
    return new Measure.Amend(order, restriction, node.field("at").instant());
  }

  private static Measure.Stay stay(StrictValue value) {
    StrictObject node = value.object("order", "appeal", "at", "until");
    Digest order = Notation.digest(node.field("order"));
    Digest appeal = Notation.digest(node.field("appeal"));
    Instant at = node.field("at").instant();
    Instant until = node.field("until").instant();
    return value.build(() -> new Measure.Stay(order, appeal, at, until));
  }

  private static Scope scope(StrictValue value) {
    StrictObject node = value.object("subjects", "operations", "lineageAboveFlop");
    Subjects subjects = subjects(node.field("subjects"));
    List<OperationKind> operations =
        node.field("operations").distinct(kind -> kind.word(OperationKind.class));
    Flop above = Notation.flop(node.field("lineageAboveFlop"));
    return value.build(() -> new Scope(subjects, Set.copyOf(operations), above));
  }

  private static Subjects subjects(StrictValue value) {
    StrictObject node = value.object("everyone", "parties", "sites");
    return switch (Notation.only(value, node, "everyone", "parties", "sites")) {
      case "everyone" -> {
        if (!node.field("everyone").flag()) {
          throw node.field("everyone").refused("expected true, or whom the order binds");
        }
        yield new Subjects.Everyone();
      }
      case "parties" -> {
        Set<PartyId> parties = Notation.parties(node.field("parties"));
        yield value.build(() -> new Subjects.Parties(parties));
      }
      default -> {
        Set<SiteId> sites =
            new LinkedHashSet<>(node.field("sites").distinct(MeasureNotation::site));
        yield value.build(() -> new Subjects.Sites(sites));
      }
    };
  }

  private static SiteId site(StrictValue value) {
    StrictObject node = value.object("party", "site");
    PartyId party = Notation.party(node.field("party"));
    return new SiteId(party, Notation.siteName(node.field("site")));
  }

  private static Terms terms(StrictValue value) {
    StrictObject node = value.object("from", "reviewBy", "liftConditions");
    Instant from = node.field("from").instant();
    Instant reviewBy = node.field("reviewBy").instant();
    List<String> conditions = node.field("liftConditions").distinct(StrictValue::text);
    return value.build(() -> new Terms(from, reviewBy, new LinkedHashSet<>(conditions)));
  }
}
