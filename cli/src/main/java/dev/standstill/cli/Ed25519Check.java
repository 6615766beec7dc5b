package dev.standstill.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * Checks with exactly the JDK's answers, so that no two readers of one source differ.
 *
 * <p>The JDK demands that S·B = R + h·A hold exactly. Bouncy Castle multiplies that equation by a
 * small number first, and so forgives points outside the subgroup of prime order, which only
 * somebody who wants two readers to differ would use. Where A is in the subgroup, the equation puts
 * R there too: then both answers are the same once R is known to be in it. Any other A is left to
 * the JDK.
 */
final class Ed25519Check extends SignatureSpi {
  /** The check of the platform itself. */
  private static final String PLATFORM = "SunEC";

  private static final int KEYS_MAX = 1024;

  /** Keys that are known to be in the subgroup; a source has few. */
  private static final Map<ByteBuffer, Ed25519.PublicPoint> KEYS = new ConcurrentHashMap<>();

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private Optional<Ed25519.PublicPoint> key = Optional.empty();
  private Optional<PublicKey> platformKey = Optional.empty();

  @Override
  protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
    byte @Nullable [] encoded = publicKey.getEncoded();
    if (encoded == null || encoded.length < Ed25519.PUBLIC_KEY_SIZE) {
      throw new InvalidKeyException("not an Ed25519 key");
    }
    int start = encoded.length - Ed25519.PUBLIC_KEY_SIZE;
    byte[] raw = Arrays.copyOfRange(encoded, start, encoded.length);
    message.reset();
    platformKey = Optional.of(publicKey);
    key = pointOf(raw);
  }

  private static Optional<Ed25519.PublicPoint> pointOf(byte[] raw) {
    ByteBuffer name = ByteBuffer.wrap(raw);
    Optional<Ed25519.PublicPoint> known = Optional.ofNullable(KEYS.get(name));
    if (known.isPresent()) {
      return known;
    }
    Optional<Ed25519.PublicPoint> point =
        Optional.ofNullable(Ed25519.validatePublicKeyFullExport(raw, 0));
    if (KEYS.size() >= KEYS_MAX) {
      KEYS.clear();
    }
    point.ifPresent(valid -> KEYS.put(name, valid));
    return point;
  }

  /** The next provider signs. */
  @Override
  protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
    throw new InvalidKeyException("this provider only checks");
  }

  @Override
  protected void engineUpdate(byte b) {
    message.write(b);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {
    message.write(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    throw new SignatureException("this provider only checks");
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    byte[] signed = message.toByteArray();
    message.reset();
    if (signature.length != Ed25519.SIGNATURE_SIZE) {
      throw new SignatureException("an Ed25519 signature has 64 bytes");
    }
    if (key.isEmpty()) {
      return platformVerify(signed, signature);
    }
    return Ed25519.verify(signature, 0, key.get(), signed, 0, signed.length)
        && Ed25519.validatePublicKeyFull(signature, 0);
  }

  private boolean platformVerify(byte[] signed, byte[] signature) throws SignatureException {
    try {
      Signature platform = Signature.getInstance("Ed25519", PLATFORM);
      platform.initVerify(platformKey.orElseThrow());
      platform.update(signed);
      return platform.verify(signature);
    } catch (SignatureException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new SignatureException(e);
    }
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String parameter, Object value) {
    throw new UnsupportedOperationException("Ed25519 has no parameters");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String parameter) {
    throw new UnsupportedOperationException("Ed25519 has no parameters");
  }
}
