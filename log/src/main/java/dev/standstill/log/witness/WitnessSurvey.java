package dev.standstill.log.witness;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a witness's directory holds of one log, read without its secrets.
 *
 * @param kept the names of the files kept because what the log signed does not go together
 */
public record WitnessSurvey(WitnessedLog log, List<String> kept) {
  private static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{64}");

  public WitnessSurvey {
    kept = List.copyOf(kept);
  }

  /**
   * All logs for which it has ever cosigned, known or no longer known.
   *
   * @throws IOException if anything is unreadable, or is not cosigned by these keys
   */
  public static List<WitnessSurvey> read(Storage storage, List<VerifierKey> keys)
      throws IOException {
    WitnessStore store = new WitnessStore(storage);
    List<WitnessSurvey> surveys = new ArrayList<>();
    for (String directory : storage.list("")) {
      String file = directory + "/" + WitnessStore.CHECKPOINT;
      Optional<byte[]> bytes =
          DIRECTORY.matcher(directory).matches()
              ? storage.read(file, SignedNote.BYTES_MAX)
              : Optional.empty();
      if (bytes.isPresent()) {
        String origin = origin(file, bytes.get());
        if (!WitnessStore.directory(origin).equals(directory)) {
          throw new IOException(file + ": belongs to another log's directory");
        }
        surveys.add(new WitnessSurvey(store.load(origin, List.of(), keys), store.kept(origin)));
      }
    }
    return surveys;
  }

  private static String origin(String file, byte[] bytes) throws IOException {
    try {
      return Checkpoint.parse(SignedNote.parse(bytes).text()).origin();
    } catch (MalformedNoteException e) {
      throw new IOException(file + ": " + e.reason(), e);
    }
  }
}
