package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.LogTime;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.wire.json.StrictValue;

/** A cosigned checkpoint, as JSON: base64, because a note has line breaks and statements none. */
final class LogTimeCodec implements BodyCodec<LogTime> {

  @Override
  public Class<LogTime> type() {
    return LogTime.class;
  }

  @Override
  public ObjectNode write(LogTime time) {
    return Notation.object().put("checkpoint", time.checkpoint());
  }

  @Override
  public LogTime read(StrictValue predicate) {
    StrictValue checkpoint = predicate.object("checkpoint").field("checkpoint");
    String base64 = checkpoint.text();
    byte[] note =
        StrictBase64.decode(base64).orElseThrow(() -> checkpoint.refused("is not base64"));
    try {
      Checkpoint.parse(SignedNote.parse(note).text());
    } catch (MalformedNoteException e) {
      throw checkpoint.refused("is not a checkpoint: " + e.reason());
    }
    return checkpoint.build(() -> new LogTime(base64));
  }
}
