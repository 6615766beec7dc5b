package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.wire.json.StrictValue;

/** The predicate of one kind of statement, both ways. */
interface BodyCodec<B extends StatementBody> {

  /** What the predicate is read into. */
  Class<B> type();

  /** Keys in the order of the kind's page. */
  ObjectNode write(B body);

  /** Refuses whatever {@link #write} would not have written, but for the order of keys. */
  B read(StrictValue predicate);

  /** Every kind has a codec: a new kind does not compile until it has one. */
  static BodyCodec<? extends StatementBody> of(StatementKind kind) {
    return switch (kind) {
      case CHARTER -> new CharterCodec();
      case SITE_DECLARATION -> new SiteDeclarationCodec();
      case CALIBRATION -> new CalibrationCodec();
      case ACTIVITY_REPORT -> new ActivityReportCodec();
      case FINDING -> new FindingCodec();
      case LOG_TIME -> new LogTimeCodec();
      case ORDER -> new OrderCodec();
      case ACKNOWLEDGEMENT -> new AcknowledgementCodec();
      case CLARIFICATION -> new ClarificationCodec();
      case CLARIFICATION_REPLY -> new ClarificationReplyCodec();
      case RECUSAL -> new RecusalCodec();
      case RULING -> new RulingCodec();
      case APPEAL -> new AppealCodec();
      case PERMIT_REQUEST -> new PermitRequestCodec();
      case PERMIT -> new PermitCodec();
      case PERMIT_CHANGE -> new PermitChangeCodec();
    };
  }

  /** Writes a body whose kind is known only at run time. */
  default ObjectNode writeAny(StatementBody body) {
    return write(type().cast(body));
  }
}
