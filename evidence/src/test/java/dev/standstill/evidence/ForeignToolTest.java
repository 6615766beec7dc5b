package dev.standstill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.Flop;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartySigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sceptic needs none of our code to check who signed a statement: OpenSSL does. */
final class ForeignToolTest {

  private static final SigningKey LOG = SigningKey.fromSeed("example.com/log", seed(1));
  private static final SigningKey PARTY = SigningKey.fromSeed("aurora", seed(2));

  /** The head of every Ed25519 public key in DER (RFC 8410). */
  private static final byte[] DER_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  @TempDir Path folder;

  @Test
  void opensslVerifiesAStatementAndRefusesAnAlteredOne() throws Exception {
    Path openssl = RealComponent.require("openssl");
    JsonNode envelope = new ObjectMapper().readTree(firstEntry());
    byte[] payload = Base64.getDecoder().decode(envelope.get("payload").textValue());
    String signature = envelope.get("signatures").get(0).get("sig").textValue();
    Files.write(folder.resolve("key.der"), der(PARTY.verifierKey().publicKey()));
    Files.write(folder.resolve("signature"), Base64.getDecoder().decode(signature));

    Files.write(folder.resolve("signed"), preAuthenticationEncoding(payload));
    assertThat(verify(openssl)).isZero();

    payload[payload.length / 2] ^= 1;
    Files.write(folder.resolve("signed"), preAuthenticationEncoding(payload));
    assertThat(verify(openssl)).isNotZero();
  }

  private int verify(Path openssl) throws Exception {
    return RealComponent.run(
        folder,
        List.of(
            openssl.toString(),
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "key.der",
            "-keyform",
            "DER",
            "-rawin",
            "-in",
            "signed",
            "-sigfile",
            "signature"));
  }

  /** The bytes of entry 0, read from the bundle without our decoder: two bytes of length first. */
  private byte[] firstEntry() throws IOException {
    Path source = folder.resolve("evidence");
    try (EvidenceWriter writer =
        EvidenceWriter.begin(
            source,
            SourceLog.unwitnessed(CheckpointSigner.of(LOG)),
            charter(),
            List.of(PartySigner.of(PARTY)))) {
      writer.publish();
    }
    byte[] bundle = Files.readAllBytes(source.resolve("tile/entries/000.p/1"));
    int length = ((bundle[0] & 0xff) << 8) | (bundle[1] & 0xff);
    return Arrays.copyOfRange(bundle, 2, 2 + length);
  }

  private static Charter charter() {
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    return new Charter(
        "Example",
        1,
        List.of(
            new Party(
                new PartyId("aurora"),
                Set.of(Role.OPERATOR),
                List.of(PARTY.verifierKey().toString()))),
        SourceLog.unwitnessed(CheckpointSigner.of(LOG)).policyDigest(),
        new StandingLimit(Flop.of("1000000000000000000000000"), begin),
        new SignificantCompute(Flop.of("1000000000000000000000000"), List.of()),
        new ReportingCalendar(
            begin, begin.plus(Duration.ofDays(7)), Duration.ofDays(7), Duration.ofDays(1)),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED);
  }

  private static byte[] preAuthenticationEncoding(byte[] payload) {
    String type = "application/vnd.in-toto+json";
    ByteArrayOutputStream encoding = new ByteArrayOutputStream();
    encoding.writeBytes(
        ("DSSEv1 " + type.length() + " " + type + " " + payload.length + " ")
            .getBytes(StandardCharsets.UTF_8));
    encoding.writeBytes(payload);
    return encoding.toByteArray();
  }

  private static byte[] der(byte[] publicKey) {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.writeBytes(DER_HEAD);
    der.writeBytes(publicKey);
    return der.toByteArray();
  }

  private static byte[] seed(int fill) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) fill);
    return seed;
  }
}
