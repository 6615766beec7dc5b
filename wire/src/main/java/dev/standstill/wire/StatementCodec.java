package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.log.merkle.Hash;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements as in-toto Statements v1, both ways.
 *
 * <p>This is a profile, stricter than in-toto: exactly one subject, exactly one digest, and no
 * field that is not named. in-toto lets readers skip what they do not know; here a field that one
 * reader skips and another obeys would make one signature mean two things.
 */
public final class StatementCodec {
  /** SPEC: in-toto Statement v1 §Fields: "Always https://in-toto.io/Statement/v1". */
  private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

  private static final String CHARTER = "charter";
  private static final String LOG_KEY = "log-key";

  private static final Map<String, StatementKind> KINDS =
      Stream.of(StatementKind.values())
          .collect(Collectors.toUnmodifiableMap(StatementCodec::predicateType, kind -> kind));

  private StatementCodec() {}

  /** For example {@code urn:standstill:activity-report:v1}. */
  public static String predicateType(StatementKind kind) {
    return "urn:standstill:" + Words.of(kind) + ":v1";
  }

  /** A statement's id: SHA-256 of its payload, whoever signed it and however often. */
  public static Digest id(byte[] payload) {
    return new Digest(Hash.sha256(payload).hex());
  }

  /**
   * The payload that says this, always the same bytes. It is read back before it is given out:
   * nothing can be signed that a reader would refuse or understand otherwise.
   *
   * @throws IllegalArgumentException if the statement cannot be written exactly: a time finer than
   *     microseconds, a count beyond 2^53, a control character
   */
  public static byte[] write(Statement statement) {
    byte[] payload = StrictJson.compact(tree(statement));
    return switch (read(payload)) {
      case ReadResult.Read<Statement>(Statement read) when read.equals(statement) -> payload;
      case ReadResult.Read<Statement> other ->
          throw new IllegalArgumentException("the statement would be read as another one");
      case ReadResult.Refused<Statement>(var refusal) ->
          throw new IllegalArgumentException("the statement would be refused: " + refusal);
    };
  }

  private static ObjectNode tree(Statement statement) {
    ObjectNode node = Notation.object().put("_type", STATEMENT_TYPE);
    node.putArray("subject")
        .addObject()
        .put("name", name(statement.binding()))
        .putObject("digest")
        .put("sha256", statement.binding().digest().hex());
    StatementKind kind = statement.body().kind();
    node.put("predicateType", predicateType(kind));
    node.set("predicate", BodyCodec.of(kind).writeAny(statement.body()));
    return node;
  }

  private static String name(Binding binding) {
    return switch (binding) {
      case Binding.ToCharter charter -> CHARTER;
      case Binding.ToLogKey logKey -> LOG_KEY;
    };
  }

  /** The body alone, indented: for a person to edit before there is a statement. */
  public static String bodyText(StatementBody body) {
    return StrictJson.pretty(BodyCodec.of(body.kind()).writeAny(body));
  }

  /** Reads what {@link #bodyText} writes, however it is indented. */
  public static ReadResult<StatementBody> readBody(StatementKind kind, byte[] text) {
    return ReadResult.reading(
        () -> BodyCodec.of(kind).read(StrictJson.parse(text, Envelope.BYTES_MAX)));
  }

  /** Reads a payload, or says where and why it is not a statement. Never throws for bad bytes. */
  public static ReadResult<Statement> read(byte[] payload) {
    return ReadResult.reading(() -> statement(StrictJson.parse(payload, Envelope.BYTES_MAX)));
  }

  private static Statement statement(StrictValue payload) {
    StrictObject node = payload.object("_type", "subject", "predicateType", "predicate");
    node.field("_type").constant(STATEMENT_TYPE);
    StatementKind kind = kind(node.field("predicateType"));
    Binding binding = binding(node.field("subject"));
    StatementBody body = BodyCodec.of(kind).read(node.field("predicate"));
    return node.field("subject").build(() -> new Statement(binding, body));
  }

  private static StatementKind kind(StrictValue predicateType) {
    StatementKind kind = KINDS.get(predicateType.text());
    if (kind == null) {
      throw predicateType.refused(
          "no kind of statement; expected one of "
              + KINDS.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    return kind;
  }

  private static Binding binding(StrictValue value) {
    // SPEC: in-toto Statement v1 §Fields: "Each element MUST have `digest` set."
    List<Binding> bindings = value.list(StatementCodec::subject);
    if (bindings.size() != 1) {
      throw value.refused("expected exactly one subject, found " + bindings.size());
    }
    return bindings.getFirst();
  }

  private static Binding subject(StrictValue value) {
    StrictObject node = value.object("name", "digest");
    Digest digest = Notation.digest(node.field("digest").object("sha256").field("sha256"));
    return switch (node.field("name").text()) {
      case CHARTER -> new Binding.ToCharter(digest);
      case LOG_KEY -> new Binding.ToLogKey(digest);
      default -> throw node.field("name").refused("expected charter or log-key");
    };
  }
}
