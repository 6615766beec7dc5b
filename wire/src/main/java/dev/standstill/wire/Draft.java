package dev.standstill.wire;

import dev.standstill.core.record.Digest;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import dev.standstill.wire.json.StrictJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A statement on its way to its signers: an envelope that may still lack signatures.
 *
 * <p>Its bytes are an envelope's, with the signatures sorted by their keyid. So whoever merges, and
 * in whichever order, gets the same bytes, and what is signed by enough can be logged as it is.
 *
 * @param payloadBase64 the statement's bytes, as written; they never change
 * @param signatures in the order of their keyids, no keyid twice; there may be none
 */
public record Draft(String payloadBase64, List<EnvelopeSignature> signatures) {

  public Draft {
    signatures =
        signatures.stream().sorted(Comparator.comparing(EnvelopeSignature::keyid)).toList();
    Envelope.base64(payloadBase64);
    if (signatures.size() > Envelope.SIGNATURES_MAX) {
      throw new IllegalArgumentException(
          "a draft has at most " + Envelope.SIGNATURES_MAX + " signatures");
    }
    Envelope.requireDistinct(signatures);
    int size = Envelope.encode(payloadBase64, signatures).length;
    if (size > Envelope.BYTES_MAX) {
      throw new IllegalArgumentException(
          "the draft has " + size + " bytes; the log takes at most " + Envelope.BYTES_MAX);
    }
  }

  /** A statement that nobody has signed yet. */
  public static Draft of(Statement statement) {
    return new Draft(StrictBase64.encode(StatementCodec.write(statement)), List.of());
  }

  /** Reads a draft, or says where and why it is none. Checks no signature and no statement. */
  public static ReadResult<Draft> read(byte[] bytes) {
    return ReadResult.reading(
        () -> Envelope.read(StrictJson.parse(bytes, Envelope.BYTES_MAX), Draft::new));
  }

  /** The file: an envelope, but for what is still missing. */
  public byte[] encode() {
    return Envelope.encode(payloadBase64, signatures);
  }

  /** The statement's bytes. */
  public byte[] payload() {
    return Envelope.base64(payloadBase64);
  }

  /** The id of the statement: the SHA-256 of its bytes, whoever signs. */
  public Digest statementId() {
    return StatementCodec.id(payload());
  }

  /**
   * What is said; refused if the bytes are not exactly those by which this is written. Only then
   * does what a signer is shown stand for what is signed.
   */
  public ReadResult<Statement> statement() {
    byte[] payload = payload();
    ReadResult<Statement> read = StatementCodec.read(payload);
    boolean exact =
        read.accepted()
            .map(statement -> Arrays.equals(StatementCodec.write(statement), payload))
            .orElse(true);
    return exact
        ? read
        : new ReadResult.Refused<>(new Refusal("payload", "not in its one canonical spelling"));
  }

  /**
   * The draft with this signature too. Who has signed before need not again.
   *
   * @throws IllegalArgumentException if the payload is not exactly a statement
   */
  public Draft sign(PartySigner signer) {
    if (statement() instanceof ReadResult.Refused<Statement>(Refusal refusal)) {
      throw new IllegalArgumentException("this is not signed: " + refusal);
    }
    byte[] signed = Envelope.signedBytes(payload());
    PartyKey key = signer.key();
    if (signatures.stream().anyMatch(signature -> signature.isBy(key, signed))) {
      return this;
    }
    List<EnvelopeSignature> more = new ArrayList<>(signatures);
    // What stands under this keyid is not by the key: anybody could have put it there.
    more.removeIf(signature -> signature.keyid().equals(key.keyid()));
    more.add(new EnvelopeSignature(key.keyid(), StrictBase64.encode(signer.sign(signed))));
    return new Draft(payloadBase64, more);
  }

  /** Which of these keys signed. */
  public SignatureCheck check(Collection<PartyKey> keys) {
    return toEnvelope()
        .map(envelope -> envelope.check(keys))
        .orElseGet(() -> new SignatureCheck(List.of(), List.of()));
  }

  /**
   * What became of two drafts.
   *
   * @param draft every signature of both that is right, one for each key
   * @param refused the others, with their place; they are not in the draft
   */
  public record Merged(Draft draft, List<Refusal> refused) {

    public Merged {
      refused = List.copyOf(refused);
    }
  }

  /**
   * Adds the signatures of another draft of the same bytes. Only what one of the keys made is kept.
   * Of two right signatures by one key the first in the order of their text is kept, so that the
   * result does not depend on who merges with whom first.
   *
   * @param keys whose signatures are wanted
   * @throws IllegalArgumentException if the other draft is of other bytes
   */
  public Merged merge(Draft other, Collection<PartyKey> keys) {
    if (!payloadBase64.equals(other.payloadBase64)) {
      throw new IllegalArgumentException(
          "drafts of different statements are never merged: "
              + statementId()
              + " and "
              + other.statementId());
    }
    byte[] signed = Envelope.signedBytes(payload());
    Map<String, EnvelopeSignature> kept = new TreeMap<>();
    List<Refusal> refused = new ArrayList<>();
    for (Draft draft : List.of(this, other)) {
      for (int i = 0; i < draft.signatures.size(); i++) {
        EnvelopeSignature one = draft.signatures.get(i);
        if (keys.stream().anyMatch(key -> one.isBy(key, signed))) {
          kept.merge(one.keyid(), one, Draft::first);
        } else {
          refused.add(
              new Refusal(
                  "signatures/" + i, "by none of the keys that may sign this: " + one.keyid()));
        }
      }
    }
    return new Merged(new Draft(payloadBase64, List.copyOf(kept.values())), refused);
  }

  private static EnvelopeSignature first(EnvelopeSignature one, EnvelopeSignature other) {
    return one.sigBase64().compareTo(other.sigBase64()) <= 0 ? one : other;
  }

  /** The log entry; empty while nobody has signed. */
  public Optional<Envelope> toEnvelope() {
    return signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(new Envelope(payloadBase64, signatures));
  }
}
