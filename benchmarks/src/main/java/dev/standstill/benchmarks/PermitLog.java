package dev.standstill.benchmarks;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a log of a charter and of permits for one site, {@code operator-0/north}, cosigned now by
 * the one witness of its policy: for measuring what an agent costs that follows it. It prints the
 * digest of the charter.
 *
 * <p>Arguments: a folder to make the log in, how many permits.
 */
public final class PermitLog {
  private static final SigningKey WITNESS =
      SigningKey.fromSeed("benchmark.example/witness", new byte[32]);

  private PermitLog() {}

  /** Writes it. */
  public static void main(String... arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    List<Permit> permits = PermitWorld.permitsOfOneSite(Integer.parseInt(arguments[1]));
    String policy =
        "log %s\nwitness w %s http://127.0.0.1:9/\nquorum w\n"
            .formatted(MadeLog.KEY.verifierKey(), WITNESS.cosignatureKey());
    Digest digest = new Digest(Hash.sha256(policy.getBytes(StandardCharsets.UTF_8)).hex());
    Charter charter = PermitCharter.of(1, PermitWorld.START, digest);
    List<PartySigner> all = new ArrayList<>();
    charter.parties().forEach(party -> all.add(PermitCharter.signer(party.id())));
    Envelope first = signed(Binding.ToLogKey.of(MadeLog.KEY.verifierKey()), charter, all);
    List<PartySigner> quorum = all.subList(1, 3);
    Binding binding = new Binding.ToCharter(first.statementId());
    Checkpoint checkpoint =
        MadeLog.write(
            folder,
            permits.size() + 1L,
            index ->
                index == 0
                    ? first.encode()
                    : signed(binding, permits.get((int) index - 1), quorum).encode());
    SignedNote note =
        SignedNote.sign(checkpoint.text(), MadeLog.KEY)
            .with(Cosignature.sign(WITNESS, Instant.now().getEpochSecond(), checkpoint));
    Files.write(folder.resolve("checkpoint"), note.encoded());
    Files.writeString(folder.resolve("policy"), policy);
    System.out.println(first.statementId().hex());
  }

  private static Envelope signed(Binding binding, StatementBody body, List<PartySigner> by) {
    return Envelope.sign(StatementCodec.write(new Statement(binding, body)), by);
  }
}
