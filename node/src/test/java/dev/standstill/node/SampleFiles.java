package dev.standstill.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import dev.standstill.log.witness.KnownLogs;
import dev.standstill.log.witness.WitnessKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A log of 300 entries as files, and keys of everybody. */
final class SampleFiles {
  static final int SIZE = 300;
  static final String ORIGIN = "sample.example/log";
  static final CheckpointSigner SIGNER =
      CheckpointSigner.of(
          key(ORIGIN, SignatureAlgorithm.ED25519), key(ORIGIN, SignatureAlgorithm.ML_DSA_44));
  static final KnownLogs KNOWN = KnownLogs.of(SIGNER.verifierKeys());

  private SampleFiles() {}

  static SigningKey key(String name, SignatureAlgorithm algorithm) {
    byte[] seed = Arrays.copyOf(name.getBytes(UTF_8), 32);
    return SigningKey.fromSeed(name, algorithm, seed);
  }

  static WitnessKeys witnessKeys(String name) {
    return new WitnessKeys(
        key(name, SignatureAlgorithm.ED25519), key(name, SignatureAlgorithm.ML_DSA_44));
  }

  static byte[] entry(int index) {
    return "{\"entry\":%d,\"of\":\"the sample log\"}".formatted(index).getBytes(UTF_8);
  }

  private static List<Hash> leaves(int size) {
    return IntStream.range(0, size).mapToObj(i -> TreeHash.leaf(entry(i))).toList();
  }

  static SignedNote signed(int size) {
    Hash root = CompactRange.rootOf(leaves(size));
    return SIGNER.sign(new Checkpoint(ORIGIN, size, root), 1_790_000_000L);
  }

  static ConsistencyProof proof(long from, int to) {
    return ConsistencyProof.generate(from, to, CompleteSubtrees.ofLeaves(leaves(to)));
  }

  static void write(Path directory) {
    try {
      for (TilePath path : TilePath.forSize(SIZE)) {
        Path file = directory.resolve(path.path());
        Files.createDirectories(file.getParent());
        Files.write(file, content(path));
      }
      Files.write(directory.resolve("checkpoint"), signed(SIZE).encoded());
      Files.writeString(
          directory.resolve("policy"),
          "log " + SIGNER.verifierKeys().getFirst() + "\nquorum none\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] content(TilePath path) {
    IntStream range = IntStream.range((int) path.start(), (int) path.start() + path.width());
    return switch (path) {
      case TilePath.Entries _ ->
          EntryBundle.of(range.mapToObj(SampleFiles::entry).toList()).encoded();
      case TilePath.Hashes hashes -> {
        CompleteSubtrees tree = CompleteSubtrees.ofLeaves(leaves(SIZE));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        range.forEach(i -> bytes.writeBytes(tree.hash(8 * hashes.level(), i).bytes()));
        yield bytes.toByteArray();
      }
    };
  }
}
