package dev.standstill.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Post-quantum signatures: keys, lines, and every way in which they can be almost right. */
class MlDsaTest {
  private static final Hash ROOT = TreeHash.leaf(new byte[] {42});
  private static final Checkpoint CHECKPOINT = new Checkpoint("sample.example/log", 300, ROOT);
  private static final SigningKey NORTH = SampleLog.NORTH_PQ;
  private static final VerifierKey KEY = NORTH.cosignatureKey();

  /** The seed of the examples of RFC 9881 appendix C, whose key begins and ends like this. */
  @Test
  void makesTheKeyThatTheStandardMakesOfASeed() {
    VerifierKey key = SampleLog.postQuantumKey("example", 0).verifierKey();
    assertThat(key.publicKey()).hasSize(1312);
    assertThat(HexFormat.of().formatHex(key.publicKey()))
        .startsWith("d7b2b47254aae0db45e7930d4a98d2c97d8f1397d1789dafa17024b316e9bec9");
  }

  @Test
  void readsTheKeysItWrites() throws MalformedNoteException {
    assertThat(VerifierKey.parse(KEY.toString())).isEqualTo(KEY);
    SigningKey again = SigningKey.parse(NORTH.encoded());
    assertThat(again.encoded()).isEqualTo(NORTH.encoded());
    assertThat(again.algorithm()).isEqualTo(SignatureAlgorithm.ML_DSA_44);
    assertThat(again.verifierKey()).isEqualTo(again.cosignatureKey()).isEqualTo(KEY);
    assertThat(NORTH.toString()).doesNotContain("PRIVATE").hasSizeLessThan(80);
    SigningKey ed25519 = SigningKey.fromSeed(NORTH.name(), new byte[32]);
    assertThatThrownBy(() -> SigningKey.parse(ed25519.encoded().replace("+AQ", "+Bg")))
        .isInstanceOf(MalformedNoteException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 32, 33, 1311, 1313, 2420})
  void refusesKeysOfOtherLengths(int length) {
    assertThatThrownBy(() -> new VerifierKey("a", SignatureType.ML_DSA_44, new byte[length]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Signed once with these keys by the first version that could, and kept. */
  @Test
  void stillReadsACheckpointOfEarlierDays() throws IOException, MalformedNoteException {
    SignedNote note = SignedNote.parse(resource("dual-signed-checkpoint"));
    VerifierKey log = SampleLog.LOG.verifierKey();
    assertThat(note.check(List.of(log, SampleLog.LOG_PQ.verifierKey(), KEY)))
        .isEqualTo(
            new NoteCheck.Verified(
                List.of(log),
                List.of(
                    new Cosignature(SampleLog.LOG_PQ.verifierKey(), SampleLog.TIME),
                    new Cosignature(KEY, SampleLog.TIME + 1)),
                List.of()));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = MlDsaTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void signsACheckpointWithBothKeysOfALog() {
    CheckpointSigner signer = CheckpointSigner.of(SampleLog.LOG, SampleLog.LOG_PQ);
    assertThat(signer.origin()).isEqualTo(SampleLog.LOG.name());
    SignedNote note = signer.sign(CHECKPOINT, 7);
    assertThat(note.signatures()).hasSize(2);
    assertThat(note.check(signer.verifierKeys()))
        .isEqualTo(
            new NoteCheck.Verified(
                List.of(SampleLog.LOG.verifierKey()),
                List.of(new Cosignature(SampleLog.LOG_PQ.verifierKey(), 7)),
                List.of()));
    assertThatThrownBy(() -> CheckpointSigner.of(SampleLog.LOG, NORTH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CheckpointSigner.of(SampleLog.LOG_PQ))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CheckpointSigner.of(SampleLog.LOG_PQ, SampleLog.LOG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SignedNote.sign(CHECKPOINT.text(), SampleLog.LOG_PQ))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void laysOutTheSignedMessageAsTheStandardSays() {
    byte[] message = Cosignature.mlDsaMessage("wé", 0x0102030405060708L, CHECKPOINT);
    String head = "subtree/v1\n\0\u0003wé";
    assertThat(message)
        .hasSize(12 + 1 + 3 + 8 + 1 + 18 + 8 + 8 + 32)
        .startsWith(head.getBytes(UTF_8))
        .endsWith(ROOT.bytes());
    ByteBuffer rest = ByteBuffer.wrap(message, head.getBytes(UTF_8).length, 8 + 1 + 18 + 16);
    assertThat(rest.getLong()).isEqualTo(0x0102030405060708L);
    assertThat(rest.get()).isEqualTo((byte) 18);
    rest.position(rest.position() + 18);
    assertThat(rest.getLong()).isZero();
    assertThat(rest.getLong()).isEqualTo(300);
  }

  /** The 32 bytes of the challenge, the 2304 of the response and the 84 of the hints. */
  @Test
  void refusesEveryDamagedPartOfACosignature() {
    byte[] timed = Cosignature.sign(NORTH, 5, CHECKPOINT).signature();
    assertThat(timed).hasSize(8 + 2420);
    Random random = new Random(11);
    for (int i = 0; i < timed.length; i += i < 44 || i > 2340 ? 1 : 61) {
      byte[] flipped = SampleLog.flip(timed, i, 1 << random.nextInt(8));
      assertThat(verify(SignatureLine.of(KEY, flipped), KEY, CHECKPOINT)).as("byte " + i).isFalse();
    }
    for (int length : new int[] {1, 8, 72, 2420, 2427, 2429, 4856}) {
      byte[] other = Arrays.copyOf(timed, length);
      assertThat(verify(SignatureLine.of(KEY, other), KEY, CHECKPOINT)).isFalse();
    }
    byte[] filled = timed.clone();
    Arrays.fill(filled, 8, filled.length, (byte) 0xff);
    assertThat(verify(SignatureLine.of(KEY, filled), KEY, CHECKPOINT)).isFalse();
    Arrays.fill(filled, 8, filled.length, (byte) 0);
    assertThat(verify(SignatureLine.of(KEY, filled), KEY, CHECKPOINT)).isFalse();
  }

  @Test
  void bindsNameTimeOriginSizeAndRoot() {
    SignatureLine line = Cosignature.sign(NORTH, 5, CHECKPOINT);
    assertThat(verify(line, KEY, CHECKPOINT)).isTrue();
    assertThat(verify(line, KEY, new Checkpoint("sample.example/log", 301, ROOT))).isFalse();
    assertThat(verify(line, KEY, new Checkpoint("sample.example/lo", 300, ROOT))).isFalse();
    Hash root = TreeHash.leaf(new byte[] {43});
    assertThat(verify(line, KEY, new Checkpoint("sample.example/log", 300, root))).isFalse();
    VerifierKey renamed = new VerifierKey("south", SignatureType.ML_DSA_44, KEY.publicKey());
    SignatureLine stolen = SignatureLine.of(renamed, line.signature());
    assertThat(verify(stolen, renamed, CHECKPOINT)).isFalse();
  }

  /** Each is a right signature of the right key over the right facts, but in another layout. */
  @Test
  void refusesTheSignatureOfAnotherContext() {
    byte[] right = Cosignature.mlDsaMessage(KEY.name(), 5, CHECKPOINT);
    byte[] label = right.clone();
    label[8] = '2';
    byte[] start = right.clone();
    start[start.length - 41] = 1;
    for (byte[] message :
        List.of(
            label,
            start,
            Arrays.copyOf(right, right.length + 1),
            CHECKPOINT.text().getBytes(UTF_8),
            Cosignature.ed25519Message(5, CHECKPOINT.text()))) {
      assertThat(verify(line(5, NORTH.sign(message)), KEY, CHECKPOINT)).isFalse();
    }
    assertThat(verify(line(5, NORTH.sign(right)), KEY, CHECKPOINT)).isTrue();
  }

  private static SignatureLine line(long time, byte[] signature) {
    return SignatureLine.of(
        KEY, ByteBuffer.allocate(8 + signature.length).putLong(time).put(signature).array());
  }

  private static boolean verify(SignatureLine line, VerifierKey key, Checkpoint checkpoint) {
    return Cosignature.verify(line, key, checkpoint.text()).isPresent();
  }

  @Test
  void takesTimeZeroForNoStatementAndNeverSignsIt() {
    byte[] zero = NORTH.sign(Cosignature.mlDsaMessage(KEY.name(), 0, CHECKPOINT));
    assertThat(Cosignature.verify(line(0, zero), KEY, CHECKPOINT.text()))
        .hasValue(new Cosignature(KEY, 0));
    byte[] negative = NORTH.sign(Cosignature.mlDsaMessage(KEY.name(), -1, CHECKPOINT));
    assertThat(verify(line(-1, negative), KEY, CHECKPOINT)).isFalse();
    assertThatThrownBy(() -> Cosignature.sign(NORTH, 0, CHECKPOINT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cannotSignWhatTheLayoutCannotHold() {
    Checkpoint tooLong = new Checkpoint("o".repeat(256), 0, TreeHash.empty());
    assertThatThrownBy(() -> Cosignature.sign(NORTH, 5, tooLong))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(verify(line(5, new byte[2420]), KEY, tooLong)).isFalse();
    SignedNote noCheckpoint = new SignedNote("text\n", List.of(line(5, new byte[2420])));
    assertThat(noCheckpoint.check(List.of(KEY))).isInstanceOf(NoteCheck.WrongSignature.class);
  }
}
