package dev.standstill.log.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A published log checked from its bytes, with nothing of the writer's own code. */
final class LogBytes {
  private static final Map<SignedNote, Boolean> VERIFIED = new ConcurrentHashMap<>();

  private LogBytes() {}

  private static boolean verifies(SignedNote note) {
    return note.check(List.of(SampleLog.LOG.verifierKey())) instanceof NoteCheck.Verified;
  }

  /** The entries under the checkpoint; any file that is not exactly right fails. */
  static List<byte[]> entries(Map<String, byte[]> files) {
    Checkpoint checkpoint = checkpoint(files);
    List<byte[]> entries = new ArrayList<>();
    for (long i = 0; i < TilePath.fileCount(checkpoint.size()); i++) {
      int width = TilePath.widthAt(i, checkpoint.size());
      EntryBundle bundle = EntryBundle.decode(file(files, new TilePath.Entries(i, width)));
      assertThat(bundle.isWhole()).isTrue();
      assertThat(bundle.entries()).hasSize(width);
      entries.addAll(bundle.entries());
    }
    List<List<Hash>> levels = levels(entries);
    assertThat(CompactRange.rootOf(levels.getFirst())).isEqualTo(checkpoint.root());
    for (TilePath path : TilePath.forSize(checkpoint.size())) {
      requireRight(path, file(files, path), entries, levels);
    }
    files.forEach((name, bytes) -> checkSuperseded(name, bytes, entries, levels));
    return entries;
  }

  static Checkpoint checkpoint(Map<String, byte[]> files) {
    try {
      SignedNote note =
          SignedNote.parse(Optional.ofNullable(files.get("checkpoint")).orElseThrow());
      assertThat(VERIFIED.computeIfAbsent(note, LogBytes::verifies)).isTrue();
      return Checkpoint.parse(note.text());
    } catch (MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] file(Map<String, byte[]> files, TilePath path) {
    byte[] bytes = files.get(path.path());
    assertThat(bytes).as(path.path()).isNotNull();
    return Optional.ofNullable(bytes).orElseThrow();
  }

  /** Leaf hashes, then the roots of full tiles, level by level. */
  private static List<List<Hash>> levels(List<byte[]> entries) {
    List<List<Hash>> levels = new ArrayList<>();
    levels.add(entries.stream().map(TreeHash::leaf).toList());
    while (levels.getLast().size() >= TilePath.WIDTH_FULL) {
      List<Hash> below = levels.getLast();
      List<Hash> level = new ArrayList<>();
      for (int end = 256; end <= below.size(); end += 256) {
        level.add(CompactRange.rootOf(below.subList(end - 256, end)));
      }
      levels.add(level);
    }
    return levels;
  }

  private static byte[] expected(TilePath path, List<byte[]> entries, List<List<Hash>> levels) {
    int start = (int) path.start();
    int end = start + path.width();
    return switch (path) {
      case TilePath.Entries _ -> EntryBundle.of(entries.subList(start, end)).encoded();
      case TilePath.Hashes tile -> {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        levels.get(tile.level()).subList(start, end).forEach(h -> bytes.writeBytes(h.bytes()));
        yield bytes.toByteArray();
      }
    };
  }

  /** A partial file that a wider one superseded may be there, and is right if it is. */
  private static void checkSuperseded(
      String name, byte[] bytes, List<byte[]> entries, List<List<Hash>> levels) {
    if (name.startsWith(".writer/") || name.equals("checkpoint")) {
      return;
    }
    TilePath path = TilePath.parse(name).orElseThrow(() -> new AssertionError(name));
    requireRight(path, bytes, entries, levels);
  }

  private static void requireRight(
      TilePath path, byte[] bytes, List<byte[]> entries, List<List<Hash>> levels) {
    if (!Arrays.equals(bytes, expected(path, entries, levels))) {
      throw new AssertionError(path.path() + " does not hold what it must");
    }
  }
}
