package dev.standstill.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Notes that another implementation signed; the same paths as the tests beside this one. */
class SharedNoteVectorsTest {
  @Test
  void writesAndReadsTheSameNotesAsAnotherImplementation()
      throws IOException, MalformedNoteException {
    String json = Files.readString(SharedVectors.directory().resolve("notes.json"));
    SigningKey log = key(json, "log");
    SigningKey witness = key(json, "witness");
    assertThat(log.verifierKey().toString()).isEqualTo(value(json, "logVkey"));
    assertThat(KeyId.hex(log.verifierKey().keyId())).isEqualTo(value(json, "logKeyId"));
    assertThat(witness.cosignatureKey().toString()).isEqualTo(value(json, "witnessVkey"));

    Checkpoint checkpoint = Checkpoint.parse(value(json, "checkpointText"));
    SignedNote note = SignedNote.sign(checkpoint.text(), log);
    assertThat(new String(note.encoded(), UTF_8)).isEqualTo(value(json, "checkpointNote"));

    long time = checkpointTime(json);
    assertThat(new String(Cosignature.ed25519Message(time, checkpoint.text()), UTF_8))
        .isEqualTo(value(json, "cosignedMessage"));
    SignatureLine line = Cosignature.sign(witness, time, checkpoint);
    assertThat(line.text()).isEqualTo(value(json, "cosignatureLine"));
    assertThat(note.with(line).check(List.of(log.verifierKey(), witness.cosignatureKey())))
        .isEqualTo(
            new NoteCheck.Verified(
                List.of(log.verifierKey()),
                List.of(new Cosignature(witness.cosignatureKey(), time)),
                List.of()));
    assertThat(Checkpoint.parse(value(json, "emptyTreeCheckpoint")).size()).isZero();
  }

  @Test
  void verifiesAPostQuantumCosignatureThatAnotherImplementationAccepts()
      throws IOException, MalformedNoteException {
    Path vectors = SharedVectors.directory();
    byte[] bytes = Files.readAllBytes(vectors.resolve("mldsa44-checkpoint"));
    SignedNote note = SignedNote.parse(bytes);
    assertThat(note.encoded()).isEqualTo(bytes);
    VerifierKey key = VerifierKey.parse(Files.readString(vectors.resolve("mldsa44.vkey")).strip());
    assertThat(note.check(List.of(key)))
        .isInstanceOfSatisfying(
            NoteCheck.Verified.class, verified -> assertThat(verified.cosignatures()).hasSize(1));
  }

  private static SigningKey key(String json, String who) {
    byte[] seed = HexFormat.of().parseHex(value(json, who + "Seed"));
    return SigningKey.fromSeed(value(json, who + "Name"), seed);
  }

  private static long checkpointTime(String json) {
    Matcher time = Pattern.compile("\"cosignatureTime\": (\\d+)").matcher(json);
    assertThat(time.find()).isTrue();
    return Long.parseLong(time.group(1));
  }

  private static String value(String json, String name) {
    Matcher value = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(json);
    assertThat(value.find()).as(name).isTrue();
    return value.group(1).replace("\\n", "\n");
  }
}
