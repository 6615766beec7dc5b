package dev.standstill.wire;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * An elliptic curve: which bytes are a point on it, and which could be a signature. Both are
 * settled here, before any provider sees them, so that it does not matter which provider that is.
 */
enum Curve {
  P_256("secp256r1"),
  P_384("secp384r1");

  private static final int UNCOMPRESSED = 4;

  private final BigInteger prime;
  private final BigInteger a;
  private final BigInteger b;
  private final BigInteger order;
  private final int coordinateLength;

  Curve(String name) {
    ECParameterSpec parameters;
    try {
      AlgorithmParameters known = AlgorithmParameters.getInstance("EC");
      known.init(new ECGenParameterSpec(name));
      parameters = known.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks the curve " + name, e);
    }
    prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    a = parameters.getCurve().getA();
    b = parameters.getCurve().getB();
    order = parameters.getOrder();
    coordinateLength = prime.bitLength() / Byte.SIZE;
  }

  /** Why these bytes are no point of the curve; empty if they are one. */
  Optional<String> fault(byte[] point) {
    // SPEC: SEC 1 §2.3.4: 04, then x, then y. The point at infinity has no such form, and a
    // compressed point would be a second spelling of a key.
    if (point.length != 1 + 2 * coordinateLength || point[0] != UNCOMPRESSED) {
      return Optional.of("not an uncompressed point");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + coordinateLength));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + coordinateLength, point.length));
    // SPEC: SEC 1 §3.2.2.1: the coordinates are below p and satisfy the curve's equation.
    if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
      return Optional.of("not a point: a coordinate is too large");
    }
    BigInteger right = x.pow(2).add(a).multiply(x).add(b);
    return y.pow(2).subtract(right).mod(prime).signum() == 0
        ? Optional.empty()
        : Optional.of("not a point on the curve");
  }

  /** Whether this is a signature in its one DER spelling, with both numbers in range. */
  boolean isSignature(byte[] der) {
    // SPEC: RFC 3279 §2.2.3: Ecdsa-Sig-Value is SEQUENCE { r INTEGER, s INTEGER }; SEC 1 §4.1.4:
    // both are from 1 to n - 1.
    return EcdsaSignature.ofDer(der)
        .filter(signature -> inRange(signature.r()) && inRange(signature.s()))
        .isPresent();
  }

  private boolean inRange(BigInteger number) {
    return number.signum() > 0 && number.compareTo(order) < 0;
  }
}
