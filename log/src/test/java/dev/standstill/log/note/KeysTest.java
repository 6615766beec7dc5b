package dev.standstill.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String VKEY = SampleLog.LOG.verifierKey().toString();

  /** RFC 8032 section 7.1, tests 1 to 3: seed, public key, message, signature. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void signsAsRfc8032Publishes(String seed, String publicKey, String message, String signature) {
    SigningKey key = SigningKey.fromSeed("rfc8032", HEX.parseHex(seed));
    assertThat(key.verifierKey().publicKey()).isEqualTo(HEX.parseHex(publicKey));
    byte[] signed = key.sign(HEX.parseHex(message));
    assertThat(signed).isEqualTo(HEX.parseHex(signature));
    assertThat(key.verifierKey().verifies(HEX.parseHex(message), signed)).isTrue();
    for (int i = 0; i < signed.length; i++) {
      byte[] flipped = SampleLog.flip(signed, i, 0x10);
      assertThat(key.verifierKey().verifies(HEX.parseHex(message), flipped)).isFalse();
    }
  }

  @Test
  void refusesSignaturesOfOtherLengthsAndKeysThatAreNoPoints() {
    VerifierKey key = SampleLog.LOG.verifierKey();
    assertThat(key.verifies(new byte[0], new byte[0])).isFalse();
    assertThat(key.verifies(new byte[0], new byte[65])).isFalse();
    byte[] noPoint = HEX.parseHex("ff".repeat(32));
    VerifierKey bad = new VerifierKey("bad", SignatureType.ED25519, noPoint);
    assertThat(bad.verifies(new byte[0], new byte[64])).isFalse();
  }

  @Test
  void readsTheKeysItWrites() throws MalformedNoteException {
    SigningKey key = SigningKey.generate("generated.example/ß", new SecureRandom());
    assertThat(VerifierKey.parse(key.verifierKey().toString())).isEqualTo(key.verifierKey());
    assertThat(VerifierKey.parse(key.cosignatureKey().toString())).isEqualTo(key.cosignatureKey());
    SigningKey again = SigningKey.parse(key.encoded());
    assertThat(again.verifierKey()).isEqualTo(key.verifierKey());
    assertThat(again.encoded()).isEqualTo(key.encoded());
    assertThat(again.sign(new byte[] {1})).isEqualTo(key.sign(new byte[] {1}));
  }

  @Test
  void neverPrintsTheSecret() {
    SigningKey key = SampleLog.LOG;
    String secret = key.encoded().substring(key.encoded().lastIndexOf('+') + 1);
    assertThat(key.toString()).doesNotContain(secret).doesNotContain("PRIVATE");
    assertThatThrownBy(() -> SigningKey.parse(key.encoded() + "A"))
        .isInstanceOf(MalformedNoteException.class)
        .message()
        .doesNotContain(secret.substring(0, 8));
  }

  @Test
  void separatesTheKeyIdsOfTheTwoTypes() {
    assertThat(SampleLog.LOG.verifierKey().keyId())
        .isNotEqualTo(SampleLog.LOG.cosignatureKey().keyId());
    assertThat(SampleLog.LOG.verifierKey().hasSamePublicKeyAs(SampleLog.LOG.cosignatureKey()))
        .isTrue();
  }

  @Test
  void refusesEveryChangedCharacterOfAVerifierKey() {
    for (int i = 0; i < VKEY.length(); i++) {
      String changed = new String(SampleLog.flip(VKEY.getBytes(UTF_8), i, 1), UTF_8);
      assertThatThrownBy(() -> VerifierKey.parse(changed))
          .as(changed)
          .isInstanceOf(MalformedNoteException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "+", "++", "a+00000000+", "a+00000000+AA==", "a+1+AA==", "a b+0+AA=="})
  void refusesWhatIsNoVerifierKey(String text) {
    assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void refusesOtherSpellingsOfAVerifierKey() {
    String[] fields = VKEY.split("\\+", 3);
    String upper = fields[0] + "+" + fields[1].toUpperCase(Locale.ROOT) + "+" + fields[2];
    for (String text : new String[] {VKEY + "\n", " " + VKEY, VKEY + "=", upper}) {
      if (!text.equals(VKEY)) {
        assertThatThrownBy(() -> VerifierKey.parse(text))
            .isInstanceOf(MalformedNoteException.class);
      }
    }
    assertThatThrownBy(() -> VerifierKey.parse("x+7c2f0f6a+BQAA"))
        .hasMessageContaining("type 0x05");
    assertThatThrownBy(() -> VerifierKey.parse("x+7c2f0f6a+BgAA"))
        .hasMessageContaining("ML-DSA-44");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a+b",
        "a\tb",
        "a\nb",
        "a\u00a0b",
        "a\u2028b",
        "a\u0085b",
        "a\u3000b",
        "a\u0000",
        "\ud800"
      })
  void refusesNamesThatANoteCannotHold(String name) {
    assertThatThrownBy(() -> new VerifierKey(name, SignatureType.ED25519, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.fromSeed(name, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesKeysAndSeedsOfOtherLengths() {
    assertThatThrownBy(() -> new VerifierKey("a", SignatureType.ED25519, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.fromSeed("a", new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
