package dev.standstill.evidence;

import static dev.standstill.evidence.SampleCharters.charter;
import static dev.standstill.evidence.SampleSource.LOG;
import static dev.standstill.evidence.SampleSource.NORTH;
import static dev.standstill.evidence.SampleSource.SOUTH;
import static dev.standstill.evidence.SampleSource.STRANGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.EnvelopeSignature;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many statements are checked beside one another, the same is read, in one sequence. */
class InLogSequenceTest {
  private static final int ENTRIES = 150;
  private static final int[] BATCHES = {2, 7, 64, InLogSequence.USUAL.batch()};

  @TempDir Path temporary;

  /** All that comes of reading a log. */
  private record Reading(
      List<PublishedFact<? extends StatementBody>> facts,
      List<SourceDefect> defects,
      List<PublishedFact<Charter>> versions) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void logsOfGoodAndBadEntriesReadAsIfOneEntryWasCheckedAfterAnother(long seed) throws Exception {
    Path log = write(new Random(seed), ENTRIES);
    Reading oneByOne = read(log, new InLogSequence(1));
    for (int batch : BATCHES) {
      assertThat(read(log, new InLogSequence(batch))).as("batch %s", batch).isEqualTo(oneByOne);
    }
    requireOfEntryKind(oneByOne);
  }

  @Test
  void aLogOfMoreThanABatchReadsSoToo() throws Exception {
    SampleSource source = begin();
    int entries = InLogSequence.USUAL.batch() + 300;
    for (int i = 0; i < entries; i++) {
      if (i % 40 == 0) {
        source.signed(SampleStatements.declaration("site-" + i), NORTH);
      } else {
        source.entry(("garbage " + i).getBytes(UTF_8));
      }
    }
    Path log = source.publish();
    Reading usual = read(log, InLogSequence.USUAL);
    assertThat(usual).isEqualTo(read(log, new InLogSequence(1)));
    assertThat(usual.facts()).hasSize((entries + 39) / 40);
    assertThat(usual.facts())
        .isSortedAccordingTo((one, other) -> Long.compare(one.logIndex(), other.logIndex()));
    assertThat(usual.defects()).hasSize(entries - usual.facts().size());
  }

  @Test
  void aBatchOfNothingIsRefused() {
    assertThatThrownBy(() -> new InLogSequence(0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Or the comparison would say little. */
  private static void requireOfEntryKind(Reading reading) {
    assertThat(reading.versions()).hasSize(3);
    assertThat(reading.facts()).anyMatch(fact -> !fact.signers().doubted().isEmpty());
    assertThat(reading.facts()).anyMatch(fact -> fact.signers().parties().size() == 2);
    assertThat(reading.defects())
        .extracting(defect -> defect.detail().replaceAll("(refused|checkpoint).*", "$1"))
        .contains(
            "is bound to another charter",
            "is signed by no party of the charter",
            "is not signed by exactly one party of the charter",
            "holds a checkpoint",
            "a new charter is refused");
    assertThat(new HashSet<>(reading.defects())).hasSizeGreaterThan(20);
    int spoken = reading.facts().size() + reading.defects().size() + reading.versions().size();
    assertThat(spoken).as("some entries only repeat what was said").isLessThan(ENTRIES + 3);
  }

  private static Reading read(Path folder, InLogSequence sequence)
      throws IOException, PolicyRefusedException {
    QuorumPolicy policy = QuorumPolicy.parse(Files.readAllBytes(folder.resolve("policy")));
    LogContents log = LogAudit.read(folder, policy);
    List<SourceDefect> defects = new ArrayList<>();
    StatementIntake intake = new StatementIntake(policy, TrustRoot.fromSource(), defects, sequence);
    intake.read(log);
    return new Reading(intake.facts(), defects, intake.history().orElseThrow().versions());
  }

  private SampleSource begin() throws IOException {
    return SampleSource.begin(temporary).charter(charter(1, NORTH, SOUTH), NORTH, SOUTH);
  }

  /** Three charters, and between them whatever is drawn. */
  private Path write(Random random, int entries) throws IOException {
    SampleSource source = begin();
    List<Binding> bindings = new ArrayList<>(List.of(source.binding()));
    List<byte[]> written = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      if (i == entries / 3) {
        source.charter(charter(2, NORTH, STRANGER), NORTH, SOUTH, STRANGER);
        bindings.add(source.binding());
      } else if (i == 2 * entries / 3) {
        CompromisedKey old = new CompromisedKey(SOUTH.verifierKey() + "", entries / 6);
        source.charter(charter(3, NORTH, STRANGER, old), NORTH, STRANGER);
        bindings.add(source.binding());
      }
      EntryKind[] kinds = EntryKind.values();
      EntryKind kind = kinds[i < kinds.length ? i : random.nextInt(kinds.length)];
      byte[] entry = draw(kind, random, i, bindings, written);
      written.add(entry);
      source.entry(entry);
    }
    return source.publish();
  }

  /** What an entry may be. */
  private enum EntryKind {
    DECLARATION,
    ORDER_OF_TWO,
    ORDER_OF_ONE,
    ORDER_OF_A_STRANGER,
    BY_A_STRANGER,
    BY_TWO,
    GARBAGE,
    REPEATED,
    WRONG_SIGNATURE,
    BOUND_ELSEWHERE,
    UNSIGNED_CHARTER,
    FORKED_CHECKPOINT
  }

  private static byte[] draw(
      EntryKind kind, Random random, int number, List<Binding> bindings, List<byte[]> written) {
    Binding binding = bindings.get(random.nextInt(bindings.size()));
    StatementBody site = SampleStatements.declaration("site-" + random.nextInt(30));
    Order order = order(random.nextInt(10));
    SigningKey key = random.nextBoolean() ? NORTH : SOUTH;
    return switch (kind) {
      case DECLARATION -> SampleSource.statement(binding, site, key);
      case ORDER_OF_TWO ->
          random.nextBoolean()
              ? SampleSource.statement(binding, order, NORTH, SOUTH)
              : SampleSource.statement(binding, order, SOUTH, NORTH);
      case ORDER_OF_ONE -> SampleSource.statement(binding, order, key);
      case ORDER_OF_A_STRANGER ->
          SampleSource.statement(binding, order, SampleSource.key("nobody", 9));
      case BY_A_STRANGER -> SampleSource.statement(binding, site, STRANGER);
      case BY_TWO -> SampleSource.statement(binding, site, NORTH, SOUTH);
      case GARBAGE -> ("garbage " + number).getBytes(UTF_8);
      case REPEATED -> spaced(written.get(random.nextInt(written.size())));
      case WRONG_SIGNATURE -> wronglySigned(binding, site, order(number));
      case BOUND_ELSEWHERE ->
          SampleSource.statement(new Binding.ToCharter(new Digest("0".repeat(64))), site, key);
      case UNSIGNED_CHARTER ->
          SampleSource.statement(binding, charter(2 + random.nextInt(2), NORTH, SOUTH), NORTH);
      case FORKED_CHECKPOINT -> SampleSource.statement(binding, fork(number), NORTH);
    };
  }

  /** The same envelope in other bytes; the log would not take the same bytes again. */
  private static byte[] spaced(byte[] entry) {
    return (new String(entry, UTF_8) + " ").getBytes(UTF_8);
  }

  private static byte[] wronglySigned(Binding binding, StatementBody said, StatementBody other) {
    Envelope envelope = envelope(SampleSource.statement(binding, said, NORTH));
    EnvelopeSignature signature =
        envelope(SampleSource.statement(binding, other, NORTH)).signatures().getFirst();
    return new Envelope(envelope.payloadBase64(), List.of(signature)).encode();
  }

  private static Envelope envelope(byte[] bytes) {
    return switch (Envelope.read(bytes)) {
      case ReadResult.Read<Envelope>(Envelope envelope) -> envelope;
      case ReadResult.Refused<Envelope>(var refusal) -> throw new AssertionError(refusal);
    };
  }

  private static LogTime fork(int size) {
    Checkpoint fork =
        new Checkpoint(LOG.name(), size, Hash.sha256(("fork " + size).getBytes(UTF_8)));
    return new LogTime(StrictBase64.encode(SignedNote.sign(fork.text(), LOG).encoded()));
  }

  private static Order order(int number) {
    return new Order(
        new Measure.Slow(
            new Scope(new Subjects.Everyone(), Set.of(OperationKind.PRE_TRAINING), Flop.ZERO),
            Flop.of("5"),
            new Terms(SampleSource.FROM, SampleSource.FROM.plus(Duration.ofDays(9)), Set.of())),
        SampleCharters.NORTH_ID,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "test " + number);
  }
}
