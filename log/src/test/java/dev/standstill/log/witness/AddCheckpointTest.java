package dev.standstill.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AddCheckpointTest {
  private static final AddCheckpoint REQUEST = SampleTree.HONEST.request(3, 7);
  private static final String TEXT = new String(REQUEST.encoded(), UTF_8);

  @Test
  void readsWhatItWrites() throws MalformedRequestException {
    assertThat(AddCheckpoint.parse(REQUEST.encoded())).isEqualTo(REQUEST);
    AddCheckpoint first = SampleTree.HONEST.request(0, 7);
    assertThat(new String(first.encoded(), UTF_8)).startsWith("old 0\n\n" + SampleTree.ORIGIN);
    assertThat(AddCheckpoint.parse(first.encoded())).isEqualTo(first);
  }

  @Test
  void refusesEveryOtherForm() {
    String note = TEXT.substring(TEXT.indexOf("\n\n") + 2);
    String hash = TEXT.lines().skip(1).findFirst().orElseThrow();
    for (String text :
        List.of(
            "",
            "\n",
            "old 3",
            "old 3\n",
            "old 3\n\n",
            "old 3\n" + note,
            "old 03\n\n" + note,
            "old 012\n\n" + note,
            "old  3\n\n" + note,
            "old 3 \n\n" + note,
            "old +3\n\n" + note,
            "old -3\n\n" + note,
            "old\t3\n\n" + note,
            "old \n\n" + note,
            "old 9223372036854775808\n\n" + note,
            "Old 3\n\n" + note,
            "old 3\r\n\r\n" + note,
            " old 3\n\n" + note,
            "old 3\n" + hash.replace("=", "") + "\n\n" + note,
            "old 3\n" + hash.substring(4) + "\n\n" + note,
            "old 3\n" + hash + hash + "\n\n" + note,
            "old 3\n " + hash + "\n\n" + note,
            "old 3\n" + (hash + "\n").repeat(64) + "\n" + note,
            "old 3\n\n\n" + note,
            "old 3\n\n" + note.stripTrailing(),
            "old 3\n\n" + note + "\n",
            "old 3\n\ntext\n\n" + note.lines().skip(4).findFirst().orElseThrow() + "\n",
            "old 3\n\n" + "x".repeat(AddCheckpoint.BYTES_MAX))) {
      assertThatThrownBy(() -> AddCheckpoint.parse(text.getBytes(UTF_8)))
          .as(text.substring(0, Math.min(60, text.length())))
          .isInstanceOf(MalformedRequestException.class);
    }
  }

  /** The last character of 32 bytes in base64 has two bits that must be zero. */
  @Test
  void refusesAProofLineWithStrayBits() {
    String hash = TEXT.lines().skip(1).findFirst().orElseThrow();
    char stray = (char) (hash.charAt(42) + 1);
    String changed = TEXT.replace(hash, hash.substring(0, 42) + stray + "=");
    assertThatThrownBy(() -> AddCheckpoint.parse(changed.getBytes(UTF_8)))
        .hasMessageContaining("base64");
  }

  @Test
  void takesSixtyThreeProofLines() throws MalformedRequestException {
    String hash = TEXT.lines().skip(1).findFirst().orElseThrow();
    String note = TEXT.substring(TEXT.indexOf("\n\n") + 2);
    String most = "old 3\n" + (hash + "\n").repeat(63) + "\n" + note;
    assertThat(AddCheckpoint.parse(most.getBytes(UTF_8)).proof()).hasSize(63);
  }

  @Test
  void readsTheRequestOfAnotherImplementation() throws IOException, MalformedRequestException {
    String json = Files.readString(SharedVectors.directory().resolve("notes.json"));
    Matcher body = Pattern.compile("\"addCheckpoint[^\"]*\": \"([^\"]*)\"").matcher(json);
    assertThat(body.find()).isTrue();
    byte[] bytes = body.group(1).replace("\\n", "\n").getBytes(UTF_8);
    assertThat(AddCheckpoint.parse(bytes).encoded()).isEqualTo(bytes);
  }

  @Test
  void readsAFileOfKnownLogs() throws MalformedRequestException {
    String file =
        "# served\nlog %s\nlog %s https://log.example/\n"
            .formatted(SampleLog.LOG.verifierKey(), SampleLog.LOG_PQ.verifierKey());
    KnownLogs logs = KnownLogs.parse(file.getBytes(UTF_8));
    assertThat(logs.origins()).containsExactly(SampleTree.ORIGIN);
    assertThat(logs.keysOf(SampleTree.ORIGIN).orElseThrow()).hasSize(2);
    assertThat(logs.keysOf("other")).isEmpty();
    assertThatThrownBy(() -> KnownLogs.parse("quorum none\n".getBytes(UTF_8)))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageStartingWith("line 1: ");
    String tooLong = "log " + SampleLog.key("o".repeat(256), 3).verifierKey() + "\n";
    assertThatThrownBy(() -> KnownLogs.parse(tooLong.getBytes(UTF_8)))
        .isInstanceOf(MalformedRequestException.class);
  }
}
