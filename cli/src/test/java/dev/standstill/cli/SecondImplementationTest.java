package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program in another language, sharing no code, comes to the same balances and statuses. */
class SecondImplementationTest {

  private static final Path PROGRAM =
      Path.of("..", "second-implementation", "balance.py").toAbsolutePath();
  private static final Path VECTORS = Path.of("..", "testdata", "conclusions").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double RELATIVE = 1e-9;

  @TempDir Path temporary;

  @BeforeEach
  void needsPython() {
    RealComponent.require("python3");
  }

  static List<Path> vectors() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private RealComponent.Ended second(Path argument) throws IOException, InterruptedException {
    return RealComponent.output(
        temporary, List.of("python3", PROGRAM.toString(), argument.toString()));
  }

  private Path demo(int seed) {
    Path evidence = temporary.resolve("evidence-" + seed);
    Ran.standstill("demo", "--seed", seed, "--keep", evidence);
    return evidence;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theOtherProgramAgreesWithEveryVector(Path vector) throws Exception {
    RealComponent.Ended ended = second(vector);
    assertThat(ended.output()).contains("30 conclusions agree");
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void weAgreeWithEveryVector(Path vector) throws Exception {
    JsonNode expected = JSON.readTree(vector.toFile());
    compare(expected.path("expected"), demo(expected.path("seed").asInt()));
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12})
  void bothComeToTheSameOnEvidenceThatNeitherHasSeen(int seed) throws Exception {
    Path evidence = demo(seed);
    RealComponent.Ended ended = second(evidence);
    assertThat(ended.status()).as(ended.output()).isZero();
    compare(JSON.readTree(ended.output()).path("conclusions"), evidence);
  }

  /** Everything that they say: statuses and reasons to the letter, figures to 1e-9. */
  private static void compare(JsonNode theirs, Path evidence) {
    Map<String, JsonNode> balances = new HashMap<>();
    for (JsonNode area : Ran.balance(evidence).json().path("areas")) {
      area.path("periods").forEach(p -> balances.put(key(area, p.path("from")), p));
    }
    Map<String, JsonNode> conclusions = new HashMap<>();
    for (JsonNode conclusion : Ran.verified(evidence).json().path("conclusions")) {
      if (conclusion.path("claim").asText().equals("declared-activity")) {
        conclusions.put(
            key(conclusion.path("subject"), conclusion.path("period").path("from")), conclusion);
      }
    }
    assertThat(theirs).hasSize(conclusions.size()).isNotEmpty();
    int figures = 0;
    for (JsonNode their : theirs) {
      String key = key(their, their.path("from"));
      JsonNode ours = Objects.requireNonNull(conclusions.get(key), key);
      assertThat(their.path("status")).as(key).isEqualTo(ours.path("status"));
      assertThat(their.path("reasons"))
          .extracting(JsonNode::asText)
          .as(key)
          .isEqualTo(Ran.each(ours.path("reasons")).map(r -> r.path("code").asText()).toList());
      if (their.has("outcome")) {
        figures += figures(key, their, Objects.requireNonNull(balances.get(key), key));
      }
    }
    assertThat(figures).isGreaterThan(theirs.size());
  }

  private static int figures(String key, JsonNode their, JsonNode balance) {
    JsonNode tests = balance.path("tests");
    assertThat(their.path("deciding")).as(key).isEqualTo(tests.path("deciding"));
    assertThat(their.path("outcome")).as(key).isEqualTo(tests.path("outcome"));
    Map<String, JsonNode> ours = new HashMap<>();
    ours.put("unaccountedFlop", balance.path("unaccountedFlop"));
    ours.put("sigmaFlop", balance.path("sigmaFlop"));
    ours.put("z", tests.path("oneShot").path("z"));
    ours.put("independent", tests.path("independent").path("y"));
    ours.put("anytimeSum", tests.path("anytime").path("sum"));
    ours.put("alarmFrom", tests.path("anytime").path("alarmFrom"));
    ours.put("refutedFrom", tests.path("anytime").path("refutedFrom"));
    ours.put("detectableFlop", tests.path("detectableFlop"));
    ours.forEach((name, value) -> {
      assertThat(value.isNumber()).as(name).isTrue();
      assertThat(their.path(name).asDouble())
          .as(key + " " + name)
          .isCloseTo(value.asDouble(), within(RELATIVE * Math.abs(value.asDouble()) + RELATIVE));
    });
    return ours.size();
  }

  private static String key(JsonNode subject, JsonNode from) {
    return subject.path("site").asText() + "/" + subject.path("area").asText() + from.asText();
  }

  @Test
  void namesWhereAVectorWasChanged() throws Exception {
    ObjectNode vector = (ObjectNode) JSON.readTree(vectors().getFirst().toFile());
    ObjectNode first = (ObjectNode) vector.path("expected").path(0);
    first.put("sigmaFlop", first.path("sigmaFlop").asDouble() * (1 + 1e-7));
    ((ObjectNode) vector.path("expected").path(1)).put("status", "refuted");
    Path changed = temporary.resolve("changed.json");
    JSON.writeValue(changed.toFile(), vector);
    RealComponent.Ended ended = second(changed);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("sigmaFlop: expected"))
        .anyMatch(line -> line.contains("status: expected refuted, found"));
  }

  @Test
  void noticesEntriesThatAreNotTheCheckpoints() throws Exception {
    Path evidence = demo(7);
    try (Stream<Path> files = Files.walk(evidence.resolve("tile").resolve("entries"))) {
      Path tile = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(tile);
      bytes[1000] ^= 1;
      Files.write(tile, bytes);
    }
    RealComponent.Ended ended = second(evidence);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains("do not give the root of the checkpoint");
  }
}
