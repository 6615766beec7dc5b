package dev.standstill.log.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTimesTest {
  private static final int WITNESSES = 4;
  private static final long TIME_MAX = 12;
  private static final OptionalLong NONE = OptionalLong.empty();

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed != null ? LongStream.of(seed) : LongStream.range(0, Long.getLong("seeds", 30));
  }

  private static SigningKey witness(int i) {
    return SampleLog.key("witness" + i, 100 + i);
  }

  /** {@code k} of the first three, and the fourth as well if it is wanted. */
  private static QuorumPolicy policy(int k, boolean fourth) {
    StringBuilder text = new StringBuilder("log " + SampleLog.LOG.verifierKey() + "\n");
    for (int i = 0; i < WITNESSES; i++) {
      text.append("witness w%d %s\n".formatted(i, witness(i).cosignatureKey()));
    }
    text.append("group some %d w0 w1 w2\n".formatted(k));
    text.append(fourth ? "group all all some w3\nquorum all\n" : "quorum some\n");
    return SampleLog.policy(text.toString());
  }

  /** A checkpoint, and at which time which witness cosigned it; 0 for one that did not. */
  private record Cosigned(long index, long size, List<Long> times) {
    SignedNote note() {
      Hash root = Hash.sha256(("" + size).getBytes(StandardCharsets.UTF_8));
      Checkpoint checkpoint = new Checkpoint(SampleLog.LOG.name(), size, root);
      SignedNote note = SignedNote.sign(checkpoint.text(), SampleLog.LOG);
      for (int i = 0; i < times.size(); i++) {
        if (times.get(i) > 0) {
          note = note.with(Cosignature.sign(witness(i), times.get(i), checkpoint));
        }
      }
      return note;
    }

    boolean quorum(QuorumPolicy policy, LongPredicate counts) {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < times.size(); i++) {
        if (times.get(i) > 0 && counts.test(times.get(i))) {
          names.add("w" + i);
        }
      }
      return policy.satisfiedBy(names);
    }
  }

  private static Cosigned random(Random random, long index, long size) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < WITNESSES; i++) {
      times.add(Math.max(0L, random.nextLong(TIME_MAX + 4) - 3));
    }
    return new Cosigned(index, size, times);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void areTheBestThatAQuorumGives(long seed) {
    Random random = new Random(seed);
    QuorumPolicy policy = policy(1 + random.nextInt(3), random.nextBoolean());
    List<Cosigned> logged = new ArrayList<>();
    long size = 0;
    for (int i = 0; i < 4; i++) {
      size += random.nextInt(3);
      logged.add(random(random, size, size));
      size++;
    }
    Cosigned current = random(random, -1, size + 2);
    EntryTimes times =
        times(
            policy,
            logged.stream().map(c -> new EntryTimes.LogTime(c.index(), c.note())).toList(),
            current.note());
    List<Cosigned> covering = new ArrayList<>(logged);
    covering.add(current);
    for (long i = 0; i < size + 4; i++) {
      long index = i;
      // The definition itself, tried for every time.
      OptionalLong notBefore =
          LongStream.rangeClosed(1, TIME_MAX)
              .filter(t ->
                  logged.stream()
                      .anyMatch(c -> c.index() < index && c.quorum(policy, time -> time >= t)))
              .max();
      OptionalLong notAfter =
          LongStream.rangeClosed(1, TIME_MAX)
              .filter(t ->
                  covering.stream()
                      .anyMatch(c -> c.size() > index && c.quorum(policy, time -> time <= t)))
              .min();
      assertThat(times.interval(index)).isEqualTo(new EntryTimes.Interval(notBefore, notAfter));
    }
  }

  @Test
  void encloseAnEntryBetweenTwoCheckpoints() {
    Cosigned before = new Cosigned(5, 5, List.of(100L, 110L, 120L));
    Cosigned after = new Cosigned(9, 9, List.of(200L, 210L, 220L));
    EntryTimes times =
        times(
            policy(2, false),
            List.of(
                new EntryTimes.LogTime(5, before.note()), new EntryTimes.LogTime(9, after.note())),
            after.note());
    // One witness may lie: two of three say at least 110, and at most 210.
    assertThat(times.interval(7))
        .isEqualTo(new EntryTimes.Interval(OptionalLong.of(110), OptionalLong.of(210)));
    assertThat(times.interval(4)).isEqualTo(new EntryTimes.Interval(NONE, OptionalLong.of(110)));
    assertThat(times.interval(10)).isEqualTo(new EntryTimes.Interval(OptionalLong.of(210), NONE));
  }

  @Test
  void areUnknownWithoutAQuorumOrASignature() {
    Cosigned cosigned = new Cosigned(0, 1, List.of(100L, 100L, 100L));
    EntryTimes.LogTime entry = new EntryTimes.LogTime(0, cosigned.note());
    QuorumPolicy none = QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey());
    EntryTimes.Interval unknown = new EntryTimes.Interval(NONE, NONE);
    EntryTimes quorumNone = times(none, List.of(entry), cosigned.note());
    assertThat(quorumNone.interval(0)).isEqualTo(unknown);
    assertThat(quorumNone.interval(1)).isEqualTo(unknown);
    // Of another log: the cosignatures are right, and nothing follows.
    SignedNote foreign = SignedNote.sign(cosigned.note().text(), SampleLog.NORTH);
    EntryTimes unsigned =
        times(policy(1, false), List.of(new EntryTimes.LogTime(0, foreign)), foreign);
    assertThat(unsigned.interval(0)).isEqualTo(unknown);
  }

  /** The times as a reader has them who believes this note no more than the policy does. */
  private static EntryTimes times(
      QuorumPolicy policy, List<EntryTimes.LogTime> logged, SignedNote current) {
    return switch (policy.check(current.encoded())) {
      case CheckpointCheck.Verified check ->
          new EntryTimes(policy, logged, check.checkpoint().size(), check.cosignatures());
      case CheckpointCheck.Refused _ -> new EntryTimes(policy, logged, 0, List.of());
    };
  }
}
