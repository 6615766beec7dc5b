package dev.standstill.benchmarks;

import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHasher;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** A log of any size, written as plain files as fast as the disk takes them and nothing more. */
final class MadeLog {
  static final SigningKey KEY = SigningKey.fromSeed("benchmark.example/log", new byte[32]);

  private final Path directory;
  private final LongFunction<byte[]> entries;
  private final TreeHasher hasher = new TreeHasher();
  private final CompactRange range = new CompactRange();
  private final List<ByteArrayOutputStream> tiles = new ArrayList<>();
  private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
  private final byte[] hash = new byte[Hash.LENGTH];

  private MadeLog(Path directory, LongFunction<byte[]> entries) {
    this.directory = directory;
    this.entries = entries;
  }

  static QuorumPolicy policy() {
    return QuorumPolicy.withoutWitnesses(KEY.verifierKey());
  }

  /** Entry {@code index} of every made log with entries of this length. */
  static byte[] entry(long index, int entryBytes) {
    return ByteBuffer.allocate(entryBytes).putLong(index).array();
  }

  static Checkpoint write(Path directory, long size, int entryBytes) throws IOException {
    return write(directory, size, index -> entry(index, entryBytes));
  }

  /** A log of these entries. */
  static Checkpoint write(Path directory, long size, LongFunction<byte[]> entries)
      throws IOException {
    return new MadeLog(directory, entries).write(size);
  }

  private Checkpoint write(long size) throws IOException {
    for (long i = 0; i < size; i++) {
      byte[] entry = entries.apply(i);
      bundle.write(entry.length >>> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
      hasher.leaf(entry, 0, entry.length, hash, 0);
      range.append(hash, 0);
      add(0, i, hash);
      if (i % TilePath.WIDTH_FULL == TilePath.WIDTH_FULL - 1 || i == size - 1) {
        int width = (int) (i % TilePath.WIDTH_FULL) + 1;
        put(new TilePath.Entries(i / TilePath.WIDTH_FULL, width), bundle);
      }
    }
    for (int level = 0; level < tiles.size(); level++) {
      ByteArrayOutputStream tile = tiles.get(level);
      long count = TilePath.countAt(level, size);
      if (tile.size() > 0) {
        int width = tile.size() / Hash.LENGTH;
        put(new TilePath.Hashes(level, count / TilePath.WIDTH_FULL, width), tile);
      }
    }
    Checkpoint checkpoint = new Checkpoint(KEY.name(), size, range.root());
    Files.write(directory.resolve("checkpoint"), SignedNote.sign(checkpoint.text(), KEY).encoded());
    Files.writeString(
        directory.resolve("policy"), QuorumPolicy.textWithoutWitnesses(KEY.verifierKey()));
    return checkpoint;
  }

  private void add(int level, long index, byte[] at) throws IOException {
    if (level == tiles.size()) {
      tiles.add(new ByteArrayOutputStream());
    }
    ByteArrayOutputStream tile = tiles.get(level);
    tile.write(at, 0, Hash.LENGTH);
    if (tile.size() == TilePath.WIDTH_FULL * Hash.LENGTH) {
      long number = index / TilePath.WIDTH_FULL;
      byte[] root = new byte[Hash.LENGTH];
      hasher.subtree(tile.toByteArray(), 0, TilePath.WIDTH_FULL, root, 0);
      put(new TilePath.Hashes(level, number, TilePath.WIDTH_FULL), tile);
      add(level + 1, number, root);
    }
  }

  private void put(TilePath path, ByteArrayOutputStream bytes) throws IOException {
    Path file = directory.resolve(path.path());
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, bytes.toByteArray());
    bytes.reset();
  }
}
