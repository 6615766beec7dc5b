package dev.standstill.evidence;

import dev.standstill.core.decision.Ruling;
import dev.standstill.core.order.Order;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.record.Digest;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import java.util.Optional;

/**
 * A statement that could be read; nothing of it is believed yet.
 *
 * @param index its place in the log
 * @param id SHA-256 of its payload
 * @param envelope as it was logged
 * @param statement what it says
 */
record ReadStatement(long index, Digest id, Envelope envelope, Statement statement) {

  /** What became of one entry. */
  sealed interface Outcome {

    /** It is a statement. */
    record Accepted(ReadStatement statement) implements Outcome {}

    /**
     * It is none.
     *
     * @param envelope around something that cannot be read; empty if not even that is one
     */
    record Refused(long index, Refusal refusal, Optional<Envelope> envelope) implements Outcome {}
  }

  static Outcome of(LogEntry entry) {
    return of(entry.index(), entry.bytes());
  }

  /** Reads bytes that stand at a place, or would. */
  static Outcome of(long index, byte[] entry) {
    return switch (Envelope.read(entry)) {
      case ReadResult.Refused<Envelope>(Refusal refusal) ->
          new Outcome.Refused(index, refusal, Optional.empty());
      case ReadResult.Read<Envelope>(Envelope envelope) -> of(index, envelope);
    };
  }

  private static Outcome of(long index, Envelope envelope) {
    byte[] payload = envelope.payload();
    return switch (StatementCodec.read(payload)) {
      case ReadResult.Refused<Statement>(Refusal refusal) ->
          new Outcome.Refused(index, refusal, Optional.of(envelope));
      case ReadResult.Read<Statement>(Statement statement) ->
          new Outcome.Accepted(
              new ReadStatement(index, StatementCodec.id(payload), envelope, statement));
    };
  }

  /** Who put it forward, if it is for several to sign; empty for what one party says alone. */
  Optional<PartyId> proposer() {
    return switch (statement.body()) {
      case Order body -> Optional.of(body.proposer());
      case Ruling body -> Optional.of(body.proposer());
      case Permit body -> Optional.of(body.proposer());
      case PermitChange body -> Optional.of(body.proposer());
      default -> Optional.empty();
    };
  }

  static String place(long index) {
    return "entry " + index;
  }

  String place() {
    return place(index);
  }
}
