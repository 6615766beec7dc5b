package dev.standstill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.KeyId;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.note.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PartyKeyTest {
  private static final byte[] MESSAGE = "what is signed".getBytes(UTF_8);

  /** The order of P-256, from SEC 2 §2.4.2. */
  private static final BigInteger ORDER_P_256 =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @Test
  void anEd25519KeyIsTheTextOfTheLogsKey() throws Exception {
    SigningKey secret = Samples.secret("aurora", 5);
    PartyKey key = PartySigner.of(secret).key();
    assertThat(key.toString()).isEqualTo(secret.verifierKey().toString());
    assertThat(VerifierKey.parse(key.toString())).isEqualTo(secret.verifierKey());
    assertThat(PartyKey.parse(key.toString())).isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void everyKindIsReadBackAndVerifiesItsOwnSignaturesOnly(KeyAlgorithm algorithm) {
    PartySigner signer = PartyKeys.make("aurora", algorithm);
    PartyKey key = PartyKey.parse(signer.key().toString());
    assertThat(key).isEqualTo(signer.key()).hasSameHashCodeAs(signer.key());
    assertThat(key.keyid()).matches("aurora\\+[0-9a-f]{8}");
    byte[] signature = signer.sign(MESSAGE);
    assertThat(key.verifies(MESSAGE, signature)).isTrue();
    assertThat(key.verifies("what is said".getBytes(UTF_8), signature)).isFalse();
    assertThat(PartyKeys.make("other", algorithm).key().verifies(MESSAGE, signature)).isFalse();
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertThat(key.verifies(MESSAGE, changed)).as("byte " + i).isFalse();
    }
    assertThat(key.verifies(MESSAGE, new byte[0])).isFalse();
    assertThat(key.verifies(MESSAGE, Arrays.copyOf(signature, signature.length + 1))).isFalse();
    assertThat(key.verifies(MESSAGE, Arrays.copyOf(signature, signature.length - 1))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void everyChangedTextIsRefused(KeyAlgorithm algorithm) {
    String text = PartyKeys.make("aurora", algorithm).key().toString();
    for (int i = 0; i < text.length(); i++) {
      String changed = text.substring(0, i) + '.' + text.substring(i + 1);
      assertThatIllegalArgumentException().isThrownBy(() -> PartyKey.parse(changed));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> PartyKey.parse(text + "="));
    assertThatIllegalArgumentException().isThrownBy(() -> PartyKey.parse(" " + text));
  }

  @Test
  void whatIsNoPointOfTheCurveIsNoKey() {
    byte[] info = PartyKeys.pair("secp256r1").getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(info, info.length - 65, info.length);
    assertThat(PartyKey.parse(text("urn:standstill:es256", point))).isNotNull();
    byte[] beside = point.clone();
    beside[64] ^= 1;
    refused("urn:standstill:es256", beside, "not a point on the curve");
    byte[] zero = new byte[65];
    zero[0] = 4;
    refused("urn:standstill:es256", zero, "not a point on the curve");
    byte[] large = new byte[65];
    Arrays.fill(large, (byte) 0xff);
    large[0] = 4;
    refused("urn:standstill:es256", large, "a coordinate is too large");
    refused("urn:standstill:es256", new byte[] {0}, "another length");
    byte[] compressed = Arrays.copyOf(point, 33);
    compressed[0] = 2;
    refused("urn:standstill:es256", compressed, "another length");
    byte[] hybrid = point.clone();
    hybrid[0] = 6;
    refused("urn:standstill:es256", hybrid, "not an uncompressed point");
    refused("urn:standstill:es384", point, "another length");
    refused("urn:standstill:es512", point, "of no kind that signs statements");
  }

  @Test
  void aKeyOfTheWrongKindSignsNoStatement() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartyKey.of("aurora", PartyKeys.pair("secp521r1").getPublic()))
        .withMessageContaining("P-256 or P-384");
    SigningKey postQuantum =
        SigningKey.fromSeed("aurora", SignatureAlgorithm.ML_DSA_44, new byte[32]);
    assertThatIllegalArgumentException().isThrownBy(() -> PartySigner.of(postQuantum));
    String text = postQuantum.verifierKey().toString();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartyKey.parse(text))
        .withMessageContaining("cosigns checkpoints");
    byte[] identity = new byte[33];
    identity[0] = 1;
    identity[1] = 1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartyKey.parse(text(identity)))
        .withMessageContaining("small order");
  }

  @Test
  void aCurveSignatureHasOneDerSpellingButBothValuesOfS() {
    PartySigner signer = PartyKeys.make("aurora", KeyAlgorithm.ES256);
    byte[] der = signer.sign(MESSAGE);
    EcdsaSignature signature = EcdsaSignature.ofDer(der).orElseThrow();
    byte[] other = new EcdsaSignature(signature.r(), ORDER_P_256.subtract(signature.s())).der();
    assertThat(signer.key().verifies(MESSAGE, other)).isTrue();
    byte[] reduced = new EcdsaSignature(signature.r(), ORDER_P_256.add(signature.s())).der();
    assertThat(signer.key().verifies(MESSAGE, reduced)).isFalse();
    byte[] zeros = new EcdsaSignature(BigInteger.ZERO, BigInteger.ZERO).der();
    assertThat(signer.key().verifies(MESSAGE, zeros)).isFalse();
    // The length of the sequence in the long form, and a number with a zero more in front.
    byte[] longForm =
        ByteBuffer.allocate(der.length + 1)
            .put(new byte[] {0x30, (byte) 0x81})
            .put(der, 1, der.length - 1)
            .array();
    assertThat(EcdsaSignature.ofDer(longForm)).isEmpty();
    byte[] padded =
        ByteBuffer.allocate(der.length + 1)
            .put(new byte[] {0x30, (byte) (der[1] + 1), 2, (byte) (der[3] + 1), 0})
            .put(der, 4, der.length - 4)
            .array();
    assertThat(EcdsaSignature.ofDer(padded)).isEmpty();
    assertThat(signer.key().verifies(MESSAGE, longForm)).isFalse();
    assertThat(signer.key().verifies(MESSAGE, padded)).isFalse();
  }

  @Test
  void aSecretThatIsNotTheKeysSignsNothing() {
    PartyKey key = PartyKeys.make("aurora", KeyAlgorithm.ES256).key();
    PartySigner other = PartySigner.of(key, PartyKeys.pair("secp256r1").getPrivate());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.sign(MESSAGE))
        .withMessageContaining("not the one of aurora");
    PartySigner wrongCurve = PartySigner.of(key, PartyKeys.pair("secp384r1").getPrivate());
    assertThatIllegalArgumentException().isThrownBy(() -> wrongCurve.sign(MESSAGE));
  }

  @Test
  void theSameKeyUnderAnotherNameIsFound() {
    PartyKey one = Samples.key("one", 3).key();
    PartyKey other = Samples.key("other", 3).key();
    assertThat(one).isNotEqualTo(other);
    assertThat(one.hasSamePublicKeyAs(other)).isTrue();
  }

  private static void refused(String type, byte[] key, String reason) {
    assertThatIllegalArgumentException()
        .as(HexFormat.of().formatHex(key))
        .isThrownBy(() -> PartyKey.parse(text(type, key)))
        .withMessageContaining(reason);
  }

  private static String text(String type, byte[] key) {
    ByteArrayOutputStream typed = new ByteArrayOutputStream();
    typed.write(0xff);
    typed.writeBytes(type.getBytes(UTF_8));
    typed.writeBytes(key);
    return text(typed.toByteArray());
  }

  private static String text(byte[] typed) {
    String id = KeyId.hex(KeyId.of("aurora", typed));
    return "aurora+" + id + "+" + StrictBase64.encode(typed);
  }
}
