package dev.standstill.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.proof.TlogProof;
import dev.standstill.log.tile.StoredTiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write, checked with the Go project's libraries and none of our code. */
class GoInteropTest {
  private static final String KEY = SampleLog.LOG.verifierKey().toString();

  @TempDir static Path temporary;

  private static Path log(int size) {
    Path directory = temporary.resolve("log" + size);
    SampleLog.write(directory, size);
    SampleLog.files(directory);
    return directory;
  }

  private static Path checkpoint(int size, Hash root) throws Exception {
    String text = new Checkpoint(SampleLog.LOG.name(), size, root).text();
    Path file = temporary.resolve("checkpoint" + size + root.hex());
    return Files.write(file, SignedNote.sign(text, SampleLog.LOG).encoded());
  }

  private static Hash root(int size) {
    return CompactRange.rootOf(
        IntStream.range(0, size).mapToObj(i -> TreeHash.leaf(SampleLog.entry(i))).toList());
  }

  @Test
  void anotherLibraryRebuildsOurTreesTakesOurProofsAndRefusesDamage() throws Exception {
    GoProgram go = GoProgram.compile(temporary);
    for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 1000, 65_536, 65_537}) {
      Path log = log(size);
      List<String> arguments = new ArrayList<>(List.of("log", KEY, log.toString()));
      for (int older : new int[] {0, 1, 200, 256, 999}) {
        if (older <= size) {
          arguments.add(checkpoint(older, root(older)).toString());
        }
      }
      assertThat(go.accepts(arguments.toArray(new String[0]))).as(go.output()).isTrue();
      if (size >= 200) {
        String other = checkpoint(200, TreeHash.empty()).toString();
        assertThat(go.accepts("log", KEY, log.toString(), other)).isFalse();
      }
    }
    refusesDamage(go, temporary.resolve("log257"));
    takesProofs(go, temporary.resolve("log1000"));
  }

  private static void refusesDamage(GoProgram go, Path log) throws Exception {
    Random random = new Random(257);
    for (String name : SampleLog.files(log)) {
      Path file = log.resolve(name);
      byte[] right = Files.readAllBytes(file);
      // Of a checkpoint only what the log signed: a lone key cannot see damage to others' lines.
      int length = name.equals("checkpoint") ? 60 : right.length;
      for (int i = 0; i < 5; i++) {
        Files.write(file, SampleLog.flip(right, random.nextInt(length), 1));
        assertThat(go.accepts("log", KEY, log.toString())).as(name).isFalse();
      }
      Files.delete(file);
      assertThat(go.accepts("log", KEY, log.toString())).as(name).isFalse();
      Files.write(file, right);
    }
    assertThat(go.accepts("log", KEY, log.toString())).isTrue();
  }

  private static void takesProofs(GoProgram go, Path log) throws Exception {
    SignedNote note = SignedNote.parse(Files.readAllBytes(log.resolve("checkpoint")));
    StoredTiles tree = new StoredTiles(log, 1000);
    Path proof = temporary.resolve("tlog-proof");
    Path entry = temporary.resolve("entry");
    for (int index : new int[] {0, 7, 255, 256, 511, 512, 999}) {
      Files.write(proof, TlogProof.generate(index, note, tree).encoded());
      Files.write(entry, SampleLog.entry(index));
      assertThat(go.accepts("proof", KEY, proof.toString(), entry.toString()))
          .as(go.output())
          .isTrue();
      Files.write(entry, SampleLog.entry(index + 1));
      assertThat(go.accepts("proof", KEY, proof.toString(), entry.toString())).isFalse();
    }
  }
}
