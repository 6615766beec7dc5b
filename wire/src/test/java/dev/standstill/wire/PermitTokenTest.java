package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Permits as compact JWS. */
class PermitTokenTest {
  private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");

  private static PermitToken token(String issuer) {
    return new PermitToken(
        issuer,
        Samples.DIGEST_A,
        "token-1",
        FROM,
        FROM,
        FROM.plusSeconds(3_600),
        SamplePermits.terms());
  }

  @ParameterizedTest
  @EnumSource(names = {"ED25519", "ES256"})
  void whatIsSignedIsReadAsTheSameToken(KeyAlgorithm algorithm) {
    PartySigner signer = PartyKeys.make("register.example", algorithm);
    PermitToken token = token("register.example");
    for (int i = 0; i < 50; i++) {
      String jws = token.sign(signer);
      assertThat(jws).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}");
      assertThat(PermitToken.read(jws, signer.key())).isEqualTo(new ReadResult.Read<>(token));
    }
  }

  @Test
  void aTokenSaysWhatGoesOnUnderAPause() {
    PartySigner signer = PartyKeys.make("register.example", KeyAlgorithm.ED25519);
    for (PermitTerms terms : SamplePermits.exempt()) {
      PermitToken plain = token("register.example");
      PermitToken token =
          new PermitToken(
              plain.issuer(),
              plain.permit(),
              plain.tokenId(),
              plain.issuedAt(),
              plain.notBefore(),
              plain.expires(),
              terms);
      assertThat(PermitToken.read(token.sign(signer), signer.key()))
          .isEqualTo(new ReadResult.Read<>(token))
          .isNotEqualTo(new ReadResult.Read<>(plain));
    }
  }

  @Test
  void aKeyOfAnotherKindSignsNoToken() {
    PartySigner signer = PartyKeys.make("register.example", KeyAlgorithm.ES384);
    assertThatIllegalArgumentException().isThrownBy(() -> token("register.example").sign(signer));
    assertThat(PermitToken.read("a.b.c", signer.key())).isInstanceOf(ReadResult.Refused.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"ED25519", "ES256"})
  void noChangeOfASingleCharacterIsAccepted(KeyAlgorithm algorithm) {
    PartySigner signer = PartyKeys.make("register.example", algorithm);
    String jws = token("register.example").sign(signer);
    Random random = new Random(5);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.+/ \n";
    for (int i = 0; i < jws.length(); i++) {
      char other = alphabet.charAt(random.nextInt(alphabet.length()));
      if (other != jws.charAt(i)) {
        String changed = jws.substring(0, i) + other + jws.substring(i + 1);
        assertThat(PermitToken.read(changed, signer.key()))
            .as("character %s", i)
            .isInstanceOf(ReadResult.Refused.class);
      }
      assertThat(PermitToken.read(jws.substring(0, i), signer.key()))
          .isInstanceOf(ReadResult.Refused.class);
    }
  }

  @Test
  void anotherKeyOfTheSameNameIsNotTheIssuer() {
    String jws =
        token("register.example").sign(PartyKeys.make("register.example", KeyAlgorithm.ES256));
    PartySigner other = PartyKeys.make("register.example", KeyAlgorithm.ES256);
    assertThat(PermitToken.read(jws, other.key()).toString()).contains("not by");
  }

  /** Headers that say something else, each signed by the right key: the header is what is wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\"}",
        "{\"alg\":\"HS256\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\"}",
        "{\"alg\":\"ES256\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\"}",
        "{\"alg\":\"eddsa\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"k\"}",
        "{\"alg\":\"EdDSA\",\"kid\":\"k\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\",\"crit\":[\"b64\"]}",
        "{\"alg\":\"EdDSA\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\",\"jwk\":{}}",
        "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\"}"
      })
  void aHeaderThatSaysAnythingElseIsRefused(String header) {
    PartySigner signer = PartyKeys.make("register.example", KeyAlgorithm.ED25519);
    String claims = token("register.example").sign(signer).split("\\.", -1)[1];
    assertThat(PermitToken.read(sign(signer, header, claims), signer.key()))
        .isInstanceOf(ReadResult.Refused.class);
    // The same in the one right header is accepted: it is the header that was refused.
    String right = "{\"alg\":\"EdDSA\",\"typ\":\"standstill-permit+jwt\",\"kid\":\"k\"}";
    assertThat(PermitToken.read(sign(signer, right, claims), signer.key()))
        .isInstanceOf(ReadResult.Read.class);
  }

  @Test
  void anUnsignedTokenIsRefused() {
    PartySigner signer = PartyKeys.make("register.example", KeyAlgorithm.ED25519);
    String jws = token("register.example").sign(signer);
    String unsigned = jws.substring(0, jws.lastIndexOf('.') + 1);
    assertThat(PermitToken.read(unsigned, signer.key())).isInstanceOf(ReadResult.Refused.class);
  }

  /** Claims that do not fit, signed by the right key. */
  @Test
  void claimsThatDoNotFitAreRefused() {
    requireRefused(claims -> claims.put("aud", "aurora/south"));
    requireRefused(claims -> claims.put("exp", 4_000_000_000L));
    requireRefused(claims -> claims.put("nbf", 1));
    requireRefused(claims -> claims.put("nbf", claims.get("exp").longValue()));
    requireRefused(claims -> claims.put("exp", "soon"));
    requireRefused(claims -> claims.put("sub", "no digest"));
    requireRefused(claims -> claims.put("iss", "somebody.else"));
    requireRefused(claims -> claims.put("more", 1));
    requireRefused(claims -> claims.remove("jti"));
    requireRefused(claims -> ((ObjectNode) claims.get("terms")).put("budgetFlop", "-1"));
    requireRefused(claims -> ((ObjectNode) claims.get("terms")).put("devicesMax", 0));
  }

  private static void requireRefused(Consumer<ObjectNode> change) {
    PartySigner signer = PartyKeys.make("register.example", KeyAlgorithm.ED25519);
    String[] parts = token("register.example").sign(signer).split("\\.", -1);
    ObjectNode claims = (ObjectNode) Schemas.tree(Base64.getUrlDecoder().decode(parts[1]));
    change.accept(claims);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    String jws = sign(signer, header, encode(StrictJson.compact(claims)));
    assertThat(PermitToken.read(jws, signer.key()))
        .as(claims.toString())
        .isInstanceOf(ReadResult.Refused.class);
  }

  @Test
  void aTokenOutlivesNoPermitAndIsValidFromItsFirstSecondUntilItsLast() {
    PermitToken token = token("register.example");
    assertThat(token.isValidAt(FROM.minusNanos(1))).isFalse();
    assertThat(token.isValidAt(FROM)).isTrue();
    assertThat(token.isValidAt(token.expires().minusNanos(1))).isTrue();
    assertThat(token.isValidAt(token.expires())).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new PermitToken(
                "register.example",
                Samples.DIGEST_A,
                "token-1",
                FROM,
                FROM,
                SamplePermits.terms().expires().plusSeconds(1),
                SamplePermits.terms()));
  }

  private static String sign(PartySigner signer, String header, String claims) {
    String signed = encode(header.getBytes(StandardCharsets.UTF_8)) + "." + claims;
    return signed + "." + encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
