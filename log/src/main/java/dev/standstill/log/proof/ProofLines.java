package dev.standstill.log.proof;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the lines of a proof one by one; what follows the empty line stays bytes. */
final class ProofLines {
  private final byte[] bytes;
  private int at;

  ProofLines(byte[] bytes, int bytesMax) throws MalformedProofException {
    if (bytes.length > bytesMax) {
      throw new MalformedProofException("the file is larger than " + bytesMax + " bytes");
    }
    this.bytes = bytes;
  }

  /** The next line, without its newline; every line is printable ASCII. */
  String next() throws MalformedProofException {
    int start = at;
    while (at < bytes.length && bytes[at] != '\n') {
      if (bytes[at] < 0x20 || bytes[at] == 0x7f) {
        throw new MalformedProofException("a line holds what is no printable ASCII");
      }
      at++;
    }
    if (at == bytes.length) {
      throw new MalformedProofException("the file ends within its lines");
    }
    at++;
    return new String(bytes, start, at - start - 1, StandardCharsets.US_ASCII);
  }

  /** What stands behind this word and a space in the next line. */
  String field(String word) throws MalformedProofException {
    String line = next();
    if (!line.startsWith(word + " ")) {
      throw new MalformedProofException("the line \"" + word + " …\" is missing");
    }
    return line.substring(word.length() + 1);
  }

  long decimal(String word) throws MalformedProofException {
    return decimalOf(word, field(word));
  }

  static long decimalOf(String word, String text) throws MalformedProofException {
    return StrictDecimal.parse(text)
        .orElseThrow(() -> new MalformedProofException("the " + word + " is not a decimal"));
  }

  static Hash hash(String line) throws MalformedProofException {
    return Hash.parseBase64(line)
        .orElseThrow(() -> new MalformedProofException("a line is no base64 of 32 bytes"));
  }

  /** The hashes up to the empty line. */
  List<Hash> hashes(int hashesMax) throws MalformedProofException {
    List<Hash> hashes = new ArrayList<>();
    for (String line = next(); !line.isEmpty(); line = next()) {
      if (hashes.size() == hashesMax) {
        throw new MalformedProofException("no proof has more than " + hashesMax + " hashes");
      }
      hashes.add(hash(line));
    }
    return hashes;
  }

  int remaining() {
    return bytes.length - at;
  }

  /** The note in the next bytes. */
  SignedNote note(int length) throws MalformedProofException {
    byte[] note = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    try {
      return SignedNote.parse(note);
    } catch (MalformedNoteException e) {
      throw new MalformedProofException("its checkpoint is malformed: " + e.reason());
    }
  }
}
