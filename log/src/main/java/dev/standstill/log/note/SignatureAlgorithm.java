package dev.standstill.log.note;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The algorithms of keys, as plain bytes. Keys are made by the JDK's own provider; signatures are
 * made and checked by whichever provider the application has put first, so that a faster one can be
 * installed without this module knowing of it.
 */
public enum SignatureAlgorithm {
  /** RFC 8032. The head of the key information is that of RFC 8410 §4. */
  ED25519("Ed25519", "SunEC", 32, 64, "302a300506032b6570032100"),
  /** FIPS 204, with an empty context, safe against quantum computers; key head of RFC 9881 §4. */
  ML_DSA_44("ML-DSA-44", "SUN", 1312, 2420, "30820532300b06096086480165030403110382052100");

  /** The one secret of a key of either algorithm. */
  static final int SEED_LENGTH = 32;

  private final String jcaName;
  private final String keyProvider;
  private final int keyLength;
  private final int signatureLength;
  private final String keyInfoHead;

  SignatureAlgorithm(
      String jcaName, String keyProvider, int keyLength, int signatureLength, String keyInfoHead) {
    this.jcaName = jcaName;
    this.keyProvider = keyProvider;
    this.keyLength = keyLength;
    this.signatureLength = signatureLength;
    this.keyInfoHead = keyInfoHead;
  }

  /** The name by which standards and Java know it. */
  public String jcaName() {
    return jcaName;
  }

  /** Bytes of a public key. */
  int keyLength() {
    return keyLength;
  }

  /** Bytes of a bare signature. */
  int signatureLength() {
    return signatureLength;
  }

  /** The key pair of a seed: the generator draws exactly the seed from its source of randomness. */
  KeyPair keyPair(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(jcaName, keyProvider);
      generator.initialize(new NamedParameterSpec(jcaName), new FixedBytes(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw lacking(e);
    }
  }

  byte[] rawPublicKey(KeyPair pair) {
    byte[] info = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(info, info.length - keyLength, info.length);
  }

  byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(jcaName);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform could not sign with " + jcaName, e);
    }
  }

  /** False for every signature that is not right, whatever is wrong with it or with the key. */
  boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    // SPEC: FIPS 204 §3.6.2, RFC 8032 §5.1.7: any other length is no signature and no key.
    if (signature.length != signatureLength || publicKey.length != keyLength) {
      return false;
    }
    if (isNobodys(publicKey)) {
      return false;
    }
    byte[] head = HexFormat.of().parseHex(keyInfoHead);
    byte[] info = ByteBuffer.allocate(head.length + keyLength).put(head).put(publicKey).array();
    try {
      PublicKey key = KeyFactory.getInstance(jcaName).generatePublic(new X509EncodedKeySpec(info));
      Signature check = Signature.getInstance(jcaName);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw lacking(e);
    }
  }

  /** Whether signatures under this public key of the right length can be made without a secret. */
  boolean isNobodys(byte[] publicKey) {
    return switch (this) {
      case ED25519 -> SmallOrderPoints.contains(publicKey);
      case ML_DSA_44 -> false;
    };
  }

  private IllegalStateException lacking(GeneralSecurityException cause) {
    return new IllegalStateException("this Java platform lacks " + jcaName, cause);
  }

  /** Gives the seed once; a provider that asked for anything else must not get a weak key. */
  private static final class FixedBytes extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;

    private final byte[] seed;

    FixedBytes(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("the provider does not take a seed of 32 bytes");
      }
      System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
  }
}
