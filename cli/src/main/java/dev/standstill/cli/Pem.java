package dev.standstill.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A private key in PEM.
 *
 * @param encrypted whether a password must open it
 * @param der PKCS#8, plain or encrypted
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to a file, never compared.
record Pem(boolean encrypted, byte[] der) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String PLAIN = "PRIVATE KEY-----";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY-----";
  private static final int LINE_LENGTH = 64;

  /** The only PEM among the lines, if there is exactly one that holds a private key. */
  static Optional<Pem> read(List<String> lines) {
    List<String> marks = lines.stream().filter(line -> line.startsWith("-----")).toList();
    if (marks.size() != 2) {
      return Optional.empty();
    }
    boolean encrypted = marks.getFirst().equals(BEGIN + ENCRYPTED);
    String kind = encrypted ? ENCRYPTED : PLAIN;
    if (!marks.getFirst().equals(BEGIN + kind) || !marks.getLast().equals(END + kind)) {
      return Optional.empty();
    }
    String base64 =
        String.join("", lines.subList(lines.indexOf(BEGIN + kind) + 1, lines.indexOf(END + kind)));
    try {
      return Optional.of(new Pem(encrypted, Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The PEM, with a final line break. */
  String text() {
    return text(encrypted ? ENCRYPTED : PLAIN, der);
  }

  /** A public key as OpenSSL reads it. */
  static String publicKey(byte[] keyInfo) {
    return text("PUBLIC KEY-----", keyInfo);
  }

  private static String text(String kind, byte[] der) {
    byte[] lineBreak = "\n".getBytes(StandardCharsets.US_ASCII);
    String base64 = Base64.getMimeEncoder(LINE_LENGTH, lineBreak).encodeToString(der);
    return BEGIN + kind + "\n" + base64 + "\n" + END + kind + "\n";
  }
}
