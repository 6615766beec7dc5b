package dev.standstill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureType;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
  private static final byte[] PAYLOAD = StatementCodec.write(Samples.statement(Samples.report()));
  private static final PartyKey AURORA = Samples.AURORA_KEY.key();
  private static final PartyKey REGISTER = Samples.REGISTER_KEY.key();

  @Test
  void thePublishedVectorOfDsseHolds() {
    // SPEC: DSSE protocol §Test Vectors.
    byte[] encoding =
        Envelope.preAuthenticationEncoding(
            "http://example.com/HelloWorld".getBytes(UTF_8), "hello world".getBytes(UTF_8));
    assertThat(new String(encoding, UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void lengthsAreInBytesNotCharacters() {
    assertThat(
            new String(
                Envelope.preAuthenticationEncoding("ä".getBytes(UTF_8), "€".getBytes(UTF_8)),
                UTF_8))
        .isEqualTo("DSSEv1 2 ä 3 €");
  }

  @Test
  void aQuorumSignsInOneEnvelopeAndTheIdStaysTheSame() {
    Envelope one = Envelope.sign(PAYLOAD, List.of(Samples.AURORA_KEY));
    Envelope two = Envelope.sign(PAYLOAD, List.of(Samples.AURORA_KEY, Samples.REGISTER_KEY));
    assertThat(Envelope.read(two.encode())).isEqualTo(new ReadResult.Read<>(two));
    assertThat(two.check(List.of(REGISTER, AURORA)))
        .isEqualTo(new SignatureCheck(List.of(AURORA, REGISTER), List.of()));
    assertThat(two.payload()).isEqualTo(PAYLOAD);
    assertThat(two.statementId()).isEqualTo(one.statementId());
  }

  @Test
  void theKeyidIsTheHeadOfTheVerifierKey() {
    EnvelopeSignature signature =
        Envelope.sign(PAYLOAD, List.of(Samples.AURORA_KEY)).signatures().getFirst();
    assertThat(AURORA.toString()).startsWith(signature.keyid() + "+");
  }

  @Test
  void onlyTheKeysGivenCount() {
    Envelope envelope = Envelope.sign(PAYLOAD, List.of(Samples.AURORA_KEY, Samples.REGISTER_KEY));
    SignatureCheck check = envelope.check(List.of(REGISTER));
    assertThat(check.verified()).containsExactly(REGISTER);
    assertThat(check.refused()).extracting(Refusal::place).containsExactly("signatures/0");
  }

  @Test
  void aKeyidProvesNothing() {
    Envelope envelope = Envelope.sign(PAYLOAD, List.of(Samples.AURORA_KEY));
    EnvelopeSignature borrowed =
        new EnvelopeSignature(REGISTER.keyid(), envelope.signatures().getFirst().sigBase64());
    Envelope forged = new Envelope(envelope.payloadBase64(), List.of(borrowed));
    assertThat(forged.check(List.of(AURORA, REGISTER)).verified()).isEmpty();
  }

  @Test
  void aCosignatureKeySignsNoStatement() throws MalformedNoteException {
    VerifierKey own = VerifierKey.parse(AURORA.toString());
    VerifierKey witness =
        new VerifierKey(own.name(), SignatureType.ED25519_COSIGNATURE, own.publicKey());
    assertThatIllegalArgumentException().isThrownBy(() -> PartyKey.of(witness));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartyKey.parse(witness.toString()))
        .withMessageContaining("cosigns checkpoints");
  }

  @Test
  void everyOtherPayloadLosesEverySignature() {
    Envelope envelope = Envelope.sign(PAYLOAD, List.of(Samples.AURORA_KEY));
    for (int i = 0; i < PAYLOAD.length; i += 97) {
      byte[] tampered = PAYLOAD.clone();
      tampered[i] ^= 1;
      String base64 = Base64.getEncoder().encodeToString(tampered);
      assertThat(new Envelope(base64, envelope.signatures()).check(List.of(AURORA)).verified())
          .isEmpty();
    }
  }

  @Test
  void aBareSignatureOverThePayloadIsNotAnEnvelopeSignature() {
    String sig = Base64.getEncoder().encodeToString(Samples.AURORA_KEY.sign(PAYLOAD));
    Envelope bare =
        new Envelope(
            Base64.getEncoder().encodeToString(PAYLOAD),
            List.of(new EnvelopeSignature(AURORA.keyid(), sig)));
    assertThat(bare.check(List.of(AURORA)).verified()).isEmpty();
  }

  @Test
  void envelopesHaveOneSpelling() {
    refused("in-toto+json", "in-toto+xml", "payloadType", "expected application/vnd.in-toto+json");
    refused("\"payload\":\"", "\"payload\":\" ", "payload", "not canonical standard base64");
    refused("\"sig\":\"", "\"sig\":\"-_", "signatures/0/sig", "not canonical standard base64");
    refused("==\"}", "\"}", "signatures/0/sig", "not canonical standard base64");
    refused("\"keyid\":\"", "\"keyid\":\"+", "signatures/0/keyid", "expected a keyid");
    refused("\"keyid\"", "\"keyId\"", "signatures/0/keyId", "unknown field; expected keyid");
    refused("\"payloadType\"", "\"payload\":\"\",\"payloadType\"", "payload", "Duplicate field");
    refused(",\"signatures\"", ",\"cert\":\"\",\"signatures\"", "cert", "unknown field");
    refused("]}", "]} {}", "", "content after the end");
  }

  @Test
  void anEnvelopeHasSignaturesAndNoneTwice() {
    String good = text();
    String list = good.substring(good.indexOf("[{"), good.indexOf(']') + 1);
    refused(list, "[]", "signatures", "1 to 128 signatures");
    refused("]", "," + list.substring(1), "signatures", "two signatures by aurora");
  }

  @Test
  void noEnvelopeIsLargerThanAnEntryOfTheLog() {
    byte[] large = new byte[Envelope.BYTES_MAX * 3 / 4];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.sign(large, List.of(Samples.AURORA_KEY)))
        .withMessageContaining("at most 65535");
    byte[] padded = (text() + " ".repeat(Envelope.BYTES_MAX)).getBytes(UTF_8);
    assertThat(Envelope.read(padded)).isInstanceOf(ReadResult.Refused.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.sign(PAYLOAD, Collections.nCopies(2, Samples.AURORA_KEY)));
  }

  private static void refused(String from, String to, String place, String reason) {
    String bad = text().replace(from, to);
    switch (Envelope.read(bad.getBytes(UTF_8))) {
      case ReadResult.Refused<Envelope>(Refusal refusal) -> {
        assertThat(refusal.place()).as(refusal.toString()).isEqualTo(place);
        assertThat(refusal.reason()).contains(reason);
      }
      case ReadResult.Read<Envelope>(Envelope envelope) ->
          throw new AssertionError("read " + envelope);
    }
  }

  private static String text() {
    return new String(Envelope.sign(PAYLOAD, List.of(Samples.AURORA_KEY)).encode(), UTF_8);
  }
}
