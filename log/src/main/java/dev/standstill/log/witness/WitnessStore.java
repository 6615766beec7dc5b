package dev.standstill.log.witness;

import static java.util.stream.Collectors.toSet;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The state of a witness as files. One directory a log, named by the hash of its origin, as in the
 * URL under which readers find it:
 *
 * <pre>
 * 6f1e.../checkpoint             the last cosigned checkpoint, which is all of the state
 * 6f1e.../300-9ab2....split-view two checkpoints of one size and two roots, both signed by the log
 * 6f1e.../400-77c0....unproven   the recorded one, and one that came without a proof to it
 * begun                          the directories of all logs ever cosigned, a line each
 * </pre>
 *
 * <p>By itself a directory that is not there looks like a log never seen, which would be cosigned
 * from its beginning again; the last file tells the two apart.
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
  private static final String BEGUN = "begun";
  private static final int BEGUN_BYTES_MAX = 1 << 24;

  private final Storage storage;

  /** What the file says; nothing before it was read. */
  private Optional<Set<String>> begun = Optional.empty();

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
   * @throws IOException also if the record is damaged or lost: neither is an empty one
   */
  WitnessedLog load(String origin, List<VerifierKey> logKeys, List<VerifierKey> ownKeys)
      throws IOException {
    String file = directory(origin) + "/" + CHECKPOINT;
    Optional<byte[]> bytes = storage.read(file, SignedNote.BYTES_MAX);
    if (bytes.isEmpty()) {
      if (begun().contains(directory(origin))) {
        throw new IOException(
            file + ": is lost, and " + origin + " was cosigned before; restore it");
      }
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
    String directory = directory(last.checkpoint().origin());
    replace(directory + "/" + CHECKPOINT, last.note().encoded());
    // Second: a log that is listed has a record, whatever happens between the two.
    begin(directory);
  }

  private synchronized void begin(String directory) throws IOException {
    if (begun().contains(directory)) {
      return;
    }
    Set<String> longer = new TreeSet<>(begun());
    longer.add(directory);
    String lines = longer.stream().map(line -> line + "\n").collect(Collectors.joining());
    write("", BEGUN, lines.getBytes(StandardCharsets.US_ASCII));
    begun = Optional.of(longer);
  }

  private synchronized Set<String> begun() throws IOException {
    if (begun.isEmpty()) {
      byte[] lines = storage.read(BEGUN, BEGUN_BYTES_MAX).orElse(new byte[0]);
      begun = Optional.of(new String(lines, StandardCharsets.US_ASCII).lines().collect(toSet()));
    }
    return begun.get();
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
    write(directory, path, bytes);
  }

  private void write(String directory, String path, byte[] bytes) throws IOException {
    String part = directory.isEmpty() ? PART : directory + "/" + PART;
    storage.delete(part);
    try (Storage.OutputFile file = storage.create(part)) {
      file.write(bytes, 0, bytes.length);
      file.sync();
    }
    storage.rename(part, path);
    storage.syncDirectory(directory);
  }
}
