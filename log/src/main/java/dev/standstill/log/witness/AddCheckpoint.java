package dev.standstill.log.witness;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The request to cosign a checkpoint.
 *
 * @param oldSize the size that the sender believes the witness has recorded
 * @param proof the hashes that lead from there to the checkpoint
 * @param note the checkpoint as the log signed it
 */
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote note) {
  /** A tree of 2^63 - 1 entries needs no more hashes. */
  public static final int PROOF_MAX = 63;

  private static final String OLD = "old ";
  private static final int LINE_MAX = 64;

  /** Larger requests are refused unread: a note, the proof lines and some room. */
  public static final int BYTES_MAX = SignedNote.BYTES_MAX + (PROOF_MAX + 2) * LINE_MAX;

  public AddCheckpoint {
    proof = List.copyOf(proof);
    if (oldSize < 0 || proof.size() > PROOF_MAX) {
      throw new IllegalArgumentException("no request from size " + oldSize);
    }
  }

  public static AddCheckpoint parse(byte[] body) throws MalformedRequestException {
    if (body.length > BYTES_MAX) {
      throw new MalformedRequestException("the request is larger than " + BYTES_MAX + " bytes");
    }
    int start = 0;
    String line = lineAt(body, start);
    // SPEC: tlog-witness §add-checkpoint: old, one space, a decimal without leading zeroes.
    if (!line.startsWith(OLD)) {
      throw new MalformedRequestException("the first line is: old <size>");
    }
    long oldSize =
        StrictDecimal.parse(line.substring(OLD.length()))
            .orElseThrow(() -> new MalformedRequestException("the old size is not a decimal"));
    List<Hash> proof = new ArrayList<>();
    start += line.length() + 1;
    line = lineAt(body, start);
    while (!line.isEmpty()) {
      // SPEC: tlog-witness §add-checkpoint: each line is one hash in base64, at most 63 of them.
      if (proof.size() == PROOF_MAX) {
        throw new MalformedRequestException("the proof has more than 63 lines");
      }
      proof.add(
          Hash.parseBase64(line)
              .orElseThrow(
                  () -> new MalformedRequestException("a proof line is not base64 of 32 bytes")));
      start += line.length() + 1;
      line = lineAt(body, start);
    }
    try {
      SignedNote note = SignedNote.parse(Arrays.copyOfRange(body, start + 1, body.length));
      // Read here so that nothing later meets a note that is no checkpoint.
      Checkpoint.parse(note.text());
      return new AddCheckpoint(oldSize, proof, note);
    } catch (MalformedNoteException e) {
      throw new MalformedRequestException(e.reason(), e);
    }
  }

  private static String lineAt(byte[] body, int start) throws MalformedRequestException {
    for (int end = start; end < Math.min(body.length, start + LINE_MAX); end++) {
      if (body[end] == '\n') {
        return new String(body, start, end - start, StandardCharsets.ISO_8859_1);
      }
    }
    throw new MalformedRequestException("old size, proof and an empty line come first");
  }

  /** {@code parse(encoded())} gives the same request. */
  public byte[] encoded() {
    StringBuilder head = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> head.append(hash.base64()).append('\n'));
    head.append('\n');
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(note.encoded());
    return body.toByteArray();
  }

  Checkpoint checkpoint() {
    try {
      return Checkpoint.parse(note.text());
    } catch (MalformedNoteException e) {
      throw new IllegalStateException("only notes of checkpoints are sent to a witness", e);
    }
  }
}
