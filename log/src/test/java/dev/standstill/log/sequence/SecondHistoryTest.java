package dev.standstill.log.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.storage.PowerLossStorage;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.log.witness.Cosigning;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways in which a log might come to sign two histories, or to refuse its only one. */
class SecondHistoryTest {
  private static final CheckpointSigner SIGNER = CheckpointSigner.of(SampleLog.LOG);

  /** Remembers what it saw last, and can be out of reach. */
  private static final class Remembering implements Cosigners {
    private List<SignedNote> seen = List.of();
    private boolean reachable = true;

    @Override
    public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
      return reachable && seen.isEmpty()
          ? new Cosigning.Quorate(signed)
          : new Cosigning.BelowQuorum("not cosigned");
    }

    @Override
    public List<SignedNote> lastWitnessed() {
      return reachable ? seen : List.of();
    }
  }

  private static WriterContext context(PowerLossStorage storage, Cosigners cosigners) {
    return new WriterContext(storage, SIGNER, cosigners, InstantSource.system(), 1 << 24);
  }

  private static SignedNote published(String entry) throws IOException {
    try (LogWriter other = LogWriter.create(context(new PowerLossStorage(1), Cosigners.none()))) {
      other.append(entry.getBytes(UTF_8));
      other.publish();
      return other.published().orElseThrow();
    }
  }

  @Test
  void aKeyThatAWitnessKnowsBeginsNoOtherLog() throws IOException {
    Remembering witness = new Remembering();
    witness.seen = List.of(published("elsewhere"));
    PowerLossStorage storage = new PowerLossStorage(2);
    assertThatThrownBy(() -> LogWriter.create(context(storage, witness)))
        .isInstanceOf(LogDamagedException.class)
        .hasMessageContaining("this key signed 1 entries");
    assertThat(storage.files()).doesNotContainKey(".writer/intent");
  }

  /** The witness was silent when the log began; it is asked again when there is no quorum. */
  @Test
  void stopsAsSoonAsAWitnessKnowsBetter() throws IOException {
    Remembering witness = new Remembering();
    witness.reachable = false;
    try (LogWriter writer = LogWriter.create(context(new PowerLossStorage(3), witness))) {
      writer.append("here".getBytes(UTF_8));
      assertThat(writer.publish()).isInstanceOf(Publication.BelowQuorum.class);
      writer.append("more".getBytes(UTF_8));
      witness.seen = List.of(published("elsewhere"));
      witness.reachable = true;
      assertThatThrownBy(writer::publish)
          .isInstanceOf(LogDamagedException.class)
          .hasMessageContaining("this key signed another tree");
      assertThatThrownBy(() -> writer.append(new byte[] {1}))
          .isInstanceOf(LogStoppedException.class);
    }
  }

  /** One sync of more than one record: whatever of it is on the disk, the log opens again. */
  @Test
  void opensAfterAnyEndOfALargeSync() throws IOException {
    byte[] entry = new byte[65_535];
    for (int operation = 1; operation <= 12; operation++) {
      for (PowerLossStorage.Fault fault :
          List.of(PowerLossStorage.Fault.END_BEFORE, PowerLossStorage.Fault.END_WITHIN)) {
        PowerLossStorage storage = new PowerLossStorage(operation);
        LogWriter writer = LogWriter.create(context(storage, Cosigners.none()));
        for (int i = 0; i < 130; i++) {
          entry[0] = (byte) i;
          writer.append(entry);
        }
        storage.faultAt(operation, fault);
        try {
          writer.sync();
        } catch (IOException | PowerLossStorage.ProcessEnded e) {
          // What was not acknowledged may be there in any part.
        }
        storage.losePower();
        try (LogWriter again = LogWriter.open(context(storage, Cosigners.none()))) {
          assertThat(again.size()).as("operation %s", operation).isLessThanOrEqualTo(130);
        }
      }
    }
  }
}
