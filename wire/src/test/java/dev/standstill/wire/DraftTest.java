package dev.standstill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.wire.json.ReadResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DraftTest {
  private static final Draft DRAFT = Draft.of(Samples.statement(Samples.report()));
  private static final List<PartySigner> SIGNERS =
      List.of(
          PartyKeys.make("aurora", KeyAlgorithm.ED25519),
          PartyKeys.make("borealis", KeyAlgorithm.ES256),
          PartyKeys.make("cirrus", KeyAlgorithm.ES384),
          PartyKeys.make("dune", KeyAlgorithm.ES256));
  private static final List<PartyKey> KEYS = SIGNERS.stream().map(PartySigner::key).toList();

  @Test
  void aDraftWithoutSignaturesIsReadBackButIsNoEnvelope() {
    assertThat(Draft.read(DRAFT.encode())).isEqualTo(new ReadResult.Read<>(DRAFT));
    assertThat(Envelope.read(DRAFT.encode())).isInstanceOf(ReadResult.Refused.class);
    assertThat(DRAFT.toEnvelope()).isEmpty();
    assertThat(DRAFT.check(KEYS).verified()).isEmpty();
  }

  @Test
  void aSignedDraftIsTheLogEntryAlready() {
    Draft signed = DRAFT.sign(SIGNERS.get(1)).sign(SIGNERS.get(0));
    assertThat(Envelope.read(signed.encode()).accepted()).isEqualTo(signed.toEnvelope());
    assertThat(signed.check(KEYS).verified()).containsExactly(KEYS.get(0), KEYS.get(1));
    assertThat(signed.statementId()).isEqualTo(DRAFT.statementId());
  }

  @Test
  void everyOrderOfMergingGivesTheSameBytes() {
    List<Draft> parts = SIGNERS.stream().map(DRAFT::sign).toList();
    byte[] expected = merged(parts).encode();
    assertThat(Envelope.read(expected).accepted().orElseThrow().check(KEYS).verified())
        .containsExactlyElementsOf(KEYS);
    for (List<Draft> order : permutations(parts)) {
      assertThat(merged(order).encode()).isEqualTo(expected);
      // Two halves that are merged apart first come to the same.
      Draft left = merged(order.subList(0, 2));
      Draft right = merged(order.subList(2, 4));
      assertThat(right.merge(left, KEYS).draft().encode()).isEqualTo(expected);
    }
  }

  @Test
  void oneOfTwoSignaturesByOneKeyIsKeptWhicheverComesFirst() {
    PartySigner random = SIGNERS.get(1);
    Draft one = DRAFT.sign(random);
    Draft other = DRAFT.sign(random);
    assertThat(one).isNotEqualTo(other);
    assertThat(one.merge(other, KEYS)).isEqualTo(other.merge(one, KEYS));
    assertThat(one.merge(other, KEYS).draft().signatures()).hasSize(1);
  }

  @Test
  void draftsThatDifferInOneByteNeverMerge() {
    byte[] payload = DRAFT.payload();
    for (int i = 0; i < payload.length; i++) {
      byte[] changed = payload.clone();
      changed[i] ^= 1;
      Draft other = new Draft(StrictBase64.encode(changed), List.of());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DRAFT.merge(other, KEYS))
          .withMessageContaining("never merged");
    }
  }

  @Test
  void aSignatureThatIsNotRightIsReportedAndNotMerged() {
    Draft good = DRAFT.sign(SIGNERS.get(0));
    Draft elsewhere = Draft.of(Samples.statement(Samples.finding())).sign(SIGNERS.get(1));
    Draft forged = new Draft(DRAFT.payloadBase64(), elsewhere.signatures());
    Draft.Merged merged = good.merge(forged, KEYS);
    assertThat(merged.draft()).isEqualTo(good);
    assertThat(merged.refused()).singleElement().asString().contains("borealis");
    assertThat(forged.merge(good, KEYS).draft()).isEqualTo(good);
    // A forged signature under a signer's keyid never displaces the right one.
    Draft right = DRAFT.sign(SIGNERS.get(1));
    assertThat(right.merge(forged, KEYS).draft()).isEqualTo(right);
    assertThat(forged.merge(right, KEYS).draft()).isEqualTo(right);
    assertThat(forged.sign(SIGNERS.get(1)).check(KEYS).verified()).containsExactly(KEYS.get(1));
    // A stranger's is right, but nobody asked for it.
    Draft stranger = DRAFT.sign(PartyKeys.make("stranger", KeyAlgorithm.ES256));
    assertThat(good.merge(stranger, KEYS).draft()).isEqualTo(good);
  }

  @Test
  void whoeverHasSignedNeedNotAgain() {
    Draft signed = DRAFT.sign(SIGNERS.get(1));
    assertThat(signed.sign(SIGNERS.get(1))).isEqualTo(signed);
  }

  @Test
  void bytesThatAreNotExactlyTheStatementAreNotSigned() {
    String text = new String(DRAFT.payload(), UTF_8);
    refused(" " + text);
    refused(text.replaceFirst(",", ", "));
    refused("{}");
    refused("");
    refused(text.replace("\"predicate\"", "\"\\u0070redicate\""));
  }

  private static void refused(String payload) {
    Draft draft = new Draft(StrictBase64.encode(payload.getBytes(UTF_8)), List.of());
    assertThat(draft.statement()).isInstanceOf(ReadResult.Refused.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draft.sign(SIGNERS.getFirst()))
        .withMessageContaining("this is not signed");
  }

  private static Draft merged(List<Draft> drafts) {
    Draft merged = DRAFT;
    for (Draft draft : drafts) {
      merged = merged.merge(draft, KEYS).draft();
    }
    return merged;
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (T first : items) {
      List<T> others = new ArrayList<>(items);
      others.remove(first);
      for (List<T> rest : permutations(others)) {
        List<T> one = new ArrayList<>(List.of(first));
        one.addAll(rest);
        all.add(one);
      }
    }
    return all;
  }
}
