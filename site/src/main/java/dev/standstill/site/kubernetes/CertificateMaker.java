package dev.standstill.site.kubernetes;

import dev.standstill.evidence.source.AtomicFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the webhook's certificate, and an authority of its own that signs nothing else.
 *
 * <p>The authority's key is used once, for the one certificate, and then forgotten: nobody can sign
 * a second webhook with it. To renew makes both anew. The API server must be told the new authority
 * first, beside the old one; a bundle may hold both.
 */
public final class CertificateMaker {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final int SERIAL_BITS = 120;

  private final SecureRandom random;

  public CertificateMaker(SecureRandom random) {
    this.random = random;
  }

  /**
   * What was made.
   *
   * @param authority PEM of the authority's certificate, for {@code caBundle}
   * @param certificate PEM of the webhook's certificate
   * @param key PEM of its key
   * @param expires until when both are good
   */
  public record Made(String authority, String certificate, String key, Instant expires) {

    /** Writes {@code ca.crt}, {@code tls.crt} and {@code tls.key}; the key for its owner alone. */
    public void write(Path directory) throws IOException {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      AtomicFile.write(directory, "tls.key", bytes(key));
      Files.setPosixFilePermissions(
          directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-------"));
      AtomicFile.write(directory, "tls.crt", bytes(certificate));
      AtomicFile.write(directory, "ca.crt", bytes(authority));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /**
   * Makes a certificate.
   *
   * @param names host names or addresses by which the API server calls the webhook, one or more
   * @param from when it begins; an hour before that, for clocks that are behind
   * @param validFor how long it is good
   */
  public Made make(List<String> names, Instant from, Duration validFor) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a certificate names one host at least");
    }
    Instant begin = from.minus(Duration.ofHours(1));
    Instant end = Instant.ofEpochSecond(from.plus(validFor).getEpochSecond());
    try {
      KeyPair authority = keyPair();
      KeyPair own = keyPair();
      X500Name issuer = new X500Name("CN=standstill webhook authority " + serial().toString(36));
      X509Certificate root =
          signed(
              builder(issuer, issuer, authority, begin, end)
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)),
              authority);
      X509Certificate leaf =
          signed(
              builder(issuer, new X500Name("CN=standstill webhook"), own, begin, end)
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                  .addExtension(
                      Extension.extendedKeyUsage,
                      false,
                      new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                  // SPEC: Kubernetes, webhook client config: the server's name is checked against
                  // the certificate's alternative names; the common name is not looked at.
                  .addExtension(Extension.subjectAlternativeName, false, alternatives(names)),
              authority);
      return new Made(
          pem("CERTIFICATE", root.getEncoded()),
          pem("CERTIFICATE", leaf.getEncoded()),
          pem("PRIVATE KEY", own.getPrivate().getEncoded()),
          end);
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("a certificate could not be made", e);
    }
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private BigInteger serial() {
    return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
  }

  private JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Instant begin, Instant end) {
    return new JcaX509v3CertificateBuilder(
        issuer, serial(), Date.from(begin), Date.from(end), subject, pair.getPublic());
  }

  private static X509Certificate signed(
      org.bouncycastle.cert.X509v3CertificateBuilder builder, KeyPair by)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
  }

  private static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(name ->
                new GeneralName(
                    ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName,
                    name))
            .toArray(GeneralName[]::new));
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
