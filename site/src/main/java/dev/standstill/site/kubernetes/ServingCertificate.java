package dev.standstill.site.kubernetes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the webhook shows, and its key. Whoever renews it writes the two files anew;
 * the next connection has the new one. While the two do not fit together, as between two writes,
 * the old ones go on serving.
 */
public final class ServingCertificate {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final String ALIAS = "webhook";
  private static final byte[] PROBE = "do they fit".getBytes(StandardCharsets.UTF_8);

  private final Path certificateFile;
  private final Path keyFile;
  private Pair pair;
  private String stamp;
  private Optional<String> problem = Optional.empty();

  private record Pair(List<X509Certificate> chain, PrivateKey key) {}

  private ServingCertificate(Path certificateFile, Path keyFile, Pair pair, String stamp) {
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
    this.pair = pair;
    this.stamp = stamp;
  }

  /**
   * Reads both files.
   *
   * @param certificate PEM, the webhook's own first
   * @param key PEM, PKCS #8
   * @throws IOException if they cannot be read or do not fit together
   */
  public static ServingCertificate read(Path certificate, Path key) throws IOException {
    String stamp = stamp(certificate, key);
    return new ServingCertificate(certificate, key, pair(certificate, key), stamp);
  }

  /** Since when it is good. */
  public synchronized Instant begins() {
    return pair.chain().getFirst().getNotBefore().toInstant();
  }

  /** Until when it is good. */
  public synchronized Instant expires() {
    return pair.chain().getFirst().getNotAfter().toInstant();
  }

  /** Why the files on the disk do not serve; empty if they do. */
  public synchronized Optional<String> problem() {
    refresh();
    return problem;
  }

  private synchronized Pair current() {
    refresh();
    return pair;
  }

  private synchronized void refresh() {
    try {
      String now = stamp(certificateFile, keyFile);
      if (!now.equals(stamp)) {
        pair = pair(certificateFile, keyFile);
        stamp = now;
      }
      problem = Optional.empty();
    } catch (IOException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Changes whenever one of the files does; a file is replaced, so its identity counts. */
  private static String stamp(Path certificate, Path key) throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Path file : List.of(certificate, key)) {
      var attributes =
          Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
      stamp
          .append(attributes.lastModifiedTime())
          .append(' ')
          .append(attributes.size())
          .append(' ')
          .append(attributes.fileKey())
          .append(' ');
    }
    return stamp.toString();
  }

  private static Pair pair(Path certificate, Path key) throws IOException {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new IOException(certificate + ": no certificate is in it");
      }
      Pair pair = new Pair(chain, key(key, chain.getFirst().getPublicKey().getAlgorithm()));
      if (!fit(pair)) {
        throw new IOException(key + ": is not the key of " + certificate);
      }
      return pair;
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + " or " + key + ": " + e.getMessage(), e);
    }
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    Matcher form = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!form.find()) {
      throw new IOException(file + ": expected a private key in PEM, PKCS #8");
    }
    byte[] der = Base64.getMimeDecoder().decode(form.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static boolean fit(Pair pair) throws GeneralSecurityException {
    String algorithm =
        switch (pair.key().getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> pair.key().getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.key());
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(pair.chain().getFirst().getPublicKey());
    signature.update(PROBE);
    return signature.verify(signed);
  }

  /** For the webhook's TLS: each new connection gets what is in the files then. */
  X509ExtendedKeyManager keyManager() {
    return new OneKey();
  }

  /** Has one key. */
  private final class OneKey extends X509ExtendedKeyManager {
    @Override
    public String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
      return alias(keyType);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
      return alias(keyType);
    }

    @SuppressWarnings("NullAway") // The interface says null for: none of this type.
    private String alias(String keyType) {
      String algorithm = current().key().getAlgorithm();
      boolean same =
          keyType.startsWith(algorithm) || (keyType.equals("EdDSA") && algorithm.startsWith("Ed"));
      return same ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return pairOf().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return pairOf().key();
    }

    /** Not read anew between key and certificate of one handshake. */
    private Pair pairOf() {
      synchronized (ServingCertificate.this) {
        return pair;
      }
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    @SuppressWarnings("NullAway") // It is never a client.
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway") // It is never a client.
    public String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }
  }
}
