package dev.standstill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a log as no honest writer would: of any size, with any history. */
final class ForkableLog {
  static final SigningKey KEY = SigningKey.fromSeed("forkable.example/log", new byte[32]);
  static final int NEVER = Integer.MAX_VALUE;

  private ForkableLog() {}

  static byte[] entry(int index, int fork) {
    return ((index < fork ? "entry " : "other ") + index).getBytes(UTF_8);
  }

  static QuorumPolicy policy() {
    return QuorumPolicy.withoutWitnesses(KEY.verifierKey());
  }

  /** A log of this size whose entries from {@code fork} on are another history. */
  static Checkpoint write(Path directory, int size, int fork) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(entry(i, fork));
      hashes.add(TreeHash.leaf(entries.getLast()));
    }
    Checkpoint checkpoint = new Checkpoint(KEY.name(), size, CompactRange.rootOf(hashes));
    for (int i = 0; i < TilePath.fileCount(size); i++) {
      List<byte[]> bundle = entries.subList(256 * i, Math.min(size, 256 * i + 256));
      put(directory, new TilePath.Entries(i, bundle.size()), EntryBundle.of(bundle).encoded());
    }
    for (int level = 0; !hashes.isEmpty(); level++) {
      List<Hash> parents = new ArrayList<>();
      for (int i = 0; i < TilePath.fileCount(hashes.size()); i++) {
        List<Hash> tile = hashes.subList(256 * i, Math.min(hashes.size(), 256 * i + 256));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tile.forEach(hash -> bytes.writeBytes(hash.bytes()));
        put(directory, new TilePath.Hashes(level, i, tile.size()), bytes.toByteArray());
        if (tile.size() == 256) {
          parents.add(CompactRange.rootOf(tile));
        }
      }
      hashes = parents;
    }
    Files.createDirectories(directory);
    Files.write(directory.resolve("checkpoint"), SignedNote.sign(checkpoint.text(), KEY).encoded());
    Files.writeString(
        directory.resolve("policy"), QuorumPolicy.textWithoutWitnesses(KEY.verifierKey()));
    return checkpoint;
  }

  private static void put(Path directory, TilePath path, byte[] bytes) throws IOException {
    Path file = directory.resolve(path.path());
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, bytes);
  }
}
