package dev.standstill.cli;

import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.KeyAlgorithm;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A private key in a file: one line that names the public key, then PKCS#8 in PEM. Everything
 * before a PEM's first line is explanation to other programs, so OpenSSL reads the same file.
 *
 * <p>Keys of logs and witnesses are one line of their own, as {@link SigningKey} writes it; they
 * are read here too, for a party may sign with such an Ed25519 key.
 *
 * @param publicText what the file says of its public key; believed once it has signed
 * @param pem what it holds: nothing for a one-line key
 * @param oneLine a one-line key
 */
record KeyFile(String publicText, Optional<Pem> pem, Optional<SigningKey> oneLine) {
  private static final String PUBLIC = "public key: ";

  /** Ten kilobytes hold every key, and nothing larger is read as one. */
  private static final int BYTES_MAX = 10_000;

  /** What precedes the 32 secret bytes of an Ed25519 key. SPEC: RFC 8410 §7. */
  private static final String ED25519_HEAD = "302e020100300506032b657004220420";

  /** What precedes the seed of an ML-DSA-44 key. SPEC: RFC 9881 §6, the form with a seed only. */
  private static final String ML_DSA_44_HEAD = "3034020100300b060960864801650304031104228020";

  static KeyFile read(Path path) throws IOException {
    String text = new String(SmallFile.read(path, BYTES_MAX), StandardCharsets.UTF_8);
    if (text.startsWith("PRIVATE+KEY+")) {
      try {
        SigningKey key = SigningKey.parse(text.stripTrailing());
        return new KeyFile(key.verifierKey().toString(), Optional.empty(), Optional.of(key));
      } catch (MalformedNoteException e) {
        // The message must not quote the file: it may hold a secret all the same.
        throw new IllegalArgumentException(path + ": is not a key", e);
      }
    }
    List<String> lines = text.lines().toList();
    String first = lines.isEmpty() ? "" : lines.getFirst();
    Optional<Pem> pem = Pem.read(lines);
    if (!first.startsWith(PUBLIC) || pem.isEmpty()) {
      throw new IllegalArgumentException(
          path + ": is not a key; its first line is to be 'public key: ' and the key's text");
    }
    return new KeyFile(first.substring(PUBLIC.length()), pem, Optional.empty());
  }

  /** Whether a password must open it. */
  boolean isSealed() {
    return pem.filter(Pem::encrypted).isPresent();
  }

  /** The key, to sign statements with. */
  PartySigner signer(Path path, PasswordSource passwords) throws IOException {
    if (oneLine.isPresent()) {
      return PartySigner.of(oneLine.get());
    }
    PartyKey key = PartyKey.parse(publicText);
    byte[] info = privateKeyInfo(path, passwords);
    PartySigner signer = PartySigner.of(key, privateKey(path, key.algorithm(), info));
    // The line that names the public key is not protected: what it says is tried, not believed.
    signer.sign("standstill".getBytes(StandardCharsets.UTF_8));
    return signer;
  }

  private byte[] privateKeyInfo(Path path, PasswordSource passwords) throws IOException {
    Pem held = pem.orElseThrow();
    if (!held.encrypted()) {
      return held.der();
    }
    char[] password = passwords.password("Password of " + path);
    try {
      return PasswordSealed.open(held.der(), password);
    } catch (PasswordSealed.NotOpenedException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  private static PrivateKey privateKey(Path path, KeyAlgorithm algorithm, byte[] info) {
    String name =
        switch (algorithm) {
          case ED25519 -> "Ed25519";
          case ES256, ES384 -> "EC";
        };
    try {
      PrivateKey key = KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info));
      if (key instanceof EdECPrivateKey edwards && edwards.getBytes().isEmpty()) {
        throw new IllegalArgumentException(path + ": holds no private key");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(path + ": holds no " + name + " key", e);
    }
  }

  /** The file of a key in PKCS#8. */
  static String text(String publicText, byte[] privateKeyInfo, Optional<char[]> password) {
    Pem pem =
        password
            .map(chars -> new Pem(true, PasswordSealed.seal(privateKeyInfo, chars)))
            .orElseGet(() -> new Pem(false, privateKeyInfo));
    return PUBLIC + publicText + "\n" + pem.text();
  }

  /** The PKCS#8 form of a log's kind of key. */
  static byte[] privateKeyInfo(SigningKey key) {
    // PRIVATE+KEY+name+id+base64, where only the base64 may hold a further plus.
    String base64 = key.encoded().split("\\+", 5)[4];
    byte[] typed = StrictBase64.decode(base64).orElseThrow();
    byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
    String head = key.algorithm() == SignatureAlgorithm.ED25519 ? ED25519_HEAD : ML_DSA_44_HEAD;
    return HexFormat.of().parseHex(head + HexFormat.of().formatHex(seed));
  }
}
