package dev.standstill.log.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text with signature lines.
 *
 * @param text the signed text, with its last newline and without the blank line
 * @param signatures at least one line, in the order of the note
 */
public record SignedNote(String text, List<SignatureLine> signatures) {
  /** Larger notes are refused unread: sixteen post-quantum signatures need about 80 % of it. */
  public static final int BYTES_MAX = 64 * 1024;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!isText(text) || signatures.isEmpty()) {
      throw new IllegalArgumentException("a note has a text of lines and at least one signature");
    }
  }

  /** A note that this Ed25519 key signs; an ML-DSA-44 key signs checkpoints alone. */
  public static SignedNote sign(String text, SigningKey key) {
    if (key.verifierKey().type().isTimed()) {
      throw new IllegalArgumentException("a key of type 06 signs with a time: " + key);
    }
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    return new SignedNote(text, List.of(SignatureLine.of(key.verifierKey(), signature)));
  }

  /** The same note with one more signature line at its end. */
  public SignedNote with(SignatureLine line) {
    return new SignedNote(text, Stream.concat(signatures.stream(), Stream.of(line)).toList());
  }

  public static SignedNote parse(byte[] bytes) throws MalformedNoteException {
    // SPEC: signed-note §Format: verifiers SHOULD limit the size of a note.
    if (bytes.length > BYTES_MAX) {
      throw new MalformedNoteException("the note is larger than 64 KiB");
    }
    String note = decode(bytes);
    // SPEC: signed-note §Format: the last empty line separates text and signatures.
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNoteException("the note has no blank line before its signatures");
    }
    String text = note.substring(0, blank + 1);
    if (!isText(text)) {
      throw new MalformedNoteException("the note holds a control character");
    }
    return new SignedNote(text, parseLines(note.substring(blank + 2)));
  }

  private static List<SignatureLine> parseLines(String lines) throws MalformedNoteException {
    if (!lines.endsWith("\n")) {
      throw new MalformedNoteException("the note does not end with a signature line and a newline");
    }
    List<SignatureLine> signatures = new ArrayList<>();
    int start = 0;
    while (start < lines.length()) {
      int end = lines.indexOf('\n', start);
      signatures.add(SignatureLine.parse(lines.substring(start, end)));
      start = end + 1;
    }
    return signatures;
  }

  private static String decode(byte[] bytes) throws MalformedNoteException {
    try {
      // SPEC: signed-note §Format: notes MUST be valid UTF-8. A new decoder reports, never repairs.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNoteException("the note is not UTF-8");
    }
  }

  private static boolean isText(String text) {
    // SPEC: signed-note §Format: ends in a newline; no control character below 20 but newlines.
    return text.endsWith("\n")
        && text.chars().noneMatch(c -> c < 0x20 && c != '\n')
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** The note as bytes: {@code parse(encoded())} gives the same note. */
  public byte[] encoded() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(line -> note.append(line.text()));
    return note.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Verifies the lines of the known keys and leaves the others aside. */
  public NoteCheck check(Collection<VerifierKey> knownKeys) {
    List<VerifierKey> signers = new ArrayList<>();
    List<Cosignature> cosignatures = new ArrayList<>();
    List<SignatureLine> ignored = new ArrayList<>();
    // A line that stands there twice says nothing more, and checking it again is work for nothing.
    for (SignatureLine line : new LinkedHashSet<>(signatures)) {
      List<VerifierKey> claimed = knownKeys.stream().filter(line::claims).toList();
      if (claimed.isEmpty()) {
        // SPEC: signed-note §Signatures: verifiers MUST ignore signatures from unknown keys, even
        // if they share a name or id (but not both) with a known key.
        ignored.add(line);
      }
      for (VerifierKey key : claimed) {
        // SPEC: signed-note §Signatures: if name and id match a known key, the signature MUST be
        // verified, and a wrong one rejects the whole note.
        if (!collect(line, key, signers, cosignatures)) {
          return new NoteCheck.WrongSignature(line);
        }
      }
    }
    // SPEC: signed-note §Signatures: without a verified signature the note MUST be rejected.
    return signers.isEmpty() && cosignatures.isEmpty()
        ? new NoteCheck.NoKnownSignature()
        : new NoteCheck.Verified(signers, cosignatures, ignored);
  }

  private boolean collect(
      SignatureLine line,
      VerifierKey key,
      List<VerifierKey> signers,
      List<Cosignature> cosignatures) {
    return switch (key.type()) {
      case ED25519 ->
          key.verifies(text.getBytes(StandardCharsets.UTF_8), line.signature()) && signers.add(key);
      case ED25519_COSIGNATURE, ML_DSA_44 ->
          Cosignature.verify(line, key, text).map(cosignatures::add).orElse(false);
    };
  }
}
