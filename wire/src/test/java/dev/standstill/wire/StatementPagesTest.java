package dev.standstill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementKind;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages cannot rot: their examples are read, written and validated here. */
final class StatementPagesTest {

  @ParameterizedTest
  @EnumSource
  void theExampleIsAStatementAsTheCodecWritesIt(StatementKind kind) throws IOException {
    byte[] compact =
        Schemas.bytes(Schemas.tree(StatementPages.example(Words.of(kind)).getBytes(UTF_8)));
    Statement statement =
        switch (StatementCodec.read(compact)) {
          case ReadResult.Read<Statement>(Statement read) -> read;
          case ReadResult.Refused<Statement> refused -> throw new AssertionError(refused);
        };
    assertThat(statement.body().kind()).isEqualTo(kind);
    assertThat(new String(StatementCodec.write(statement), UTF_8))
        .isEqualTo(new String(compact, UTF_8));
    assertThat(Schemas.errors(kind, compact)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theTableHasEveryFieldOfTheSchema(StatementKind kind) throws IOException {
    String page = StatementPages.page(Words.of(kind));
    Set<String> fields = new TreeSet<>();
    collect(Schemas.schemaTree(kind).at("/properties/predicate"), "", fields);
    assertThat(fields).isNotEmpty();
    for (String field : fields) {
      assertThat(page).as(field).contains("| `" + field + "` |");
    }
  }

  @Test
  void theEnvelopeOfTheReadmeIsSignedByTheKeyBesideIt() throws IOException {
    byte[] entry = Schemas.bytes(Schemas.tree(StatementPages.example("README").getBytes(UTF_8)));
    Envelope envelope = Envelope.read(entry).accepted().orElseThrow();
    PartyKey key = Samples.REGISTER_KEY.key();
    assertThat(StatementPages.page("README")).contains("`" + key + "`");
    assertThat(envelope.check(List.of(key)).verified()).containsExactly(key);
    assertThat(new String(envelope.encode(), UTF_8)).isEqualTo(new String(entry, UTF_8));
    Digest id = envelope.statementId();
    assertThat(StatementPages.page("README")).contains("`" + id + "`");
    assertThat(StatementCodec.read(envelope.payload())).isInstanceOf(ReadResult.Read.class);
  }

  private static void collect(JsonNode schema, String path, Set<String> fields) {
    schema
        .path("properties")
        .properties()
        .forEach(field -> {
          String name = path + field.getKey();
          fields.add(name);
          collect(field.getValue(), name + ".", fields);
          collect(field.getValue().path("items"), name + "[].", fields);
          field.getValue().path("oneOf").forEach(form -> collect(form, name + ".", fields));
        });
  }
}
