package dev.standstill.node.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.Status;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.order.Moment;
import dev.standstill.core.party.Party;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.node.projection.Document;
import dev.standstill.node.projection.Document.Collection;
import dev.standstill.wire.BalancesJson;
import dev.standstill.wire.ConclusionsJson;
import dev.standstill.wire.OrdersJson;
import dev.standstill.wire.PermitsJson;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What is answered of one reading, as JSON. What is not known is null, never zero. */
final class LogAnswers {
  private final LogReading reading;
  private final Evidence evidence;
  private final List<Document> documents = new ArrayList<>();

  private LogAnswers(LogReading reading) {
    this.reading = reading;
    this.evidence = reading.evidence();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What stands at the head of every answer, and what is said of the log as a whole. */
  static ObjectNode head(LogReading reading, Checkpoint checkpoint) {
    Evidence evidence = reading.evidence();
    ObjectNode head = object();
    head.set("checkpoint", LogReading.checkpoint(checkpoint));
    boolean concluded = isConcluded(evidence);
    head.put("asOf", concluded ? reading.examination().asOf().toString() : null);
    ObjectNode status = head.putObject("status");
    status.put("logTime", evidence.logTime().map(Instant::toString).orElse(null));
    status.put("witnessed", evidence.witnessed());
    ObjectNode charter = status.putObject("charter");
    Optional<PublishedFact<Charter>> latest = evidence.charter();
    charter.put("id", latest.map(fact -> fact.id().hex()).orElse(null));
    charter.put("version", latest.map(fact -> fact.body().version()).orElse(null));
    charter.put("logIndex", latest.map(PublishedFact::logIndex).orElse(null));
    status.put("statements", evidence.facts().size());
    status.put("strayEntries", evidence.defects().stream().filter(d -> d.stray()).count());
    status.put(
        "damage", concluded ? evidence.defects().stream().filter(d -> !d.stray()).count() : 0);
    ObjectNode counts = status.putObject("conclusions");
    for (Status one : Status.values()) {
      counts.put(
          Words.of(one),
          concluded
              ? Long.valueOf(
                  reading.examination().evaluation().conclusions().stream()
                      .filter(c -> c.status() == one)
                      .count())
              : null);
    }
    status.put("findings", concluded ? reading.examination().evaluation().findings().size() : null);
    return head;
  }

  /**
   * Whether there is anything to conclude from. A log that merely has no charter yet is not
   * damaged: nothing was claimed, so nothing is refuted.
   */
  private static boolean isConcluded(Evidence evidence) {
    boolean onlyWaiting =
        evidence.defects().stream()
            .allMatch(defect -> defect.stray() || defect.place().equals("log"));
    return evidence.charter().isPresent() || !onlyWaiting;
  }

  static List<Document> documents(LogReading reading) {
    LogAnswers answers = new LogAnswers(reading);
    if (isConcluded(reading.evidence())) {
      answers.concluded();
    }
    answers.parties();
    answers.sites();
    answers.ordered();
    answers.balances();
    return answers.documents;
  }

  private void add(Collection collection, String party, String site, JsonNode node) {
    documents.add(new Document(collection, party, site, LogReading.text(node)));
  }

  private void concluded() {
    ObjectNode tree = ConclusionsJson.tree(reading.examination().verification());
    subjects(Collection.CONCLUSIONS, (ArrayNode) tree.get("conclusions"));
    subjects(Collection.FINDINGS, (ArrayNode) tree.get("findings"));
  }

  private void subjects(Collection collection, ArrayNode nodes) {
    nodes.forEach(node -> {
      JsonNode subject = node.get("subject");
      add(collection, subject.path("party").asText(""), subject.path("site").asText(""), node);
    });
  }

  private void parties() {
    evidence
        .charter()
        .ifPresent(charter -> {
          for (Party party : charter.body().parties()) {
            ObjectNode node = object().put("party", party.id().name());
            new TreeSet<>(party.roles())
                .forEach(role -> node.withArray("roles").add(Words.of(role)));
            party.verifierKeys().forEach(node.putArray("keys")::add);
            add(Collection.PARTIES, party.id().name(), "", node);
          }
        });
  }

  private void sites() {
    if (evidence.charter().isEmpty()) {
      return;
    }
    Ledger ledger =
        Ledger.fold(
            evidence.charter().get().body(), evidence.facts(), reading.examination().asOf());
    ledger
        .sites()
        .forEach(account -> {
          ObjectNode node =
              object()
                  .put("party", account.site().party().name())
                  .put("site", account.site().name());
          node.set("declaration", declaration(account));
          node.set("lastReport", lastReport(account));
          ArrayNode due = node.putArray("periodsWithoutReport");
          account.periods().stream()
              .filter(period -> period.report().isEmpty())
              .forEach(period ->
                  due.addObject()
                      .put("from", period.period().from().toString())
                      .put("to", period.period().to().toString()));
          conclusions(node.putArray("conclusions"), account);
          node.put("findings", findings(account));
          add(Collection.SITES, account.site().party().name(), account.site().name(), node);
        });
  }

  private static JsonNode declaration(SiteAccount account) {
    Optional<PublishedFact<SiteDeclaration>> declared = account.declaration();
    if (declared.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode node =
        object().put("logIndex", declared.get().logIndex()).put("id", declared.get().id().hex());
    ArrayNode areas = node.putArray("areas");
    declared.get().body().areas().forEach(area -> areas.add(area.id().name()));
    return node;
  }

  private static JsonNode lastReport(SiteAccount account) {
    Optional<PublishedFact<ActivityReport>> last =
        account.periods().reversed().stream()
            .map(PeriodAccount::report)
            .flatMap(Optional::stream)
            .findFirst();
    if (last.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode node =
        object().put("logIndex", last.get().logIndex()).put("id", last.get().id().hex());
    node.putObject("period")
        .put("from", last.get().body().period().from().toString())
        .put("to", last.get().body().period().to().toString());
    node.put("loggedBy", last.get().loggedAt().notAfter().map(Instant::toString).orElse(null));
    return node;
  }

  /** Only how many of each: they stand in full under conclusions. */
  private void conclusions(ArrayNode nodes, SiteAccount account) {
    for (Conclusion one : reading.examination().evaluation().conclusions()) {
      if (one.subject().party().filter(account.site().party()::equals).isPresent()
          && one.subject().site().filter(account.site().name()::equals).isPresent()) {
        ObjectNode node = nodes.addObject().put("claim", Words.of(one.claim()));
        node.put("status", Words.of(one.status()));
        node.put("area", one.subject().area().map(a -> a.name()).orElse(null));
        one.period()
            .ifPresent(period ->
                node.putObject("period")
                    .put("from", period.from().toString())
                    .put("to", period.to().toString()));
      }
    }
  }

  private long findings(SiteAccount account) {
    return reading.examination().evaluation().findings().stream()
        .map(Finding::subject)
        .filter(subject ->
            subject.party().filter(account.site().party()::equals).isPresent()
                && subject.site().filter(account.site().name()::equals).isPresent())
        .count();
  }

  private void ordered() {
    if (evidence.history().isEmpty()) {
      return;
    }
    CharterHistory history = evidence.history().get();
    long witnessed =
        evidence.witnessed() ? evidence.checkpoint().map(Checkpoint::size).orElse(0L) : 0L;
    OrdersJson.write(history, evidence.facts(), evidence.logTime(), witnessed)
        .forEach(order -> add(Collection.ORDERS, order.path("proposer").asText(""), "", order));
    PermitBook book = JobVerdict.permits(evidence, history);
    book.at(Moment.of(evidence.logTime().orElse(Instant.EPOCH)))
        .forEach((id, life) -> {
          ObjectNode node = PermitsJson.write(id, life, book);
          var site = PermitsJson.terms(id, life, book).site();
          add(Collection.PERMITS, site.party().name(), site.name(), node);
        });
  }

  private void balances() {
    BalancesJson.of(reading.examination().evaluation().balances())
        .get("areas")
        .forEach(area ->
            add(
                Collection.BALANCES,
                area.path("party").asText(""),
                area.path("site").asText(""),
                area));
  }
}
