package dev.standstill.log.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final Hash ROOT = TreeHash.leaf(new byte[] {42});
  private static final Checkpoint CHECKPOINT = new Checkpoint("sample.example/log", 300, ROOT);
  private static final VerifierKey NORTH = SampleLog.NORTH.cosignatureKey();

  @Test
  void writesTheThreeLines() {
    assertThat(CHECKPOINT.text()).isEqualTo("sample.example/log\n300\n" + ROOT.base64() + "\n");
    assertThat(CHECKPOINT.head().size()).isEqualTo(300);
  }

  @Test
  void readsWhatItWrites() throws MalformedNoteException {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      long size = random.nextLong() >>> (1 + random.nextInt(63));
      Checkpoint checkpoint = new Checkpoint("o" + random.nextInt() + " é", size, Hash.of(bytes));
      assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }
  }

  @Test
  void refusesEveryOtherForm() {
    String root = ROOT.base64();
    for (String text :
        List.of(
            "",
            "\n300\n" + root + "\n",
            "o\n300\n" + root,
            "o\n0300\n" + root + "\n",
            "o\n+300\n" + root + "\n",
            "o\n-1\n" + root + "\n",
            "o\n300 \n" + root + "\n",
            "o\n9223372036854775808\n" + root + "\n",
            "o\n300\n" + root.substring(0, 40) + "\n",
            "o\n300\n" + root.replace("=", "") + "\n",
            "o\n300\n" + root + " \n",
            "o\n300\n" + root + "\n\n",
            "o\n300\n" + root + "\nextension\n",
            "o\r\n300\n" + root + "\n",
            "o\n300\n",
            "o\n")) {
      assertThatThrownBy(() -> Checkpoint.parse(text))
          .as(text)
          .isInstanceOf(MalformedNoteException.class);
    }
  }

  @Test
  void refusesABrokenCallerAtOnce() {
    assertThatThrownBy(() -> new Checkpoint("", 0, ROOT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checkpoint("two\nlines", 0, ROOT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checkpoint("o", -1, ROOT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void verifiesACosignatureWithItsTime() {
    SignatureLine line = Cosignature.sign(SampleLog.NORTH, SampleLog.TIME, CHECKPOINT);
    assertThat(Cosignature.verify(line, NORTH, CHECKPOINT.text()))
        .hasValue(new Cosignature(NORTH, SampleLog.TIME));
    Checkpoint other = new Checkpoint("sample.example/log", 301, ROOT);
    assertThat(Cosignature.verify(line, NORTH, other.text())).isEmpty();
    assertThat(Cosignature.verify(line, SampleLog.SOUTH.cosignatureKey(), CHECKPOINT.text()))
        .isEmpty();
    assertThat(Cosignature.verify(line, SampleLog.NORTH.verifierKey(), CHECKPOINT.text()))
        .isEmpty();
  }

  @Test
  void refusesACosignatureWithAnotherTimeThanWasSigned() {
    byte[] timed = Cosignature.sign(SampleLog.NORTH, 5, CHECKPOINT).signature();
    for (int i = 0; i < timed.length; i++) {
      SignatureLine line = SignatureLine.of(NORTH, SampleLog.flip(timed, i, 1));
      assertThat(Cosignature.verify(line, NORTH, CHECKPOINT.text())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesTimesThatNoWitnessMaySign(long time) {
    byte[] signature = SampleLog.NORTH.sign(Cosignature.ed25519Message(time, CHECKPOINT.text()));
    byte[] timed = ByteBuffer.allocate(72).putLong(time).put(signature).array();
    SignatureLine line = SignatureLine.of(NORTH, timed);
    assertThat(Cosignature.verify(line, NORTH, CHECKPOINT.text())).isEmpty();
    assertThatThrownBy(() -> Cosignature.sign(SampleLog.NORTH, time, CHECKPOINT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotTakeABareSignatureForACosignature() {
    byte[] bare = SampleLog.NORTH.sign(Cosignature.ed25519Message(5, CHECKPOINT.text()));
    SignatureLine line = SignatureLine.of(NORTH, bare);
    assertThat(Cosignature.verify(line, NORTH, CHECKPOINT.text())).isEmpty();
    SignedNote note = new SignedNote(CHECKPOINT.text(), List.of(line));
    assertThat(note.check(List.of(NORTH))).isInstanceOf(NoteCheck.WrongSignature.class);
  }
}
