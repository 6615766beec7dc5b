package dev.standstill.node.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.node.projection.Document.Collection;
import dev.standstill.node.projection.DocumentQuery;
import dev.standstill.node.projection.Projection;
import dev.standstill.node.projection.StatementQuery;
import dev.standstill.node.projection.StatementRow;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is read from the projection, as JSON, with the checkpoint that it is of. */
final class Listings {
  /** Only our own bytes are parsed with it. */
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Register register;

  Listings(Register register) {
    this.register = register;
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the projection holds no JSON", e);
    }
  }

  /** The head of an answer: of which checkpoint, and as of when. */
  private static ObjectNode head(Projection.View view) throws SQLException {
    JsonNode head = parse(headText(view));
    ObjectNode node = LogAnswers.object();
    node.set("checkpoint", head.get("checkpoint"));
    node.set("asOf", head.get("asOf"));
    return node;
  }

  private static String headText(Projection.View view) throws SQLException {
    return view.head()
        .orElseThrow(() ->
            new ProblemException(
                Problem.UNAVAILABLE, "no checkpoint was published yet; ask again later"));
  }

  ObjectNode status() {
    JsonNode head = register.projection().read(view -> parse(headText(view)));
    ObjectNode node = LogAnswers.object();
    node.set("checkpoint", head.get("checkpoint"));
    node.set("asOf", head.get("asOf"));
    node.setAll((ObjectNode) head.get("status"));
    ObjectNode policy = node.putObject("policy");
    policy.put("quorum", register.policy().isNone() ? "none" : "witnesses");
    policy.put("digest", register.policy().digest().hex());
    register.policy().witnesses().keySet().stream()
        .sorted()
        .forEach(policy.putArray("witnesses")::add);
    return node;
  }

  ObjectNode statements(StatementQuery query) {
    return register
        .projection()
        .read(view -> {
          ObjectNode node = head(view);
          ArrayNode items = node.putArray("statements");
          List<StatementRow> rows = view.statements(query);
          rows.forEach(row -> items.add(row(row)));
          cursor(node, rows.size() == query.limit(), rows.isEmpty() ? 0 : last(rows));
          return node;
        });
  }

  private static long last(List<StatementRow> rows) {
    return rows.getLast().logIndex();
  }

  /** Null where there is no more now. */
  private static void cursor(ObjectNode node, boolean more, long last) {
    node.put("next", more ? last : null);
  }

  private static ObjectNode row(StatementRow row) {
    ObjectNode node =
        LogAnswers.object()
            .put("index", row.logIndex())
            .put("id", row.id())
            .put("kind", row.kind())
            .put("author", row.author())
            .put("site", row.site().isEmpty() ? null : row.site());
    ArrayNode signers = node.putArray("signers");
    for (String signer : row.signers().split(",", -1)) {
      signers.add(signer);
    }
    return node.put("charter", row.charter().isEmpty() ? null : row.charter())
        .put("standing", row.standing());
  }

  /** One statement with its words and its signatures. */
  ObjectNode statement(String id) throws IOException {
    record Found(ObjectNode node, List<StatementRow> rows) {}
    Found found =
        register
            .projection()
            .read(view -> new Found(head(view), view.statements(StatementQuery.of(id))));
    if (found.rows().isEmpty()) {
      throw new ProblemException(Problem.NOT_FOUND, "no statement of this id was logged");
    }
    ArrayNode inclusions = found.node().putArray("inclusions");
    for (StatementRow row : found.rows()) {
      byte[] entry = EntryFile.read(register.directory(), row.logIndex(), publishedSize());
      ObjectNode one = row(row);
      one.put("leafHash", Register.leafHash(entry));
      one.set("envelope", parse(new String(entry, StandardCharsets.UTF_8)));
      inclusions.add(one);
      if (!found.node().has("statement")
          && Envelope.read(entry) instanceof ReadResult.Read<Envelope>(Envelope envelope)) {
        found
            .node()
            .set("statement", parse(new String(envelope.payload(), StandardCharsets.UTF_8)));
      }
    }
    return found.node();
  }

  private long publishedSize() {
    return register
        .sequencer()
        .latest()
        .map(note -> {
          try {
            return Checkpoint.parse(note.text()).size();
          } catch (MalformedNoteException e) {
            throw new IllegalStateException("the log publishes no checkpoint", e);
          }
        })
        .orElse(0L);
  }

  ObjectNode documents(String name, DocumentQuery query) {
    return register
        .projection()
        .read(view -> {
          ObjectNode node = head(view);
          ArrayNode items = node.putArray(name);
          List<Projection.Placed> found = view.documents(query);
          found.forEach(one -> items.add(parse(one.content())));
          cursor(
              node, found.size() == query.limit(), found.isEmpty() ? 0 : found.getLast().ordinal());
          return node;
        });
  }

  /** All that there is about one site. */
  ObjectNode site(String party, String site) {
    return register
        .projection()
        .read(view -> {
          ObjectNode node = head(view);
          List<Projection.Placed> found =
              view.documents(DocumentQuery.of(Collection.SITES, party, site));
          if (found.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "no such site was declared or reported");
          }
          node.set("site", parse(found.getFirst().content()));
          for (Collection collection :
              List.of(
                  Collection.CONCLUSIONS,
                  Collection.FINDINGS,
                  Collection.BALANCES,
                  Collection.PERMITS)) {
            ArrayNode items = node.putArray(RegisterService.path(collection));
            view.documents(DocumentQuery.of(collection, party, site))
                .forEach(one -> items.add(parse(one.content())));
          }
          return node;
        });
  }

  /** Everything of a collection, for whoever counts. */
  List<JsonNode> all(Collection collection) {
    return register
        .projection()
        .read(view ->
            view.documents(DocumentQuery.all(collection)).stream()
                .map(one -> parse(one.content()))
                .toList());
  }

  /** What stands at the head, if there is a fold yet. */
  Optional<JsonNode> headIfAny() {
    return register.projection().read(view -> view.head().map(Listings::parse));
  }
}
