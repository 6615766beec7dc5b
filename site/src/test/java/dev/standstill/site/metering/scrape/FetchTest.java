package dev.standstill.site.metering.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private static String counted(String text) {
    return OK + "Content-Length: " + text.length() + "\r\n\r\n" + text;
  }

  private static String got(Fetch fetch) throws IOException {
    fetch.get();
    return new String(fetch.bytes(), 0, fetch.length(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void oneConnectionIsAskedAgainAndAgain() throws Exception {
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(List.of(List.of(counted("a"), counted("bc"), counted(""))));
        Fetch fetch = endpoint.fetch(PATIENCE)) {
      assertThat(List.of(got(fetch), got(fetch), got(fetch))).containsExactly("a", "bc", "");
      String port = Integer.toString(fetch.place().getPort());
      assertThat(endpoint.questions)
          .hasSize(3)
          .allSatisfy(question ->
              assertThat(question)
                  .startsWith("0 GET /metrics?of=all HTTP/1.1\r\n")
                  .contains("\r\nHost: 127.0.0.1:" + port + "\r\n")
                  .contains("\r\nAuthorization: Bearer t\r\n"));
    }
  }

  @Test
  void aConnectionThatWasClosedMeanwhileIsOpenedAnew() throws Exception {
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(List.of(List.of(counted("a")), List.of(counted("b"))));
        Fetch fetch = endpoint.fetch(PATIENCE)) {
      assertThat(List.of(got(fetch), got(fetch))).containsExactly("a", "b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: keep-alive, Close\r\nContent-Length: 1\r\n\r\na",
        "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
        "HTTP/1.1 200 OK\r\n\r\na"
      })
  void aConnectionThatEndsWithItsAnswerIsNotAskedAgain(String answer) throws Exception {
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(List.of(List.of(answer), List.of(counted("b"))));
        Fetch fetch = endpoint.fetch(PATIENCE)) {
      assertThat(List.of(got(fetch), got(fetch))).containsExactly("a", "b");
      assertThat(endpoint.questions).hasSize(2);
    }
  }

  @Test
  void whatCameUnaskedIsNoAnswer() throws Exception {
    String twoAtOnce = counted("a") + counted("stale");
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(
                List.of(List.of(twoAtOnce, counted("never")), List.of(counted("b"))));
        Fetch fetch = endpoint.fetch(PATIENCE)) {
      assertThat(List.of(got(fetch), got(fetch))).containsExactly("a", "b");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void chunksAreJoined(long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    StringBuilder answer = new StringBuilder("HTTP/1.1 100 Continue\r\n\r\n" + OK);
    answer.append("transfer-encoding: Chunked\r\n\r\n");
    for (int chunk = 1 + random.nextInt(9); chunk > 0; chunk--) {
      String part = "x".repeat(random.nextInt(60)) + chunk + "\r\n";
      text.append(part);
      answer.append(Integer.toHexString(part.length())).append(chunk % 2 == 0 ? ";a=b" : "");
      answer.append("\r\n").append(part).append("\r\n");
    }
    answer.append("0\r\nTrailer: t\r\n\r\n");
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(List.of(List.of(answer.toString(), counted("next"))));
        Fetch fetch = endpoint.fetch(PATIENCE)) {
      assertThat(List.of(got(fetch), got(fetch))).containsExactly(text.toString(), "next");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\na",
        "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\na",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\naa",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naa\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\na\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno field\r\n\r\na",
        "HTTP/1.1 204 None\r\n\r\n",
        "HTTP/1.1 +20 OK\r\n\r\na",
        "HTTP/2 200\r\n\r\na",
        "power 5\n"
      })
  void anAnswerThatIsCutOrUnclearIsNone(String answer) throws Exception {
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(List.of(List.of(answer), List.of(counted("b"))));
        Fetch fetch = endpoint.fetch(PATIENCE)) {
      assertThatThrownBy(fetch::get).isInstanceOf(IOException.class);
      assertThat(got(fetch)).isEqualTo("b");
      assertThat(endpoint.questions).hasSize(2);
    }
  }

  @Test
  void aHeadWithoutEndIsRefused() throws Exception {
    String fields = "X: y\r\n".repeat(200);
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(
                List.of(List.of(OK + fields), List.of(OK + "X: " + "y".repeat(10_000))));
        Fetch fetch = endpoint.fetch(PATIENCE)) {
      assertThatThrownBy(fetch::get).hasMessageContaining("more than 100 fields");
      assertThatThrownBy(fetch::get).hasMessageContaining("a line of more than 8192 bytes");
    }
  }

  @Test
  void anEndpointThatSaysNothingIsNotAskedTwice() throws Exception {
    try (ScriptedEndpoint endpoint =
            new ScriptedEndpoint(List.of(List.of(counted("a"), OK, "never asked")));
        Fetch fetch = endpoint.fetch(Duration.ofMillis(200))) {
      assertThat(got(fetch)).isEqualTo("a");
      assertThatThrownBy(fetch::get).isInstanceOf(SocketTimeoutException.class);
      assertThat(endpoint.questions).hasSize(2);
    }
  }

  @Test
  void aPlaceThatCannotBeAskedIsRefusedAtOnce() {
    for (String place : List.of("ftp://host/x", "http:///x", "file:/x")) {
      assertThatThrownBy(() -> new Fetch(URI.create(place), Map.of(), PATIENCE, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> new Fetch(URI.create("http://host/"), Map.of("A", "b\r\nC: d"), PATIENCE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
