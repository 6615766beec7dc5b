package dev.standstill.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.proof.MalformedProofException;
import dev.standstill.log.proof.SplitView;
import dev.standstill.log.proof.SplitViewCheck;
import dev.standstill.log.storage.PowerLossStorage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rules of a witness, request by request. */
class WitnessTest {
  private static final SampleTree LOG = SampleTree.HONEST;
  private static final SampleTree FORK = new SampleTree("forked", 5);
  private static final WitnessKeys KEYS = new WitnessKeys(SampleLog.NORTH, SampleLog.NORTH_PQ);
  private static final KnownLogs KNOWN =
      KnownLogs.of(List.of(SampleLog.LOG.verifierKey(), SampleLog.LOG_PQ.verifierKey()));

  private final AtomicLong now = new AtomicLong(SampleLog.TIME);
  private final PowerLossStorage storage = new PowerLossStorage(0);
  private final Witness witness = open(storage);

  private Witness open(PowerLossStorage from) {
    try {
      return Witness.open(KNOWN, KEYS, from, () -> Instant.ofEpochSecond(now.get()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private WitnessAnswer ask(AddCheckpoint request) throws IOException {
    return witness.addCheckpoint(request.encoded());
  }

  private void requireRefused(AddCheckpoint request, int status) throws IOException {
    String before = String.valueOf(lastNote());
    WitnessAnswer answer = ask(request);
    assertThat(answer).isInstanceOf(WitnessAnswer.Refused.class);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).endsWith("\n").hasSizeGreaterThan(5).doesNotContain("— ");
    assertThat(String.valueOf(lastNote())).isEqualTo(before);
  }

  private List<SignedNote> lastNote() {
    String hash = Hash.sha256(SampleTree.ORIGIN.getBytes(UTF_8)).hex();
    return witness.lastCosigned(hash).stream().toList();
  }

  private List<Cosignature> cosignatures(WitnessAnswer answer, SignedNote note) {
    assertThat(answer.status()).isEqualTo(200);
    SignedNote cosigned = note;
    for (SignatureLine line : ((WitnessAnswer.Cosigned) answer).lines()) {
      cosigned = cosigned.with(line);
    }
    return ((NoteCheck.Verified) cosigned.check(witness.verifierKeys())).cosignatures();
  }

  @Test
  void cosignsAGrowingLogWithBothKeys() throws IOException {
    assertThat(lastNote()).isEmpty();
    for (int from = 0; from < 20; from += 4) {
      AddCheckpoint request = LOG.request(from, from + 4);
      WitnessAnswer answer = ask(request);
      assertThat(cosignatures(answer, request.note()))
          .extracting(Cosignature::witness)
          .isEqualTo(KEYS.verifierKeys());
      assertThat(answer.contentType()).startsWith("text/plain");
      assertThat(answer.body().lines()).hasSize(2).allMatch(line -> line.startsWith("— "));
    }
    SignedNote last = lastNote().getFirst();
    assertThat(last.text()).isEqualTo(LOG.checkpoint(20).text());
    assertThat(last.signatures()).hasSize(4);
    assertThat(witness.kept(SampleTree.ORIGIN)).isEmpty();
  }

  @Test
  void cosignsTheSameCheckpointAgainWithANewTime() throws IOException {
    ask(LOG.request(0, 6));
    now.addAndGet(10);
    AddCheckpoint again = new AddCheckpoint(6, List.of(), LOG.signed(6));
    assertThat(cosignatures(ask(again), again.note()))
        .extracting(Cosignature::time)
        .containsOnly(now.get());
  }

  @Test
  void answersAnotherOldSizeWithTheRecordedOne() throws IOException {
    ask(LOG.request(0, 6));
    for (long old : new long[] {0, 3, 7}) {
      WitnessAnswer answer = ask(LOG.request(old, 9));
      assertThat(answer).isEqualTo(new WitnessAnswer.Conflict(6));
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body()).isEqualTo("6\n");
      assertThat(answer.contentType()).isEqualTo("text/x.tlog.size");
    }
    // A log that was set back learns of it here.
    assertThat(ask(LOG.request(0, 2))).isEqualTo(new WitnessAnswer.Conflict(6));
    assertThat(ask(LOG.request(6, 9)).status()).isEqualTo(200);
  }

  @Test
  void knowsItsLogsAndTheirKeysAlone() throws IOException {
    SigningKey stranger = SampleLog.key("stranger.example/log", 7);
    Checkpoint foreign = new Checkpoint(stranger.name(), 0, TreeHash.empty());
    SignedNote note = SignedNote.sign(foreign.text(), stranger);
    requireRefused(new AddCheckpoint(0, List.of(), note), 404);
    SigningKey namesake = SampleLog.key(SampleTree.ORIGIN, 7);
    SignedNote forged = SignedNote.sign(LOG.checkpoint(3).text(), namesake);
    requireRefused(new AddCheckpoint(0, List.of(), forged), 403);
    SignedNote borrowed = new SignedNote(LOG.checkpoint(3).text(), LOG.signed(4).signatures());
    requireRefused(new AddCheckpoint(0, List.of(), borrowed), 403);
    SignedNote oneWrong = LOG.signed(3).with(LOG.signed(4).signatures().getLast());
    requireRefused(new AddCheckpoint(0, List.of(), oneWrong), 403);
    // Another key's line beside a right one is ignored, and not recorded.
    SignedNote extra = LOG.signed(3).with(note.signatures().getFirst());
    assertThat(ask(new AddCheckpoint(0, List.of(), extra)).status()).isEqualTo(200);
    assertThat(lastNote().getFirst().signatures()).hasSize(4);
  }

  @Test
  void checksInTheOrderOfTheSpecification() throws IOException {
    ask(LOG.request(0, 6));
    SigningKey namesake = SampleLog.key(SampleTree.ORIGIN, 7);
    SignedNote forged = SignedNote.sign(LOG.checkpoint(3).text(), namesake);
    // Old size beyond the checkpoint, and not recorded either; the signature comes first.
    requireRefused(new AddCheckpoint(9, List.of(), forged), 403);
    // Beyond the checkpoint comes before not recorded.
    requireRefused(new AddCheckpoint(9, List.of(), LOG.signed(3)), 400);
    // Not recorded comes before not proved.
    AddCheckpoint unproved = new AddCheckpoint(5, List.of(), LOG.signed(9));
    assertThat(ask(unproved)).isEqualTo(new WitnessAnswer.Conflict(6));
    requireRefused(new AddCheckpoint(6, List.of(), LOG.signed(9)), 422);
  }

  @Test
  void demandsAProofOfExactlyTheRightForm() throws IOException {
    requireRefused(new AddCheckpoint(0, LOG.proof(3, 6), LOG.signed(6)), 422);
    Checkpoint wrongEmpty = new Checkpoint(SampleTree.ORIGIN, 0, TreeHash.leaf(new byte[0]));
    SignedNote empty = SignedNote.sign(wrongEmpty.text(), SampleLog.LOG);
    requireRefused(new AddCheckpoint(0, List.of(), empty), 422);
    assertThat(ask(LOG.request(0, 0)).status()).isEqualTo(200);
    assertThat(ask(LOG.request(0, 6)).status()).isEqualTo(200);
    requireRefused(new AddCheckpoint(6, LOG.proof(5, 6), LOG.signed(6)), 422);
    List<Hash> proof = LOG.proof(6, 11);
    requireRefused(new AddCheckpoint(6, proof.subList(1, proof.size()), LOG.signed(11)), 422);
    requireRefused(new AddCheckpoint(6, LOG.proof(5, 11), LOG.signed(11)), 422);
    List<Hash> turned = new ArrayList<>(proof);
    Collections.reverse(turned);
    requireRefused(new AddCheckpoint(6, turned, LOG.signed(11)), 422);
    List<Hash> many = Collections.nCopies(63, TreeHash.empty());
    requireRefused(new AddCheckpoint(6, many, LOG.signed(11)), 422);
    assertThat(ask(LOG.request(6, 11)).status()).isEqualTo(200);
  }

  @Test
  void survivesTheLargestSize() throws IOException {
    ask(LOG.request(0, 6));
    Checkpoint largest = new Checkpoint(SampleTree.ORIGIN, Long.MAX_VALUE, TreeHash.empty());
    SignedNote note = SignedNote.sign(largest.text(), SampleLog.LOG);
    requireRefused(new AddCheckpoint(6, Collections.nCopies(63, TreeHash.empty()), note), 422);
    WitnessAnswer beyond = ask(new AddCheckpoint(Long.MAX_VALUE, List.of(), note));
    assertThat(beyond).isEqualTo(new WitnessAnswer.Conflict(6));
  }

  @Test
  void keepsBothSidesOfASplitView() throws IOException, MalformedProofException {
    ask(LOG.request(0, 8));
    // Of equal size: answered as inconsistent, and even a mere question gives the log away.
    requireRefused(new AddCheckpoint(8, List.of(), FORK.signed(8)), 422);
    assertThat(ask(new AddCheckpoint(0, List.of(), FORK.signed(8))).status()).isEqualTo(409);
    assertThat(witness.kept(SampleTree.ORIGIN)).hasSize(1);
    String name = witness.kept(SampleTree.ORIGIN).getFirst();
    assertThat(name).startsWith("8-").endsWith(".split-view");
    String directory = WitnessStore.directory(SampleTree.ORIGIN);
    SplitView kept =
        SplitView.parse(storage.read(directory + "/" + name, SplitView.BYTES_MAX).orElseThrow());
    assertThat(kept.check(QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey())))
        .isEqualTo(new SplitViewCheck.Proven(LOG.checkpoint(8), FORK.checkpoint(8)));
    // A longer fork with a proof that is right in itself.
    requireRefused(FORK.request(8, 12), 422);
    assertThat(witness.kept(SampleTree.ORIGIN)).hasSize(2).anyMatch(n -> n.endsWith(".unproven"));
    assertThat(ask(LOG.request(8, 12)).status()).isEqualTo(200);
  }

  @Test
  void keepsNoMoreThanADiskCanHold() throws IOException {
    ask(LOG.request(0, 8));
    for (int i = 0; i < 3 * WitnessStore.KEPT_MAX; i++) {
      requireRefused(new AddCheckpoint(8, List.of(), LOG.signed(9 + i)), 422);
      SampleTree fork = new SampleTree("fork" + i, 2);
      requireRefused(new AddCheckpoint(8, List.of(), fork.signed(8)), 422);
    }
    assertThat(witness.kept(SampleTree.ORIGIN)).hasSize(2 * WitnessStore.KEPT_MAX);
  }

  @Test
  void isNotTalkedIntoARecordThatItCannotRead() throws IOException {
    // The log signs one text many times: its ML-DSA signatures all differ.
    SignedNote note = LOG.signed(6);
    while (note.encoded().length < SignedNote.BYTES_MAX - 4000) {
      note = note.with(LOG.signed(6).signatures().getLast());
    }
    assertThat(ask(new AddCheckpoint(0, List.of(), note)).status()).isEqualTo(200);
    assertThat(lastNote().getFirst().signatures()).hasSize(4);
    storage.losePower();
    assertThat(open(storage).witnessed()).extracting(log -> log.head().size()).containsExactly(6L);
  }

  @Test
  void neverSignsASmallerTimeForALog() throws IOException {
    ask(LOG.request(0, 6));
    long first = now.get();
    for (long clock : new long[] {first - 1000, 0, -5}) {
      now.set(clock);
      AddCheckpoint again = new AddCheckpoint(6, List.of(), LOG.signed(6));
      assertThat(cosignatures(ask(again), again.note()))
          .extracting(Cosignature::time)
          .containsOnly(first);
    }
    storage.losePower();
    Witness restarted = open(storage);
    AddCheckpoint next = LOG.request(6, 7);
    assertThat(cosignatures(restarted.addCheckpoint(next.encoded()), next.note()))
        .extracting(Cosignature::time)
        .containsOnly(first);
    now.set(0);
    Witness fresh = open(new PowerLossStorage(0));
    assertThat(cosignatures(fresh.addCheckpoint(LOG.request(0, 7).encoded()), next.note()))
        .extracting(Cosignature::time)
        .containsOnly(1L);
  }

  @Test
  void isTwoKeysOfOneName() {
    assertThatThrownBy(() -> new WitnessKeys(SampleLog.SOUTH, SampleLog.NORTH_PQ))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WitnessKeys(SampleLog.NORTH_PQ, SampleLog.NORTH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
