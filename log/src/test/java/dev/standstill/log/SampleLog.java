package dev.standstill.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.witness.Cosigners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A log made in code from fixed seeds, cosigned by two witnesses. */
public final class SampleLog {
  public static final SigningKey LOG = key("sample.example/log", 0);
  public static final SigningKey NORTH = key("north.example/witness", 32);
  public static final SigningKey SOUTH = key("south.example/witness", 64);
  public static final SigningKey LOG_PQ = postQuantumKey("sample.example/log", 96);
  public static final SigningKey NORTH_PQ = postQuantumKey("north.example/witness", 128);
  public static final long TIME = 1_790_000_000L;

  private SampleLog() {}

  /** Seeds are 32 consecutive bytes. */
  public static SigningKey key(String name, int firstByte) {
    return SigningKey.fromSeed(name, seed(firstByte));
  }

  public static SigningKey postQuantumKey(String name, int firstByte) {
    return SigningKey.fromSeed(name, SignatureAlgorithm.ML_DSA_44, seed(firstByte));
  }

  private static byte[] seed(int firstByte) {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) (firstByte + i);
    }
    return seed;
  }

  public static String policyText() {
    return """
    # both must sign
    log %s
    witness north %s
    witness south %s
    group both all north south
    quorum both
    """
        .formatted(LOG.verifierKey(), NORTH.cosignatureKey(), SOUTH.cosignatureKey());
  }

  public static QuorumPolicy policy() {
    return policy(policyText());
  }

  public static QuorumPolicy policy(String text) {
    try {
      return QuorumPolicy.parse(text.getBytes(UTF_8));
    } catch (PolicyRefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** Entry 7 is empty, as an edge case that every reader must survive. */
  public static byte[] entry(long index) {
    return index == 7 ? new byte[0] : ("{\"entry\":" + index + "}").getBytes(UTF_8);
  }

  /** Writes a log of this size in one publication and lets both witnesses cosign it. */
  public static Checkpoint write(Path directory, int size) {
    try (LogWriter writer = create(directory)) {
      for (int i = 0; i < size; i++) {
        writer.append(entry(i));
      }
      writer.publish();
      Checkpoint checkpoint = published(writer);
      cosign(directory, checkpoint);
      return checkpoint;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A writer without witnesses. */
  public static LogWriter create(Path directory) throws IOException {
    return LogWriter.create(directory, CheckpointSigner.of(LOG), Cosigners.none());
  }

  /** A writer that continues such a log. */
  public static LogWriter open(Path directory) throws IOException {
    return LogWriter.open(directory, CheckpointSigner.of(LOG), Cosigners.none());
  }

  /** The checkpoint that readers of this log see. */
  public static Checkpoint published(LogWriter writer) {
    try {
      return Checkpoint.parse(writer.published().orElseThrow().text());
    } catch (MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  private static void cosign(Path directory, Checkpoint checkpoint) throws IOException {
    Path file = directory.resolve("checkpoint");
    try {
      SignedNote note =
          SignedNote.parse(Files.readAllBytes(file))
              .with(Cosignature.sign(NORTH, TIME, checkpoint))
              .with(Cosignature.sign(SOUTH, TIME + 5, checkpoint));
      Files.write(file, note.encoded());
    } catch (MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  /** The relative paths of the files that are the log, in order. */
  public static List<String> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The same bytes with one of them changed by the bits of the mask. */
  public static byte[] flip(byte[] bytes, int position, int mask) {
    byte[] flipped = Arrays.copyOf(bytes, bytes.length);
    flipped[position] ^= (byte) mask;
    return flipped;
  }
}
