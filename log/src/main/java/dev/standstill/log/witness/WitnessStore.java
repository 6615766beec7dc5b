package dev.standstill.log.witness;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.proof.SplitView;
import dev.standstill.log.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The state of a witness as files. One directory a log, named by the hash of its origin, as in the
 * URL under which readers find it:
 *
 * <pre>
 * 6f1e.../checkpoint             the last cosigned checkpoint, which is all of the state
 * 6f1e.../300-9ab2....split-view two checkpoints of one size and two roots, both signed by the log
 * 6f1e.../400-77c0....unproven   the recorded one, and one that came without a proof to it
 * </pre>
 */
final class WitnessStore {
  static final String CHECKPOINT = "checkpoint";
  static final String SPLIT_VIEW = SplitView.EXTENSION;
  static final String UNPROVEN = ".unproven";

  /**
   * Of either kind and for each log. Whoever replays an honest checkpoint with a wrong proof can
   * fill the unproven ones, so the two kinds are counted apart.
   */
  static final int KEPT_MAX = 16;

  private static final String PART = "new";

  private final Storage storage;

  WitnessStore(Storage storage) {
    this.storage = storage;
  }

  /** The directory and URL element of a log. */
  static String directory(String origin) {
    // SPEC: tlog-witness §Monitoring: the hex-encoded SHA-256 of the origin.
    return Hash.sha256(origin.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * What is recorded of a log.
   *
   * @throws IOException also if the record is damaged: an unreadable state is never an empty one
   */
  WitnessedLog load(String origin, List<VerifierKey> logKeys, List<VerifierKey> ownKeys)
      throws IOException {
    String file = directory(origin) + "/" + CHECKPOINT;
    Optional<byte[]> bytes = storage.read(file, SignedNote.BYTES_MAX);
    if (bytes.isEmpty()) {
      return new WitnessedLog(origin, Optional.empty());
    }
    try {
      SignedNote note = SignedNote.parse(bytes.get());
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      // Our own signature binds every byte of the state: whoever alters it cannot make another.
      if (note.check(ownKeys) instanceof NoteCheck.Verified verified
          && checkpoint.origin().equals(origin)) {
        long time =
            verified.cosignatures().stream().mapToLong(Cosignature::time).max().orElseThrow();
        return new WitnessedLog(origin, Optional.of(new WitnessedLog.Last(checkpoint, note, time)));
      }
    } catch (MalformedNoteException e) {
      throw new IOException(file + ": " + e.reason() + "; restore it before witnessing", e);
    }
    throw new IOException(
        file + ": is not cosigned by this witness's keys; restore state or keys together");
  }

  /** On return the checkpoint is the one that a restart will find. */
  void save(WitnessedLog.Last last) throws IOException {
    replace(directory(last.checkpoint().origin()) + "/" + CHECKPOINT, last.note().encoded());
  }

  /** Keeps both sides of a suspicion, unless it is kept already or too many are. */
  void keep(WitnessRules.Suspect suspect, WitnessedLog recorded) throws IOException {
    String directory = directory(recorded.origin());
    boolean twoViews = suspect.contradicts() && recorded.last().isPresent();
    String kind = twoViews ? SPLIT_VIEW : UNPROVEN;
    byte[] text = suspect.note().text().getBytes(StandardCharsets.UTF_8);
    String name =
        suspect.checkpoint().size() + "-" + Hash.sha256(text).hex().substring(0, 16) + kind;
    List<String> kept =
        storage.list(directory).stream().filter(file -> file.endsWith(kind)).toList();
    if (kept.size() >= KEPT_MAX || kept.contains(name)) {
      return;
    }
    Optional<SignedNote> last = recorded.last().map(WitnessedLog.Last::note);
    replace(
        directory + "/" + name,
        twoViews ? splitView(last.orElseThrow(), suspect) : sideBySide(last, suspect.note()));
  }

  private static byte[] splitView(SignedNote recorded, WitnessRules.Suspect suspect) {
    return SplitView.ofEqualSizes(recorded, suspect.note(), suspect.checkpoint().root()).encoded();
  }

  private static byte[] sideBySide(Optional<SignedNote> recorded, SignedNote suspect) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    recorded.ifPresent(note -> {
      both.writeBytes(note.encoded());
      both.write('\n');
    });
    both.writeBytes(suspect.encoded());
    return both.toByteArray();
  }

  /** The names of the kept files of a log. */
  List<String> kept(String origin) throws IOException {
    return storage.list(directory(origin)).stream().filter(WitnessStore::isKept).toList();
  }

  Optional<byte[]> keptFile(String directory, String name) throws IOException {
    // Only a name that is listed, so that no name of a request becomes a path.
    return storage.list(directory).contains(name) && isKept(name)
        ? storage.read(directory + "/" + name, SplitView.BYTES_MAX)
        : Optional.empty();
  }

  private static boolean isKept(String name) {
    return name.endsWith(SPLIT_VIEW) || name.endsWith(UNPROVEN);
  }

  private void replace(String path, byte[] bytes) throws IOException {
    String directory = path.substring(0, path.indexOf('/'));
    storage.makeDirectory(directory);
    // The directory may be new, or its name may have been lost from a crash before.
    storage.syncDirectory("");
    String part = directory + "/" + PART;
    storage.delete(part);
    try (Storage.OutputFile file = storage.create(part)) {
      file.write(bytes, 0, bytes.length);
      file.sync();
    }
    storage.rename(part, path);
    storage.syncDirectory(directory);
  }
}
