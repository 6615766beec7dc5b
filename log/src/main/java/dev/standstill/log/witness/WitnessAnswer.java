package dev.standstill.log.witness;

import dev.standstill.log.note.SignatureLine;
import java.util.List;
import java.util.stream.Collectors;

/** What a witness answers to {@link AddCheckpoint}, with its form in HTTP. */
public sealed interface WitnessAnswer {
  /** The type of the body that says a size. */
  String SIZE_TYPE = "text/x.tlog.size";

  /** Recorded and cosigned. */
  record Cosigned(List<SignatureLine> lines) implements WitnessAnswer {
    public Cosigned {
      lines = List.copyOf(lines);
    }
  }

  /** The sender believes another size than is recorded here. */
  record Conflict(long recordedSize) implements WitnessAnswer {}

  /**
   * Not cosigned.
   *
   * @param detail one line for the sender
   */
  record Refused(Refusal refusal, String detail) implements WitnessAnswer {}

  /** Why a checkpoint is not cosigned, in the order in which it is found out. */
  enum Refusal {
    /** The bytes are no request. */
    MALFORMED(400),
    /** The origin is not among the known logs. */
    UNKNOWN_LOG(404),
    /** No known key of the log signed it, or the line of one is wrong. */
    NO_TRUSTED_SIGNATURE(403),
    /** The old size is beyond the checkpoint's own. */
    SIZES_REVERSED(400),
    /** It is not proved that the checkpoint extends what is recorded. */
    INCONSISTENT(422);

    private final int status;

    Refusal(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /** The HTTP status. */
  default int status() {
    return switch (this) {
      case Cosigned _ -> 200;
      case Conflict _ -> 409;
      case Refused refused -> refused.refusal().status();
    };
  }

  default String contentType() {
    return switch (this) {
      // SPEC: tlog-witness §add-checkpoint: a 409 MUST have this Content-Type.
      case Conflict _ -> SIZE_TYPE;
      case Cosigned _, Refused _ -> "text/plain; charset=utf-8";
    };
  }

  default String body() {
    return switch (this) {
      case Cosigned cosigned ->
          cosigned.lines().stream().map(SignatureLine::text).collect(Collectors.joining());
      // SPEC: tlog-witness §add-checkpoint: the recorded size in decimal and a newline.
      case Conflict conflict -> conflict.recordedSize() + "\n";
      case Refused refused -> refused.detail() + "\n";
    };
  }
}
