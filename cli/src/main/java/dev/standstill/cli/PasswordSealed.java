package dev.standstill.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A private key under a password: PKCS#8 with PBES2, as OpenSSL writes and reads it.
 *
 * <p>The key is derived and used here, not by Java's own cipher for PBES2: that one drops the high
 * bit of every character of a password, so that others could not open what it wrote.
 */
final class PasswordSealed {
  /** The parameters' name in Java: PBKDF2 with HMAC-SHA-256, AES-256 in CBC mode. */
  private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";

  /** What OWASP asks of PBKDF2 with HMAC-SHA-256. */
  static final int ITERATIONS = 600_000;

  /** More would let a file that somebody sent keep a reader busy for minutes. */
  private static final int ITERATIONS_MAX = 20_000_000;

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int SALT_BYTES = 16;
  private static final int BLOCK_BYTES = 16;
  private static final int KEY_BITS = 256;

  private PasswordSealed() {}

  /** A password that does not open the key, or a key that is sealed in another way. */
  static final class NotOpenedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotOpenedException(String oneLine) {
      super(oneLine);
    }
  }

  /** The encrypted form, in DER. */
  static byte[] seal(byte[] privateKeyInfo, char[] password) {
    SecureRandom random = new SecureRandom();
    byte[] salt = new byte[SALT_BYTES];
    byte[] start = new byte[BLOCK_BYTES];
    random.nextBytes(salt);
    random.nextBytes(start);
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(SCHEME);
      parameters.init(new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(start)));
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, password, salt, ITERATIONS, start).doFinal(privateKeyInfo);
      return encryptedPrivateKeyInfo(parameters.getEncoded(), sealed);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform lacks " + SCHEME, e);
    }
  }

  /** Java reads this form but cannot write it for PBES2: it knows no name for the scheme. */
  private static byte[] encryptedPrivateKeyInfo(byte[] parameters, byte[] sealed) {
    // SPEC: RFC 5958 §3: SEQUENCE { algorithm, OCTET STRING }; RFC 8018 §A.4: id-PBES2.
    byte[] scheme = HexFormat.of().parseHex("06092a864886f70d01050d");
    return der(SEQUENCE, der(SEQUENCE, scheme, parameters), der(OCTET_STRING, sealed));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.size() > 0xff) {
      element.writeBytes(new byte[] {(byte) 0x82, (byte) (content.size() >> 8)});
    } else if (content.size() > 0x7f) {
      element.write(0x81);
    }
    element.write(content.size());
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  /** The PKCS#8 form in DER, once the password has opened it. */
  static byte[] open(byte[] encrypted, char[] password) throws NotOpenedException {
    EncryptedPrivateKeyInfo info;
    PBEParameterSpec parameters;
    try {
      info = new EncryptedPrivateKeyInfo(encrypted);
      AlgorithmParameters stated = info.getAlgParameters();
      if (stated == null || !stated.toString().equals(SCHEME)) {
        throw new NotOpenedException("is not sealed with PBKDF2, HMAC-SHA-256 and AES-256");
      }
      parameters = stated.getParameterSpec(PBEParameterSpec.class);
    } catch (GeneralSecurityException | IOException e) {
      throw new NotOpenedException("is no encrypted key that can be read");
    }
    boolean usable =
        parameters.getIterationCount() <= ITERATIONS_MAX
            && parameters.getParameterSpec() instanceof IvParameterSpec iv
            && iv.getIV().length == BLOCK_BYTES;
    if (!usable) {
      throw new NotOpenedException("asks for more work than any key needs, or lacks a start value");
    }
    byte[] start = ((IvParameterSpec) parameters.getParameterSpec()).getIV();
    try {
      return cipher(
              Cipher.DECRYPT_MODE,
              password,
              parameters.getSalt(),
              parameters.getIterationCount(),
              start)
          .doFinal(info.getEncryptedData());
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw new NotOpenedException("the password is wrong");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + SCHEME, e);
    }
  }

  private static Cipher cipher(int mode, char[] password, byte[] salt, int iterations, byte[] start)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, KEY_BITS);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
      return cipher;
    } finally {
      spec.clearPassword();
      Arrays.fill(key, (byte) 0);
    }
  }
}
