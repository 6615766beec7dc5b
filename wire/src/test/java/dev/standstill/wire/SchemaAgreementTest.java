package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.charter.ProtectedTerm;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.StatementKind;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Words;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Schema and codec are two descriptions of one format. JSON Schema cannot say everything (it takes
 * 1.0 for an integer, and knows nothing of cross-references), so in general whatever the schema
 * refuses the codec refuses; for faults of structure the two agree both ways.
 */
final class SchemaAgreementTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @ParameterizedTest
  @EnumSource
  void everyWrittenStatementIsValid(StatementKind kind) {
    RandomBodies bodies = new RandomBodies(42);
    for (int i = 0; i < 100; i++) {
      byte[] payload = StatementCodec.write(bodies.statement(kind));
      assertThat(Schemas.errors(kind, payload)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void schemaAndCodecAgreeOnFaultsOfStructure(StatementKind kind) {
    RandomBodies bodies = new RandomBodies(1_000);
    Random random = new Random(2_000);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      JsonNode tree = Schemas.tree(StatementCodec.write(bodies.statement(kind)));
      String change = changeStructure(tree, random);
      List<Error> errors = Schemas.errors(kind, Schemas.bytes(tree));
      ReadResult<Statement> read = StatementCodec.read(Schemas.bytes(tree));
      assertThat(read instanceof ReadResult.Refused)
          .as("%s: schema %s, codec %s", change, errors, read)
          .isEqualTo(!errors.isEmpty());
      refused += errors.isEmpty() ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(400);
  }

  @ParameterizedTest
  @EnumSource
  void whateverValueTheSchemaRefusesTheCodecRefuses(StatementKind kind) {
    RandomBodies bodies = new RandomBodies(3_000);
    Random random = new Random(4_000);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      JsonNode tree = Schemas.tree(StatementCodec.write(bodies.statement(kind)));
      String change = changeValue(tree, random);
      if (!Schemas.errors(kind, Schemas.bytes(tree)).isEmpty()) {
        refused++;
        assertThat(StatementCodec.read(Schemas.bytes(tree)))
            .as(change)
            .isInstanceOf(ReadResult.Refused.class);
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldOfTheSchemaIsWrittenAndEveryWrittenFieldIsInTheSchema(StatementKind kind) {
    Set<String> written = new TreeSet<>();
    Samples.all().stream()
        .filter(statement -> statement.body().kind() == kind)
        .forEach(statement -> keys(Schemas.tree(StatementCodec.write(statement)), written));
    Set<String> described = new TreeSet<>();
    properties(Schemas.schemaTree(kind), described);
    assertThat(described).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource
  void closedListsOfTheSchemaAreTheEnumsOfTheCore(StatementKind kind) {
    Set<Set<String>> known =
        Stream.of(
                words(Assumption.class),
                words(Boundary.class),
                words(Role.class),
                words(DecidingTest.class),
                words(ActivityCategory.class),
                words(FindingCode.class),
                words(ProtectedTerm.class),
                words(OperationKind.class),
                words(Comparison.class),
                words(Ruling.Outcome.class),
                Set.of("charter"),
                Set.of("charter", "log-key"),
                Set.of("own", "none"),
                Set.of("shared-mean", "shared-sum"))
            .collect(Collectors.toSet());
    List<JsonNode> lists = Schemas.schemaTree(kind).findValues("enum");
    for (JsonNode list : lists) {
      Set<String> words = new TreeSet<>();
      list.forEach(word -> words.add(word.textValue()));
      assertThat(known).contains(words);
    }
    assertThat(lists).isNotEmpty();
  }

  private static Set<String> words(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants()).map(Words::of).collect(Collectors.toSet());
  }

  private static void keys(JsonNode node, Set<String> into) {
    node.properties()
        .forEach(field -> {
          into.add(field.getKey());
          keys(field.getValue(), into);
        });
    if (node.isArray()) {
      node.forEach(item -> keys(item, into));
    }
  }

  private static void properties(JsonNode schema, Set<String> into) {
    if (schema.path("additionalProperties").isBoolean()) {
      schema.path("properties").fieldNames().forEachRemaining(into::add);
    }
    schema.forEach(child -> properties(child, into));
  }

  /** Drops a key, adds a key, or changes a type, anywhere. */
  private static String changeStructure(JsonNode tree, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(tree, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      String key = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(key);
        case 1 -> object.set("unexpected", NODES.numberNode(1));
        case 2 -> object.set(key, ofAnotherType(object.get(key), random));
        default -> object.set(key + "X", object.remove(key));
      }
      return key + " of " + object;
    }
    ArrayNode array = (ArrayNode) container;
    array.set(0, ofAnotherType(array.get(0), random));
    return array.toString();
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode() && !node.isEmpty()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode ofAnotherType(JsonNode node, Random random) {
    List<JsonNode> others =
        Stream.<JsonNode>of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.numberNode(7),
                NODES.textNode("word"),
                NODES.arrayNode(),
                NODES.objectNode())
            .filter(other -> other.getNodeType() != node.getNodeType())
            .toList();
    return others.get(random.nextInt(others.size()));
  }

  /** Replaces one text or number by one that is often wrong. */
  private static String changeValue(JsonNode tree, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(tree, containers);
    while (true) {
      JsonNode container = containers.get(random.nextInt(containers.size()));
      if (container instanceof ObjectNode object) {
        for (var field : List.copyOf(object.properties())) {
          if (field.getValue().isValueNode() && random.nextBoolean()) {
            object.set(field.getKey(), oddValue(field.getValue(), random));
            return field.getKey() + " of " + object;
          }
        }
      }
    }
  }

  private static JsonNode oddValue(JsonNode node, Random random) {
    if (node.isTextual()) {
      List<String> odd =
          List.of(
              "", "?", "\n", "-1", "00", node.textValue() + "x", "1".repeat(41), "no-such-word");
      return NODES.textNode(odd.get(random.nextInt(odd.size())));
    }
    List<JsonNode> odd =
        List.of(
            NODES.numberNode(-1),
            NODES.numberNode(0),
            NODES.numberNode(1_000_001),
            NODES.numberNode(new BigDecimal("1.5")),
            NODES.numberNode(BigInteger.TWO.pow(53).add(BigInteger.ONE)));
    return odd.get(random.nextInt(odd.size()));
  }
}
