package dev.standstill.log.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.SharedVectors;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumPolicyTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(SampleLog.LOG.name(), 0, TreeHash.empty());
  private static final String LOG = "log " + SampleLog.LOG.verifierKey() + "\n";

  private static String witness(String name, int seed) {
    return "witness " + name + " " + SampleLog.key("w", seed).cosignatureKey() + "\n";
  }

  private static final String SIX =
      witness("X1", 1)
          + witness("X2", 2)
          + witness("X3", 3)
          + "group X 2 X1 X2 X3\n"
          + witness("Y1", 4)
          + witness("Y2", 5)
          + "group Y any Y1 Y2\n"
          + "group both all X Y\n"
          + "quorum both\n";

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "X1 X2, false",
    "Y1 Y2, false",
    "X1 Y1, false",
    "X1 X2 Y1, true",
    "X2 X3 Y2, true",
    "X1 X2 X3 Y1 Y2, true",
    "X Y, false",
    "both, false",
    "X1 X2 unknown, false"
  })
  void evaluatesNestedGroups(String names, boolean satisfied) {
    Set<String> witnesses = names.isEmpty() ? Set.of() : Set.of(names.split(" "));
    assertThat(SampleLog.policy(SIX).satisfiedBy(witnesses)).isEqualTo(satisfied);
  }

  @Test
  void takesASingleWitnessAsQuorum() {
    QuorumPolicy policy = SampleLog.policy(witness("w", 1) + "quorum w\n");
    assertThat(policy.satisfiedBy(Set.of("w"))).isTrue();
    assertThat(policy.satisfiedBy(Set.of())).isFalse();
    assertThat(policy.isNone()).isFalse();
    assertThat(policy.logKeys()).isEmpty();
  }

  @Test
  void makesAPolicyWithoutWitnesses() {
    QuorumPolicy policy = QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey());
    String text = QuorumPolicy.textWithoutWitnesses(SampleLog.LOG.verifierKey());
    assertThat(policy.isNone()).isTrue();
    assertThat(policy.satisfiedBy(Set.of())).isTrue();
    assertThat(policy.logKeys()).containsExactly(SampleLog.LOG.verifierKey());
    assertThat(policy.digest()).isEqualTo(Hash.sha256(text.getBytes(UTF_8)));
    assertThat(SampleLog.policy(text)).isEqualTo(policy);
    assertThatThrownBy(() -> QuorumPolicy.withoutWitnesses(SampleLog.LOG.cosignatureKey()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsWhitespaceCommentsAndUrlsAsTheGrammarAllows() {
    QuorumPolicy policy =
        SampleLog.policy(
            "\t# comment é\n\n  \t\n \tlog\t"
                + SampleLog.LOG.verifierKey()
                + "  https://log.example/ \n"
                + witness("w", 1).replace("\n", " https://w.example/\n")
                + "group g 1 w\nquorum g\n# after\n");
    assertThat(policy.satisfiedBy(Set.of("w"))).isTrue();
  }

  @Test
  void treatsNamesAsOpaqueOctets() throws PolicyRefusedException {
    String text = witness("K", 1) + witness("\u212a", 2) + "group g all K \u212a\nquorum g\n";
    QuorumPolicy policy = QuorumPolicy.parse(text.getBytes(UTF_8));
    String kelvin = new String("\u212a".getBytes(UTF_8), ISO_8859_1);
    assertThat(policy.witnesses()).containsOnlyKeys("K", kelvin);
    assertThat(policy.satisfiedBy(Set.of("K", kelvin))).isTrue();
    assertThat(policy.satisfiedBy(Set.of("K"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | '' | no quorum line",
        "2 | '#\n' | no quorum line",
        "1 | 'quorum none' | newline",
        "1 | 'quorum none\r\n' | control character",
        "1 | 'quorum\u007f none\n' | control character",
        "2 | 'quorum none\nquorum none\n' | second quorum",
        "1 | 'quorum w\n' | not defined above",
        "1 | 'quorum none none\n' | write: quorum",
        "1 | 'quorum\n' | write: quorum",
        "1 | 'Quorum none\n' | begins with",
        "1 | 'log\n' | write: log",
        "1 | 'log x\n' | verifier key",
        "1 | 'log @L a b\n' | write: log",
        "1 | 'log @W\n' | type 01 or 06",
        "2 | 'log @L\nlog @L\n' | same public key",
        "1 | 'witness w\n' | write: witness",
        "1 | 'witness w @L\n' | type 04 or 06",
        "2 | 'log @P\nlog @P\n' | same public key",
        "2 | 'witness w @P\nwitness v @P\n' | same public key",
        "1 | 'witness none @W\n' | taken",
        "2 | 'witness w @W\nwitness w @V\n' | taken",
        "2 | 'witness w @W\nwitness v @W\n' | same public key",
        "2 | 'witness w @W\ngroup w any w\n' | taken",
        "2 | 'witness w @W\ngroup none any w\n' | taken",
        "2 | 'witness w @W\ngroup g any\n' | write: group",
        "2 | 'witness w @W\ngroup g any v\n' | not defined above",
        "2 | 'witness w @W\ngroup g any g\n' | not defined above",
        "2 | 'witness w @W\ngroup g any none\n' | no member",
        "2 | 'witness w @W\ngroup g any w w\n' | already a member",
        "3 | 'witness w @W\ngroup g any w\ngroup h any w\n' | already a member",
        "2 | 'witness w @W\ngroup g 0 w\n' | asks for",
        "2 | 'witness w @W\ngroup g 2 w\n' | asks for",
        "2 | 'witness w @W\ngroup g 01 w\n' | asks for",
        "2 | 'witness w @W\ngroup g some w\n' | asks for",
        "2 | 'witness w @W\ngroup g 4294967297 w\n' | asks for"
      })
  void refusesEveryBrokenRuleWithItsLine(int line, String text, String message) {
    String policy =
        text.replace("@L", SampleLog.LOG.verifierKey().toString())
            .replace("@W", SampleLog.NORTH.cosignatureKey().toString())
            .replace("@P", SampleLog.LOG_PQ.verifierKey().toString())
            .replace("@V", SampleLog.SOUTH.cosignatureKey().toString());
    assertThatThrownBy(() -> QuorumPolicy.parse(policy.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            PolicyRefusedException.class, e -> assertThat(e.line()).isEqualTo(line))
        .hasMessageStartingWith("line " + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesTheSameKeyUnderAnotherName() {
    SigningKey renamed = SampleLog.key("other.example/log", 0);
    String text = LOG + "log " + renamed.verifierKey() + "\nquorum none\n";
    assertThatThrownBy(() -> QuorumPolicy.parse(text.getBytes(UTF_8)))
        .hasMessageContaining("same public key");
  }

  @Test
  void verifiesACheckpointOnlyWithALogOfItsOrigin() {
    QuorumPolicy policy = SampleLog.policy();
    byte[] signed = SignedNote.sign(CHECKPOINT.text(), SampleLog.LOG).encoded();
    assertThat(policy.check(signed))
        .isInstanceOfSatisfying(
            CheckpointCheck.Verified.class,
            v -> {
              assertThat(v.checkpoint()).isEqualTo(CHECKPOINT);
              assertThat(v.quorumSatisfied()).isFalse();
            });
    Checkpoint foreign = new Checkpoint("foreign.example/log", 0, TreeHash.empty());
    byte[] wrongOrigin = SignedNote.sign(foreign.text(), SampleLog.LOG).encoded();
    assertThat(reason(policy, wrongOrigin)).isEqualTo(CheckpointCheck.Reason.NO_LOG_SIGNATURE);
    byte[] noCheckpoint = SignedNote.sign("text\n", SampleLog.LOG).encoded();
    assertThat(reason(policy, noCheckpoint)).isEqualTo(CheckpointCheck.Reason.MALFORMED);
    assertThat(reason(policy, new byte[0])).isEqualTo(CheckpointCheck.Reason.MALFORMED);
  }

  @Test
  void neverVerifiesACheckpointThatOnlyWitnessesSigned() {
    SignedNote note =
        new SignedNote(
            CHECKPOINT.text(),
            List.of(
                Cosignature.sign(SampleLog.NORTH, 5, CHECKPOINT),
                Cosignature.sign(SampleLog.SOUTH, 5, CHECKPOINT)));
    assertThat(reason(SampleLog.policy(), note.encoded()))
        .isEqualTo(CheckpointCheck.Reason.NO_LOG_SIGNATURE);
  }

  @Test
  void doesNotCountOneWitnessTwice() {
    SignedNote note =
        SignedNote.sign(CHECKPOINT.text(), SampleLog.LOG)
            .with(Cosignature.sign(SampleLog.NORTH, 5, CHECKPOINT))
            .with(Cosignature.sign(SampleLog.NORTH, 6, CHECKPOINT));
    assertThat(SampleLog.policy().check(note.encoded()))
        .isInstanceOfSatisfying(
            CheckpointCheck.Verified.class, v -> assertThat(v.quorumSatisfied()).isFalse());
    byte[] both = note.with(Cosignature.sign(SampleLog.SOUTH, 7, CHECKPOINT)).encoded();
    assertThat(SampleLog.policy().check(both))
        .isInstanceOfSatisfying(
            CheckpointCheck.Verified.class, v -> assertThat(v.quorumSatisfied()).isTrue());
  }

  @Test
  void believesEitherKeyOfALogAsItsLinesSay() {
    CheckpointSigner signer = CheckpointSigner.of(SampleLog.LOG, SampleLog.LOG_PQ);
    byte[] signed = signer.sign(CHECKPOINT, 5).encoded();
    String pq = "log " + SampleLog.LOG_PQ.verifierKey() + "\n";
    for (String logs : List.of(LOG, pq, LOG + pq)) {
      assertThat(SampleLog.policy(logs + "quorum none\n").check(signed))
          .as(logs)
          .isInstanceOfSatisfying(
              CheckpointCheck.Verified.class,
              v -> {
                assertThat(v.signers()).hasSize(logs.equals(LOG + pq) ? 2 : 1);
                assertThat(v.cosignatures()).isEmpty();
              });
    }
    byte[] old = SignedNote.sign(CHECKPOINT.text(), SampleLog.LOG).encoded();
    assertThat(reason(SampleLog.policy(pq + "quorum none\n"), old))
        .isEqualTo(CheckpointCheck.Reason.NO_LOG_SIGNATURE);
  }

  @Test
  void countsAWitnessByTheKeyOfItsLineAlone() {
    String both =
        LOG
            + "witness n4 %s https://north.example/\n".formatted(SampleLog.NORTH.cosignatureKey())
            + "witness n6 %s https://north.example/\n"
                .formatted(SampleLog.NORTH_PQ.cosignatureKey())
            + "group north all n4 n6\nquorum north\n";
    QuorumPolicy policy = SampleLog.policy(both);
    assertThat(policy.witnessUrls()).containsOnlyKeys("n4", "n6");
    SignedNote ed25519 =
        SignedNote.sign(CHECKPOINT.text(), SampleLog.LOG)
            .with(Cosignature.sign(SampleLog.NORTH, 5, CHECKPOINT));
    assertThat(quorate(policy, ed25519)).isFalse();
    SignedNote two = ed25519.with(Cosignature.sign(SampleLog.NORTH_PQ, 5, CHECKPOINT));
    assertThat(quorate(policy, two)).isTrue();
    assertThat(quorate(SampleLog.policy(both.replace("all", "any")), ed25519)).isTrue();
  }

  @Test
  void neverCountsTheLogsOwnKeyAsAWitness() {
    String vkey = SampleLog.LOG_PQ.verifierKey().toString();
    QuorumPolicy policy = SampleLog.policy("log " + vkey + "\nwitness w " + vkey + "\nquorum w\n");
    SignedNote note = CheckpointSigner.of(SampleLog.LOG, SampleLog.LOG_PQ).sign(CHECKPOINT, 5);
    assertThat(quorate(policy, note)).isFalse();
  }

  @Test
  void readsAFileOfLogsAlone() throws PolicyRefusedException {
    byte[] file =
        ("# known\n" + LOG + "log " + SampleLog.LOG_PQ.verifierKey() + " u\n").getBytes(UTF_8);
    assertThat(QuorumPolicy.parseLogs(file))
        .containsExactly(SampleLog.LOG.verifierKey(), SampleLog.LOG_PQ.verifierKey());
    for (String other : List.of("", "# none\n", LOG + "quorum none\n", LOG + witness("w", 1))) {
      assertThatThrownBy(() -> QuorumPolicy.parseLogs(other.getBytes(UTF_8)))
          .isInstanceOf(PolicyRefusedException.class);
    }
  }

  private static boolean quorate(QuorumPolicy policy, SignedNote note) {
    return ((CheckpointCheck.Verified) policy.check(note.encoded())).quorumSatisfied();
  }

  private static CheckpointCheck.Reason reason(QuorumPolicy policy, byte[] note) {
    return ((CheckpointCheck.Refused) policy.check(note)).reason();
  }

  @Test
  void satisfiesThePolicyOfAnotherImplementation() throws IOException, PolicyRefusedException {
    Path vectors = SharedVectors.directory();
    byte[] text = Files.readAllBytes(vectors.resolve("example.policy"));
    QuorumPolicy policy = QuorumPolicy.parse(text);
    byte[] checkpoint = Files.readAllBytes(vectors.resolve("sample-log/checkpoint"));
    assertThat(policy.check(checkpoint))
        .isInstanceOfSatisfying(
            CheckpointCheck.Verified.class, v -> assertThat(v.quorumSatisfied()).isTrue());
  }
}
