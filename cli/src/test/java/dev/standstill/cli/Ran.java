package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What one command did, run in this process. */
record Ran(int status, String out, String err) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  static Ran standstill(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int status = Standstill.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Ran(status, out.toString(), err.toString());
  }

  static Ran verified(Path source, Object... more) {
    List<Object> args = new ArrayList<>(List.of("verify", source, "--json"));
    args.addAll(List.of(more));
    return standstill(args.toArray());
  }

  static Ran balance(Path source) {
    return standstill("balance", "show", source, "--json");
  }

  /** This run, if it ended so. */
  Ran endedWith(int expected) {
    assertThat(status).as(out + err).isEqualTo(expected);
    return this;
  }

  /** A failure as an operator should see it: status 2, one line of reason, nothing else. */
  String refused() {
    endedWith(ExitStatus.UNUSABLE);
    List<String> lines = err.lines().filter(line -> !line.startsWith("Try: ")).toList();
    assertThat(lines).as(err).hasSize(1);
    assertThat(lines.getFirst())
        .startsWith("standstill: ")
        .doesNotContain("internal error", "Exception", "\tat ", "null");
    assertThat(lines.getFirst().chars()).as("control characters").noneMatch(c -> c < ' ');
    assertThat(out).isEmpty();
    return lines.getFirst();
  }

  JsonNode json() {
    try {
      return JSON.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + out, e);
    }
  }

  JsonNode conclusion(String claim) {
    List<JsonNode> found =
        each(json().path("conclusions"))
            .filter(node -> node.path("claim").asText().equals(claim))
            .toList();
    assertThat(found).as(claim).hasSize(1);
    return found.getFirst();
  }

  String status(String claim) {
    return conclusion(claim).path("status").asText();
  }

  List<String> reasons(String claim) {
    return each(conclusion(claim).path("reasons")).map(node -> node.path("code").asText()).toList();
  }

  /** The points of one reason of a claim. */
  List<String> points(String claim, String code) {
    return each(conclusion(claim).path("reasons"))
        .filter(node -> node.path("code").asText().equals(code))
        .flatMap(node -> words(node.path("points")).stream())
        .toList();
  }

  List<JsonNode> findings(String code) {
    return each(json().path("findings"))
        .filter(node -> node.path("code").asText().equals(code))
        .toList();
  }

  /** The one period of the one area of {@code balance show}. */
  JsonNode period() {
    JsonNode areas = json().path("areas");
    assertThat(areas).hasSize(1);
    assertThat(areas.get(0).path("periods")).hasSize(1);
    return areas.get(0).path("periods").get(0);
  }

  static List<String> words(JsonNode array) {
    return each(array).map(JsonNode::asText).toList();
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
