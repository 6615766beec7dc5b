package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.record.Digest;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import dev.standstill.wire.json.RefusedInputException;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A granted permit as a compact JWS: what a scheduler without our code can check offline with any
 * JOSE library. It says that its issuer found the permit live when the token was issued; whether
 * the permit was revoked since, only the log says.
 *
 * @param issuer the name of the key that signs
 * @param permit the id of the permit
 * @param tokenId what tells this token from all others of its issuer
 * @param issuedAt when it was issued
 * @param notBefore from when it may be used, in whole seconds
 * @param expires until when, in whole seconds; never later than the permit
 * @param terms within what bounds
 */
public record PermitToken(
    String issuer,
    Digest permit,
    String tokenId,
    Instant issuedAt,
    Instant notBefore,
    Instant expires,
    PermitTerms terms) {

  /** What the header says of every permit, so that no other kind of token passes for one. */
  public static final String TYPE = "standstill-permit+jwt";

  /** Longer texts are no permit of ours. */
  public static final int LENGTH_MAX = 16_384;

  private static final Pattern DOT = Pattern.compile("\\.");

  public PermitToken {
    if (issuer.isBlank() || tokenId.isBlank()) {
      throw new IllegalArgumentException("a token names its issuer and itself");
    }
    for (Instant time : List.of(issuedAt, notBefore, expires)) {
      if (time.getNano() != 0 || time.getEpochSecond() < 0) {
        throw new IllegalArgumentException("a token's times are whole seconds from 1970 on");
      }
    }
    if (!notBefore.isBefore(expires)
        || notBefore.isBefore(terms.notBefore())
        || expires.isAfter(terms.expires())) {
      throw new IllegalArgumentException("a token is valid only while its permit is");
    }
  }

  /** Whether it may be used at this time: from not-before on, and no longer once it expires. */
  public boolean isValidAt(Instant time) {
    // SPEC: RFC 7519 §4.1.4: "on or after which the JWT MUST NOT be accepted for processing".
    return !time.isBefore(notBefore) && time.isBefore(expires);
  }

  /**
   * Signs it. The algorithm is that of the key.
   *
   * @throws IllegalArgumentException if the signer is not the issuer, or of another kind
   */
  public String sign(PartySigner signer) {
    if (!signer.key().name().equals(issuer)) {
      throw new IllegalArgumentException(
          "the key is of " + signer.key().name() + ", not " + issuer);
    }
    JwsAlgorithm algorithm = JwsAlgorithm.of(signer.key());
    ObjectNode header =
        Notation.object()
            .put("alg", algorithm.headerName())
            .put("typ", TYPE)
            .put("kid", signer.key().keyid());
    // SPEC: RFC 7515 §5.1: ASCII(BASE64URL(UTF8(header)) || '.' || BASE64URL(payload)).
    String signed = encode(StrictJson.compact(header)) + "." + encode(StrictJson.compact(claims()));
    byte[] signature = signer.sign(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + encode(algorithm.toJose(signature));
  }

  /**
   * The issuer's public key as a JSON Web Key, for whoever checks tokens without our code.
   *
   * @throws IllegalArgumentException if tokens are not signed with such keys
   */
  public static String jwk(PartyKey issuer) {
    return StrictJson.pretty(JwsAlgorithm.of(issuer).jwk(issuer));
  }

  private ObjectNode claims() {
    ObjectNode node =
        Notation.object()
            .put("iss", issuer)
            .put("aud", terms.site().toString())
            .put("sub", permit.hex())
            .put("jti", tokenId)
            .put("iat", issuedAt.getEpochSecond())
            .put("nbf", notBefore.getEpochSecond())
            .put("exp", expires.getEpochSecond());
    node.set("terms", PermitTermsNotation.write(terms));
    return node;
  }

  /**
   * Reads a token and checks its signature, or says what is wrong with it. Never throws for bad
   * text. Whether it is valid now, and for this site, is for the caller to ask.
   *
   * @param issuer the one key whose signature is believed
   */
  public static ReadResult<PermitToken> read(String jws, PartyKey issuer) {
    return ReadResult.reading(() -> checked(jws, issuer));
  }

  private static PermitToken checked(String jws, PartyKey issuer) {
    if (jws.length() > LENGTH_MAX) {
      throw refused("token", "longer than " + LENGTH_MAX + " characters");
    }
    // SPEC: RFC 7515 §7.1: header, payload and signature, "with period ('.') characters between".
    List<String> parts = List.of(DOT.split(jws, -1));
    if (parts.size() != 3) {
      throw refused("token", "not three parts between dots");
    }
    JwsAlgorithm algorithm = algorithm(issuer);
    header(decode("header", parts.get(0)), algorithm);
    byte[] signature =
        algorithm
            .fromJose(decode("signature", parts.get(2)))
            .orElseThrow(() -> refused("signature", "of the wrong length"));
    String signed = parts.get(0) + "." + parts.get(1);
    if (!issuer.verifies(signed.getBytes(StandardCharsets.US_ASCII), signature)) {
      throw refused("signature", "not by " + issuer.keyid());
    }
    PermitToken token = claims(StrictJson.parse(decode("claims", parts.get(1)), LENGTH_MAX));
    if (!token.issuer().equals(issuer.name())) {
      throw refused("iss", "expected " + issuer.name() + ", found " + token.issuer());
    }
    return token;
  }

  private static JwsAlgorithm algorithm(PartyKey issuer) {
    try {
      return JwsAlgorithm.of(issuer);
    } catch (IllegalArgumentException e) {
      throw refused("alg", String.valueOf(e.getMessage()));
    }
  }

  private static void header(byte[] bytes, JwsAlgorithm algorithm) {
    // SPEC: RFC 7515 §4.1.11: crit: "if any of the listed extension Header Parameters are not
    // understood and supported by the recipient, then the JWS is invalid". None is: it is refused
    // as every other field that is not named here.
    StrictObject node = StrictJson.parse(bytes, LENGTH_MAX).object("alg", "typ", "kid");
    // SPEC: RFC 8725 §3.1: "each key MUST be used with exactly one algorithm".
    node.field("alg").constant(algorithm.headerName());
    // SPEC: RFC 8725 §3.11: explicit typing, so that no other kind of token passes for this one.
    node.field("typ").constant(TYPE);
    // SPEC: RFC 7515 §4.1.4: kid is "a hint indicating which key was used": it decides nothing.
    node.field("kid").text();
  }

  private static PermitToken claims(StrictValue value) {
    StrictObject node = value.object("iss", "aud", "sub", "jti", "iat", "nbf", "exp", "terms");
    String issuer = node.field("iss").text();
    PermitTerms terms = PermitTermsNotation.read(node.field("terms"));
    node.field("aud").constant(terms.site().toString());
    Digest permit = Notation.digest(node.field("sub"));
    String tokenId = node.field("jti").text();
    Instant issuedAt = seconds(node.field("iat"));
    Instant notBefore = seconds(node.field("nbf"));
    Instant expires = seconds(node.field("exp"));
    return value.build(
        () -> new PermitToken(issuer, permit, tokenId, issuedAt, notBefore, expires, terms));
  }

  private static Instant seconds(StrictValue value) {
    return Instant.ofEpochSecond(value.integer(0, Instant.MAX.getEpochSecond()));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String place, String text) {
    // SPEC: RFC 7515 §2: base64url "with all trailing '=' characters omitted", in one spelling.
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw refused(place, "not base64url");
    }
    if (!encode(bytes).equals(text)) {
      throw refused(place, "not canonical base64url without padding");
    }
    return bytes;
  }

  private static RefusedInputException refused(String place, String reason) {
    return new RefusedInputException(new Refusal(place, reason));
  }
}
