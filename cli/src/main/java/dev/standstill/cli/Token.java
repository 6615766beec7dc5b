package dev.standstill.cli;

import dev.standstill.wire.PartyKey;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.Arrays;

/**
 * A PKCS#11 token, through Java's own provider. Its private keys never leave it. Java's provider
 * knows elliptic curves there but not Ed25519, so such keys are of the curves P-256 and P-384.
 */
final class Token {
  private final Path config;
  private final KeyStore keys;

  private Token(Path config, KeyStore keys) {
    this.config = config;
    this.keys = keys;
  }

  static Token open(Path config, PasswordSource pins) throws IOException {
    if (!Files.isRegularFile(config)) {
      throw new NoSuchFileException(config.toString());
    }
    Provider installed = Security.getProvider("SunPKCS11");
    if (installed == null) {
      throw new IllegalArgumentException("this Java platform lacks SunPKCS11");
    }
    char[] pin = pins.password("PIN of the token");
    try {
      Provider provider = installed.configure(config.toString());
      KeyStore keys = KeyStore.getInstance("PKCS11", provider);
      keys.load(null, pin);
      Security.addProvider(provider);
      return new Token(config, keys);
    } catch (InvalidParameterException | ProviderException e) {
      throw new IllegalArgumentException(config + ": opens no token: " + reason(e), e);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(config + ": the token does not open: " + reason(e), e);
    } finally {
      Arrays.fill(pin, ' ');
    }
  }

  /** The innermost message: what the token's own library said. */
  private static String reason(Exception error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** The key that the token calls so. */
  PartySigner signer(String alias, String name) {
    try {
      Key key = keys.getKey(alias, null);
      Certificate certificate = keys.getCertificate(alias);
      if (!(key instanceof PrivateKey secret) || certificate == null) {
        throw new IllegalArgumentException(
            config + ": the token has no private key with a certificate called " + alias);
      }
      return PartySigner.of(PartyKey.of(name, certificate.getPublicKey()), secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(config + ": the token gives no key: " + reason(e), e);
    }
  }
}
