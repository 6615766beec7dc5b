package dev.standstill.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final SigningKey KEY = SampleLog.LOG;
  private static final SignedNote NOTE = SignedNote.sign("first\n\nthird\n", KEY);
  private static final String TEXT = new String(NOTE.encoded(), UTF_8);

  @Test
  void separatesTextAndSignaturesAtTheLastBlankLine() throws MalformedNoteException {
    SignedNote parsed = SignedNote.parse(NOTE.encoded());
    assertThat(parsed).isEqualTo(NOTE);
    assertThat(parsed.text()).isEqualTo("first\n\nthird\n");
    assertThat(parsed.check(List.of(KEY.verifierKey())))
        .isEqualTo(new NoteCheck.Verified(List.of(KEY.verifierKey()), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsBackRandomNotesByteForByte(long seed) throws MalformedNoteException {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(4); line >= 0; line--) {
        text.append("— é 名 + ".repeat(random.nextInt(3))).append(random.nextInt()).append('\n');
        text.append("\n".repeat(random.nextInt(3)));
      }
      SignedNote note = SignedNote.sign(text.toString(), KEY);
      for (int extra = random.nextInt(17); extra > 0; extra--) {
        byte[] signature = new byte[1 + random.nextInt(2500)];
        random.nextBytes(signature);
        note = note.with(SignatureLine.of(SampleLog.NORTH.cosignatureKey(), signature));
      }
      SignedNote parsed = SignedNote.parse(note.encoded());
      assertThat(parsed).isEqualTo(note);
      assertThat(parsed.encoded()).isEqualTo(note.encoded());
    }
  }

  @Test
  void refusesEveryNoteThatIsNotInTheOneRightForm() {
    List<String> traps = new ArrayList<>();
    traps.add("");
    traps.add("\n");
    traps.add("text\n");
    traps.add("text\n\n");
    traps.add("text\n\n\n");
    traps.add(TEXT.substring(0, TEXT.length() - 1));
    traps.add(TEXT + "\n");
    traps.add(TEXT + "x");
    traps.add(TEXT.replace("\n", "\r\n"));
    traps.add(TEXT.replace("third\n", "third\r\n"));
    traps.add(TEXT.replace("third", "thi\trd"));
    traps.add(TEXT.replace("third", "thi\0rd"));
    traps.add(TEXT.replace("— ", "- "));
    traps.add(TEXT.replace("— ", "—"));
    traps.add(TEXT.replace("— ", "—  "));
    traps.add(TEXT.replace("=\n", "\n"));
    traps.add(TEXT.replace("=\n", "= \n"));
    traps.add(TEXT.replace(KEY.name(), KEY.name() + "+x"));
    traps.add(TEXT.replace(KEY.name(), KEY.name() + "\u00a0"));
    traps.add("text\n\n— name AAAAAA==\n");
    traps.add("text\n\n— name AAAAAAB=\n");
    traps.add("text\n\n— name\n");
    for (String trap : traps) {
      assertThatThrownBy(() -> SignedNote.parse(trap.getBytes(UTF_8)))
          .as(trap)
          .isInstanceOf(MalformedNoteException.class);
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] overlong = {(byte) 0xc0, (byte) 0x8a};
    byte[] note = new byte[overlong.length + NOTE.encoded().length];
    System.arraycopy(overlong, 0, note, 0, overlong.length);
    System.arraycopy(NOTE.encoded(), 0, note, overlong.length, NOTE.encoded().length);
    assertThatThrownBy(() -> SignedNote.parse(note)).hasMessageContaining("UTF-8");
  }

  @Test
  void refusesANoteLargerThanItsLimitAndTakesOneOfTheLimit() throws MalformedNoteException {
    int rest = SignedNote.BYTES_MAX - SignedNote.sign("\n", KEY).encoded().length;
    SignedNote largest = SignedNote.sign("x".repeat(rest) + "\n", KEY);
    assertThat(SignedNote.parse(largest.encoded())).isEqualTo(largest);
    SignedNote larger = SignedNote.sign("x".repeat(rest + 1) + "\n", KEY);
    assertThatThrownBy(() -> SignedNote.parse(larger.encoded())).hasMessageContaining("64 KiB");
  }

  @Test
  void rejectsTheWholeNoteForOneWrongSignatureOfAKnownKey() {
    SignatureLine wrong = SignatureLine.of(SampleLog.NORTH.verifierKey(), new byte[64]);
    SignedNote note = NOTE.with(wrong);
    List<VerifierKey> both = List.of(KEY.verifierKey(), SampleLog.NORTH.verifierKey());
    assertThat(note.check(both)).isEqualTo(new NoteCheck.WrongSignature(wrong));
    assertThat(note.check(List.of(KEY.verifierKey())))
        .isEqualTo(new NoteCheck.Verified(List.of(KEY.verifierKey()), List.of(), List.of(wrong)));
  }

  /** Else whoever repeats a public line could have it checked hundreds of times. */
  @Test
  void checksALineThatIsRepeatedOnce() {
    SignedNote note = SignedNote.sign("text\n", SampleLog.LOG);
    SignatureLine line = note.signatures().getFirst();
    for (int i = 0; i < 500; i++) {
      note = note.with(line);
    }
    assertThat(note.check(List.of(SampleLog.LOG.verifierKey())))
        .isEqualTo(
            new NoteCheck.Verified(List.of(SampleLog.LOG.verifierKey()), List.of(), List.of()));
  }

  @Test
  void findsNothingInANoteOfUnknownKeys() {
    assertThat(NOTE.check(List.of())).isEqualTo(new NoteCheck.NoKnownSignature());
    assertThat(NOTE.check(List.of(KEY.cosignatureKey())))
        .isEqualTo(new NoteCheck.NoKnownSignature());
    SigningKey namesake = SampleLog.key(KEY.name(), 100);
    assertThat(NOTE.check(List.of(namesake.verifierKey())))
        .isEqualTo(new NoteCheck.NoKnownSignature());
  }

  @Test
  void refusesABrokenCallerAtOnce() {
    assertThatThrownBy(() -> SignedNote.sign("no newline", KEY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SignedNote("text\n", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SignatureLine("a b", "AAAAAAA="))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void answersEveryDamagedNoteWithoutAnyOtherException(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = NOTE.encoded();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        SignedNote parsed = SignedNote.parse(bytes);
        assertThat(parsed.encoded()).isEqualTo(bytes);
      } catch (MalformedNoteException e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
  }
}
