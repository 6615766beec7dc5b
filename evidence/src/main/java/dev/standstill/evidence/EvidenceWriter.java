package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Publication;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds an evidence source. Everything is written into a folder beside the target, which gets the
 * target's name only when it is whole; until then, or if anything fails, the target does not exist.
 */
public final class EvidenceWriter implements AutoCloseable {

  private final Path target;
  private final UnfinishedFolder unfinished;
  private final SourceLog sourceLog;
  private final LogWriter log;
  private final Binding binding;

  private EvidenceWriter(
      Path target,
      UnfinishedFolder unfinished,
      SourceLog sourceLog,
      Charter charter,
      List<PartySigner> signers)
      throws IOException {
    this.target = target;
    this.unfinished = unfinished;
    this.sourceLog = sourceLog;
    this.log = LogWriter.create(unfinished.path(), sourceLog.signer(), sourceLog.cosigners());
    Binding toLog = Binding.ToLogKey.of(sourceLog.signer().verifierKeys().getFirst());
    this.binding = new Binding.ToCharter(log(new Statement(toLog, charter), signers));
  }

  /**
   * Begins a source with its charter.
   *
   * @param target the directory to make; must not exist
   * @param sourceLog its log
   * @param charter the agreement, naming the digest of the log's policy
   * @param signers a key of every party of the charter
   * @throws FileAlreadyExistsException if the target exists
   */
  public static EvidenceWriter begin(
      Path target, SourceLog sourceLog, Charter charter, List<PartySigner> signers)
      throws IOException {
    Path whole = target.toAbsolutePath().normalize();
    if (Files.exists(whole)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path parent = whole.getParent();
    if (parent == null) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.createDirectories(parent);
    UnfinishedFolder unfinished = UnfinishedFolder.in(parent, ".unfinished-");
    try {
      return new EvidenceWriter(whole, unfinished, sourceLog, charter, signers);
    } catch (IOException | RuntimeException e) {
      unfinished.close();
      throw e;
    }
  }

  /** Writes readings and returns the digest that names them. */
  public Digest writeReadings(Iterable<MeterReading> readings) throws IOException {
    return new Digest(ReadingsFile.write(telemetry(), readings));
  }

  /** Where the readings written so far are, until {@link #publish}. */
  public Path readings(Digest digest) {
    return SourceLayout.readings(unfinished.path(), digest);
  }

  /** Signs a statement under the charter, logs it, and returns its id. */
  public Digest append(StatementBody body, PartySigner signer) {
    return log(new Statement(binding, body), List.of(signer));
  }

  /** Logs a statement that several sign under the charter, and says where it stands. */
  public Citation appendJoint(StatementBody body, List<PartySigner> signers) {
    Envelope envelope = Envelope.sign(StatementCodec.write(new Statement(binding, body)), signers);
    return new Citation(log.append(envelope.encode()).index(), envelope.statementId());
  }

  /**
   * Has what was logged so far cosigned as the policy asks, and goes on. The source has its name
   * only after {@link #publish}.
   *
   * @return the cosigned checkpoint
   * @throws NotWitnessedException if too few witnesses cosigned
   */
  public SignedNote checkpoint() throws IOException {
    return switch (log.publish()) {
      case Publication.Published(SignedNote note, var _) -> note;
      case Publication.NothingNew(SignedNote note, var _) -> note;
      case Publication.BelowQuorum(String detail) -> throw new NotWitnessedException(detail);
    };
  }

  private Digest log(Statement statement, List<PartySigner> signers) {
    Envelope envelope = Envelope.sign(StatementCodec.write(statement), signers);
    log.append(envelope.encode());
    return envelope.statementId();
  }

  private Path telemetry() {
    return unfinished.path().resolve(SourceLayout.TELEMETRY);
  }

  /** The id of the charter. */
  public Digest charter() {
    return binding.digest();
  }

  /**
   * Signs the checkpoint, has it cosigned as the policy asks, and gives the source its name.
   *
   * @throws NotWitnessedException if too few witnesses cosigned; nothing is left behind then
   */
  public void publish() throws IOException {
    Files.write(unfinished.path().resolve(SourceLayout.POLICY), sourceLog.policy());
    var _ = checkpoint();
    // Whoever continues a log must know what it has signed; a source is finished.
    log.closeForGood();
    makeReadable();
    unfinished.finish(target);
  }

  /** Unfinished files are the writer's alone; a source is there to be served. */
  private void makeReadable() throws IOException {
    Files.setPosixFilePermissions(unfinished.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> readings = Files.list(telemetry())) {
      for (Path file : readings.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
    } catch (NoSuchFileException e) {
      // A source without readings has no such folder.
    }
  }

  /** Leaves nothing behind unless the source was published. */
  @Override
  public void close() throws IOException {
    try {
      log.close();
    } finally {
      unfinished.close();
    }
  }
}
