package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.Digest;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A signed statement as it stands in the log: a DSSE v1 envelope, a quorum's signatures in one.
 *
 * <p>Two deviations make it one spelling a content: base64 is standard base64 only (DSSE has
 * verifiers accept the URL-safe alphabet too), and every signature carries a keyid.
 *
 * @param payloadBase64 the statement's bytes, as written
 * @param signatures at least one, no keyid twice
 */
public record Envelope(String payloadBase64, List<EnvelopeSignature> signatures) {

  /** The size of the largest entry of a log. */
  public static final int BYTES_MAX = 65_535;

  /** Bounds the work of one check. */
  public static final int SIGNATURES_MAX = 128;

  private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  public Envelope {
    signatures = List.copyOf(signatures);
    base64(payloadBase64);
    if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
      throw new IllegalArgumentException("an envelope has 1 to " + SIGNATURES_MAX + " signatures");
    }
    requireDistinct(signatures);
  }

  static void requireDistinct(List<EnvelopeSignature> signatures) {
    Set<String> keyids = new HashSet<>();
    for (EnvelopeSignature signature : signatures) {
      if (!keyids.add(signature.keyid())) {
        throw new IllegalArgumentException("two signatures by " + signature.keyid());
      }
    }
  }

  /**
   * Signs a payload with each of them.
   *
   * @throws IllegalArgumentException if the envelope would be too large for the log
   */
  public static Envelope sign(byte[] payload, List<? extends PartySigner> signers) {
    byte[] signed = signedBytes(payload);
    List<EnvelopeSignature> signatures = new ArrayList<>();
    for (PartySigner signer : signers) {
      signatures.add(
          new EnvelopeSignature(signer.key().keyid(), StrictBase64.encode(signer.sign(signed))));
    }
    Envelope envelope = new Envelope(StrictBase64.encode(payload), signatures);
    int size = envelope.encode().length;
    if (size > BYTES_MAX) {
      throw new IllegalArgumentException(
          "the envelope has " + size + " bytes; the log takes at most " + BYTES_MAX);
    }
    return envelope;
  }

  /** Reads an envelope, or says where and why it is none. Checks no signature. */
  public static ReadResult<Envelope> read(byte[] bytes) {
    return ReadResult.reading(() -> read(StrictJson.parse(bytes, BYTES_MAX), Envelope::new));
  }

  /** Reads what has an envelope's form: an envelope, or what may become one. */
  static <T> T read(StrictValue value, BiFunction<String, List<EnvelopeSignature>, T> form) {
    StrictObject node = value.object("payload", "payloadType", "signatures");
    // SPEC: DSSE protocol §Protocol: "Reject if PAYLOAD_TYPE is not a supported type."
    node.field("payloadType").constant(PAYLOAD_TYPE);
    StrictValue payload = node.field("payload");
    String payloadBase64 = payload.text();
    payload.build(() -> base64(payloadBase64));
    StrictValue list = node.field("signatures");
    List<EnvelopeSignature> signatures = list.list(Envelope::signature);
    return list.build(() -> form.apply(payloadBase64, signatures));
  }

  private static EnvelopeSignature signature(StrictValue value) {
    StrictObject node = value.object("keyid", "sig");
    String keyid = node.field("keyid").text();
    String sig = node.field("sig").text();
    node.field("sig").build(() -> base64(sig));
    return node.field("keyid").build(() -> new EnvelopeSignature(keyid, sig));
  }

  /** The log entry: compact, always the same bytes. */
  public byte[] encode() {
    return encode(payloadBase64, signatures);
  }

  static byte[] encode(String payloadBase64, List<EnvelopeSignature> signatures) {
    ObjectNode node = Notation.object().put("payload", payloadBase64);
    node.put("payloadType", PAYLOAD_TYPE);
    ArrayNode list = node.putArray("signatures");
    for (EnvelopeSignature signature : signatures) {
      list.addObject().put("keyid", signature.keyid()).put("sig", signature.sigBase64());
    }
    return StrictJson.compact(node);
  }

  /** The statement's bytes. */
  public byte[] payload() {
    return base64(payloadBase64);
  }

  /** The id of the statement inside, the same however many signed it. */
  public Digest statementId() {
    return StatementCodec.id(payload());
  }

  /** Tries the signatures against the keys given, and no others. */
  public SignatureCheck check(Collection<PartyKey> keys) {
    byte[] signed = signedBytes(payload());
    List<PartyKey> verified = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (int i = 0; i < signatures.size(); i++) {
      EnvelopeSignature signature = signatures.get(i);
      // SPEC: DSSE protocol §Signature Definition: KEYID "MUST NOT be used for security decisions;
      // it may only be used to narrow the selection of possible keys to try".
      Optional<PartyKey> signer =
          keys.stream().filter(key -> signature.isBy(key, signed)).findFirst();
      if (signer.isPresent()) {
        verified.add(signer.get());
      } else {
        refused.add(
            new Refusal("signatures/" + i, "by none of the given keys: " + signature.keyid()));
      }
    }
    return new SignatureCheck(verified, refused);
  }

  /** What is signed in place of the payload: with it OpenSSL alone checks a signature. */
  public static byte[] signedBytes(byte[] payload) {
    // SPEC: DSSE protocol §Signature Definition:
    // "SIGNATURE = Sign(PAE(UTF8(PAYLOAD_TYPE), SERIALIZED_BODY))".
    return preAuthenticationEncoding(PAYLOAD_TYPE.getBytes(StandardCharsets.UTF_8), payload);
  }

  static byte[] preAuthenticationEncoding(byte[] type, byte[] body) {
    // SPEC: DSSE protocol §Signature Definition: PAE(type, body) =
    // "DSSEv1" + SP + LEN(type) + SP + type + SP + LEN(body) + SP + body.
    ByteArrayOutputStream encoding = new ByteArrayOutputStream();
    encoding.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
    encoding.writeBytes(type);
    encoding.writeBytes((" " + body.length + " ").getBytes(StandardCharsets.US_ASCII));
    encoding.writeBytes(body);
    return encoding.toByteArray();
  }

  static byte[] base64(String text) {
    return StrictBase64.decode(text)
        .orElseThrow(() -> new IllegalArgumentException("not canonical standard base64"));
  }
}
