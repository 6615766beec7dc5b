package dev.standstill.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.log.witness.Cosigning;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times of statements, from the cosigned checkpoints that the log holds of itself. */
class InclusionTimesTest {

  private static final SigningKey WITNESS = SampleSource.key("w.example/witness", 7);
  private static final String POLICY =
      "log "
          + SampleSource.LOG.verifierKey()
          + "\nwitness w "
          + WITNESS.cosignatureKey()
          + "\nquorum w\n";
  private static final SigningKey REGISTER = SampleSource.SOUTH;

  @TempDir Path folder;
  private long now = 1000;
  private Binding binding = Binding.ToLogKey.of(SampleSource.LOG.verifierKey());

  /** A witness whose clock the test sets. */
  private final class Clocked implements Cosigners {
    @Override
    public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
      return new Cosigning.Quorate(cosigned(signed));
    }

    @Override
    public List<SignedNote> lastWitnessed() {
      return List.of();
    }
  }

  private SignedNote cosigned(SignedNote note) {
    try {
      return note.with(Cosignature.sign(WITNESS, now, Checkpoint.parse(note.text())));
    } catch (MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void writePolicy() throws IOException {
    Files.writeString(folder.resolve("policy"), POLICY);
  }

  private byte[] charter() {
    Party register =
        new Party(
            new PartyId("south"),
            Set.of(Role.REGISTER),
            List.of(REGISTER.verifierKey().toString()));
    Party operator = SampleSource.party("north", SampleSource.NORTH.verifierKey().toString());
    SourceLog log =
        new SourceLog(CheckpointSigner.of(SampleSource.LOG), POLICY.getBytes(UTF_8), new Clocked());
    Charter charter = SampleSource.charterOf(log.policyDigest(), List.of(operator, register));
    byte[] entry = SampleSource.statement(binding, charter, SampleSource.NORTH, SampleSource.SOUTH);
    binding =
        new Binding.ToCharter(
            StatementCodec.id(StatementCodec.write(new Statement(binding, charter))));
    return entry;
  }

  private byte[] logTime(SignedNote note) {
    LogTime time = new LogTime(StrictBase64.encode(note.encoded()));
    return SampleSource.statement(binding, time, REGISTER);
  }

  private byte[] declaration(String site) {
    return SampleSource.statement(binding, SampleStatements.declaration(site), SampleSource.NORTH);
  }

  private static InclusionTime between(long notBefore, long notAfter) {
    return new InclusionTime(
        Optional.of(Instant.ofEpochSecond(notBefore)),
        Optional.of(Instant.ofEpochSecond(notAfter)));
  }

  private Evidence read() throws IOException {
    return EvidenceReader.read(folder, TrustRoot.fromSource());
  }

  @Test
  void everyStatementHasTheIntervalThatTheWitnessesGive() throws IOException {
    try (LogWriter log =
        LogWriter.create(folder, CheckpointSigner.of(SampleSource.LOG), new Clocked())) {
      log.append(charter());
      log.append(declaration("one"));
      log.publish();
      SignedNote first = log.published().orElseThrow();
      now = 2000;
      log.append(logTime(first));
      log.append(declaration("two"));
      log.publish();
    }
    Evidence evidence = read();
    assertThat(evidence.defects()).isEmpty();
    List<PublishedFact<? extends StatementBody>> facts = evidence.facts();
    // A cosignature counts whole seconds: it may be up to one later than it says.
    assertThat(facts.get(0).loggedAt())
        .isEqualTo(new InclusionTime(Optional.empty(), Optional.of(Instant.ofEpochSecond(1001))));
    assertThat(facts.get(2).loggedAt()).isEqualTo(between(1000, 2001));
    assertThat(evidence.history().orElseThrow().latest().loggedAt().notAfter())
        .contains(Instant.ofEpochSecond(1001));
    assertThat(evidence.logTime()).contains(Instant.ofEpochSecond(2000));
  }

  @Test
  void aCheckpointOfAnotherTreeGivesNoTimeAndConvictsTheLog() throws IOException {
    try (LogWriter log =
        LogWriter.create(folder, CheckpointSigner.of(SampleSource.LOG), new Clocked())) {
      log.append(charter());
      Checkpoint fork =
          new Checkpoint(SampleSource.LOG.name(), 1, Hash.sha256("fork".getBytes(UTF_8)));
      log.append(logTime(cosigned(SignedNote.sign(fork.text(), SampleSource.LOG))));
      now = 3000;
      log.publish();
    }
    assertThat(read().defects())
        .extracting(SourceDefect::place, SourceDefect::detail)
        .singleElement()
        .asString()
        .contains("entry 1", "the log signed two histories");
  }

  @Test
  void aCheckpointThatNobodyCosignedGivesNoTime() throws IOException {
    try (LogWriter log =
        LogWriter.create(folder, CheckpointSigner.of(SampleSource.LOG), new Clocked())) {
      log.append(charter());
      log.publish();
      SignedNote shown = log.published().orElseThrow();
      log.append(logTime(SignedNote.sign(shown.text(), SampleSource.LOG)));
      log.append(declaration("one"));
      now = 4000;
      log.publish();
    }
    assertThat(read().facts().getLast().loggedAt())
        .isEqualTo(new InclusionTime(Optional.empty(), Optional.of(Instant.ofEpochSecond(4001))));
  }
}
