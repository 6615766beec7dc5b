package dev.standstill.log.witness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every parser that meets foreign bytes, on damaged samples: the answer is a value or the closed
 * refusal, and what is accepted has exactly one spelling. {@code -Dfuzz=1000000} makes so many
 * inputs a parser; {@code -Dseed=N} begins elsewhere.
 */
class ForeignBytesTest {
  private static final int INPUTS = Integer.getInteger("fuzz", 2_000);
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final SignedNote NOTE =
      SampleTree.HONEST
          .signed(9)
          .with(Cosignature.sign(SampleLog.NORTH, 5, SampleTree.HONEST.checkpoint(9)))
          .with(Cosignature.sign(SampleLog.NORTH_PQ, 5, SampleTree.HONEST.checkpoint(9)));
  private static final SignedNote SMALL =
      SignedNote.sign(SampleTree.HONEST.checkpoint(9).text(), SampleLog.LOG);
  private static final List<VerifierKey> KEYS =
      List.of(SampleLog.LOG.verifierKey(), SampleLog.NORTH.cosignatureKey());

  /** What grammars hinge on. */
  private static final List<byte[]> WORDS =
      List.of(
              "\n",
              "\n\n",
              " ",
              "\t",
              "\r\n",
              "+",
              "=",
              "==",
              "— ",
              "\u0085",
              "\u2028",
              "\u0000",
              "0",
              "-1",
              "9223372036854775807",
              "9223372036854775808",
              "log ",
              "witness ",
              "group ",
              "all",
              "any",
              "quorum none\n",
              "none",
              "old ",
              "#",
              "PRIVATE+KEY+",
              "\ud83d\ude00")
          .stream()
          .map(word -> word.getBytes(UTF_8))
          .toList();

  private interface Parser {
    /** Whether the input was accepted; every exception but an assertion is a finding. */
    boolean accepts(byte[] input);
  }

  private static void fuzz(List<byte[]> samples, Parser parser) {
    for (byte[] sample : samples) {
      assertThat(parser.accepts(sample)).as("the sample itself").isTrue();
    }
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = samples.get(random.nextInt(samples.size()));
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        input = damage(input, samples, random);
      }
      try {
        refused += parser.accepts(input) ? 0 : 1;
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "input %d of seed %d: %s".formatted(i, SEED, new String(input, ISO_8859_1)), e);
      }
    }
    assertThat(refused).isGreaterThan(INPUTS / 4);
  }

  private static byte[] damage(byte[] input, List<byte[]> samples, Random random) {
    int at = random.nextInt(input.length + 1);
    int to = at + random.nextInt(Math.min(64, input.length - at + 1));
    byte[] word = WORDS.get(random.nextInt(WORDS.size()));
    return switch (random.nextInt(7)) {
      case 0 -> input.length == 0 ? word : flipped(input, random);
      case 1 -> join(input, 0, at, word, input, at, input.length);
      case 2 -> join(input, 0, at, new byte[0], input, to, input.length);
      case 3 -> join(input, 0, to, new byte[0], input, at, input.length);
      case 4 -> Arrays.copyOf(input, at);
      case 5 ->
          join(input, 0, at, new byte[] {(byte) random.nextInt(256)}, input, to, input.length);
      default -> {
        byte[] other = samples.get(random.nextInt(samples.size()));
        int from = random.nextInt(other.length + 1);
        yield join(input, 0, at, word, other, from, other.length);
      }
    };
  }

  private static byte[] flipped(byte[] input, Random random) {
    return SampleLog.flip(input, random.nextInt(input.length), 1 << random.nextInt(8));
  }

  private static byte[] join(
      byte[] head, int from, int to, byte[] middle, byte[] tail, int tailFrom, int tailTo) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(head, from, to - from);
    joined.writeBytes(middle);
    joined.write(tail, tailFrom, tailTo - tailFrom);
    return joined.toByteArray();
  }

  private static List<byte[]> bytes(String... samples) {
    return Arrays.stream(samples).map(sample -> sample.getBytes(UTF_8)).toList();
  }

  @Test
  void notes() {
    fuzz(
        List.of(NOTE.encoded(), SMALL.encoded()),
        input -> {
          try {
            SignedNote note = SignedNote.parse(input);
            assertThat(note.encoded()).isEqualTo(input);
            if (note.check(KEYS) instanceof NoteCheck.Verified) {
              // Whatever else was added, a verified text is one that was signed.
              assertThat(note.text()).isEqualTo(SMALL.text());
            }
            return true;
          } catch (MalformedNoteException e) {
            return false;
          }
        });
  }

  @Test
  void checkpoints() {
    fuzz(
        bytes(SMALL.text(), "é\n9223372036854775807\n" + "A".repeat(43) + "=\n"),
        input -> {
          try {
            String text = new String(input, UTF_8);
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
            return true;
          } catch (MalformedNoteException e) {
            return false;
          }
        });
  }

  @Test
  void verifierKeys() {
    String[] samples = {
      SampleLog.LOG.verifierKey().toString(),
      SampleLog.NORTH.cosignatureKey().toString(),
      SampleLog.LOG_PQ.verifierKey().toString()
    };
    fuzz(
        bytes(samples),
        input -> {
          try {
            String text = new String(input, UTF_8);
            assertThat(VerifierKey.parse(text)).hasToString(text);
            return true;
          } catch (MalformedNoteException e) {
            return false;
          }
        });
  }

  @Test
  void signingKeys() {
    fuzz(
        bytes(SampleLog.LOG.encoded(), SampleLog.LOG_PQ.encoded()),
        input -> {
          try {
            String text = new String(input, UTF_8);
            assertThat(SigningKey.parse(text).encoded()).isEqualTo(text);
            return true;
          } catch (MalformedNoteException e) {
            return false;
          }
        });
  }

  @Test
  void policies() {
    String nested = SampleLog.policyText().replace("quorum both", "group g 1 both\nquorum g");
    fuzz(
        bytes(SampleLog.policyText(), nested),
        input -> {
          try {
            QuorumPolicy policy = QuorumPolicy.parse(input);
            // Nothing is quorate that nobody signed, unless the policy says none.
            CheckpointCheck check = policy.check(SMALL.encoded());
            assertThat(check instanceof CheckpointCheck.Verified v && v.quorumSatisfied())
                .isEqualTo(policy.isNone() && !policy.logKeys().isEmpty());
            return true;
          } catch (PolicyRefusedException e) {
            assertThat(e.line()).isPositive();
            return false;
          }
        });
  }

  @Test
  void filesOfKnownLogs() {
    String file = "# x\nlog " + SampleLog.LOG.verifierKey() + " https://log.example/\n";
    fuzz(
        bytes(file, "log " + SampleLog.LOG_PQ.verifierKey() + "\n"),
        input -> {
          try {
            return !KnownLogs.parse(input).origins().isEmpty();
          } catch (MalformedRequestException e) {
            return false;
          }
        });
  }

  @Test
  void requestsToAWitness() {
    SampleTree tree = SampleTree.HONEST;
    AddCheckpoint small = new AddCheckpoint(3, tree.proof(3, 9), SMALL);
    fuzz(
        List.of(small.encoded(), tree.request(0, 5).encoded()),
        input -> {
          try {
            assertThat(AddCheckpoint.parse(input).encoded()).isEqualTo(input);
            return true;
          } catch (MalformedRequestException e) {
            return false;
          }
        });
  }

  @Test
  void answersOfAWitness() {
    String line = SMALL.signatures().getFirst().text();
    fuzz(
        bytes(line, line + line, ""),
        input -> {
          String body = new String(input, UTF_8);
          boolean lines =
              switch (WitnessExchange.read(200, body)) {
                case WitnessExchange.Reply.Lines read -> {
                  StringBuilder again = new StringBuilder();
                  read.lines().stream().map(SignatureLine::text).forEach(again::append);
                  assertThat(again).hasToString(body);
                  yield true;
                }
                case WitnessExchange.Reply.Recorded _ ->
                    throw new AssertionError("200 says no size");
                case WitnessExchange.Reply.Failed failed -> {
                  assertThat(failed.what()).isNotEmpty().doesNotContain("\n");
                  yield false;
                }
              };
          return lines;
        });
    fuzz(
        bytes("0\n", "17\n", "9223372036854775807\n"),
        input -> {
          String body = new String(input, UTF_8);
          return WitnessExchange.read(409, body) instanceof WitnessExchange.Reply.Recorded recorded
              && body.equals(recorded.size() + "\n");
        });
  }
}
