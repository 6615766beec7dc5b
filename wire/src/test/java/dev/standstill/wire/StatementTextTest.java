package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Order;
import dev.standstill.core.record.StatementBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StatementTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<StatementBody> bodies() {
    List<StatementBody> bodies = new ArrayList<>(SampleOrders.orders());
    bodies.add(SampleOrders.ruling());
    bodies.add(Samples.report());
    bodies.add(Samples.charter(2));
    return bodies;
  }

  /** Every leaf is changed, dropped or doubled; whatever can still be signed reads otherwise. */
  @ParameterizedTest
  @MethodSource("bodies")
  void everyChangeOfAnyFieldChangesTheText(StatementBody body) throws IOException {
    Statement statement = Samples.statement(body);
    String text = withoutDigest(statement);
    JsonNode tree = JSON.readTree(StatementCodec.write(statement));
    int changes = 0;
    for (JsonNode changed : changes(tree)) {
      byte[] payload = JSON.writeValueAsBytes(changed);
      Statement other = StatementCodec.read(payload).accepted().orElse(statement);
      if (!other.equals(statement)) {
        changes++;
        assertThat(withoutDigest(other)).as(changed.toString()).isNotEqualTo(text);
      }
    }
    assertThat(changes).isPositive();
  }

  @Test
  void randomStatementsWithOneTextAreOneStatement() {
    Map<String, Statement> texts = new HashMap<>();
    for (int seed = 0; seed < 400; seed++) {
      Statement statement = Samples.statement(new RandomOrders(new Random(seed)).order());
      Statement before = texts.putIfAbsent(withoutDigest(statement), statement);
      assertThat(before == null || before.equals(statement)).as("seed " + seed).isTrue();
    }
  }

  @Test
  void theTextIsPlainAsciiAndNoFieldLooksLikeAnotherLine() {
    Order order = SampleOrders.orders().getFirst();
    String reason = "naïve \u00a0 \u200b\\u{a}  proposer: borealis, ✓ \ud83d\ude00";
    Order forged =
        new Order(
            order.measure(),
            order.proposer(),
            order.excluded(),
            order.recused(),
            order.ruling(),
            order.condition(),
            reason);
    List<String> lines = StatementText.lines(Samples.statement(forged));
    assertThat(lines).allSatisfy(line -> assertThat(line).matches("[ -~]+"));
    assertThat(lines).filteredOn(line -> line.strip().startsWith("proposer:")).hasSize(1);
    assertThat(String.join("\n", lines)).contains("na\\u{ef}ve", "\\u{5c}u{a}", " \\u{20}proposer");
  }

  /** A terminal folds what is too long for it; then the rest would stand at the margin. */
  @Test
  void nothingIsSoLongThatATerminalFoldsItIntoALineOfItsOwn() {
    Order order = SampleOrders.orders().getFirst();
    Order padded =
        new Order(
            order.measure(),
            order.proposer(),
            order.excluded(),
            order.recused(),
            order.ruling(),
            Optional.empty(),
            "as agreed" + " ".repeat(60) + "condition: all must have adopted it");
    List<String> lines = StatementText.ofBody(padded);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(79));
    assertThat(lines).filteredOn(line -> line.strip().startsWith("condition")).isEmpty();
    assertThat(lines).filteredOn(line -> line.strip().startsWith("| ")).isNotEmpty();
  }

  @Test
  void theDigestIsThatOfTheSignedBytes() {
    Statement statement = Samples.statement(SampleOrders.orders().getFirst());
    assertThat(StatementText.lines(statement).getLast())
        .isEqualTo(Draft.of(statement).statementId().hex());
  }

  private static String withoutDigest(Statement statement) {
    List<String> lines = StatementText.lines(statement);
    return String.join("\n", lines.subList(0, lines.size() - 1));
  }

  private static List<JsonNode> changes(JsonNode tree) {
    List<JsonNode> changes = new ArrayList<>();
    collect(tree, tree, "", changes);
    return changes;
  }

  private static void collect(JsonNode root, JsonNode node, String at, List<JsonNode> changes) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> {
            JsonNode without = root.deepCopy();
            ((ObjectNode) without.at(at)).remove(field.getKey());
            changes.add(without);
            collect(root, field.getValue(), at + "/" + field.getKey(), changes);
          });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode without = root.deepCopy();
        ((ArrayNode) without.at(at)).remove(i);
        changes.add(without);
        collect(root, array.get(i), at + "/" + i, changes);
      }
    } else {
      other(node)
          .forEach(value -> {
            JsonNode changed = root.deepCopy();
            int slash = at.lastIndexOf('/');
            JsonNode parent = changed.at(at.substring(0, slash));
            String key = at.substring(slash + 1);
            if (parent instanceof ObjectNode object) {
              object.set(key, value);
            } else {
              ((ArrayNode) parent).set(Integer.parseInt(key), value);
            }
            changes.add(changed);
          });
    }
  }

  /** Values near the one that stands there, so that many of them can be signed. */
  private static List<JsonNode> other(JsonNode leaf) {
    if (leaf.isIntegralNumber()) {
      return List.of(JSON.valueToTree(leaf.longValue() + 1));
    }
    String text = leaf.asText();
    List<JsonNode> values = new ArrayList<>();
    Random random = new Random(17);
    for (String end : List.of("1", "a", "0", " ", "\u00a0")) {
      values.add(JSON.valueToTree(text + end));
    }
    if (text.length() > 1) {
      values.add(JSON.valueToTree(text.substring(0, text.length() - 1)));
      char[] chars = text.toCharArray();
      chars[random.nextInt(chars.length)] = '7';
      values.add(JSON.valueToTree(new String(chars)));
    }
    return values;
  }
}
