package dev.standstill.log.witness;

import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.witness.WitnessAnswer.Refusal;
import dev.standstill.log.witness.WitnessRules.Decision;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A witness: its keys, its state, its clock. For many threads; each log has one lock, under which a
 * request is checked, recorded and answered, so that a smaller tree never replaces a larger one.
 *
 * <p>Its directory belongs to one process alone; the caller sees to that.
 */
public final class Witness {
  private final KnownLogs logs;
  private final WitnessKeys keys;
  private final WitnessStore store;
  private final InstantSource clock;
  private final Map<String, Recorded> recordedByDirectory = new TreeMap<>();
  private volatile boolean stopped;

  /** The state of one log; its monitor is the log's lock. */
  private static final class Recorded {
    private WitnessedLog log;

    Recorded(WitnessedLog log) {
      this.log = log;
    }
  }

  private Witness(KnownLogs logs, WitnessKeys keys, WitnessStore store, InstantSource clock) {
    this.logs = logs;
    this.keys = keys;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Reads what was recorded of each known log.
   *
   * @throws IOException if any of it cannot be read or is damaged
   */
  public static Witness open(KnownLogs logs, WitnessKeys keys, Storage storage, InstantSource clock)
      throws IOException {
    Witness witness = new Witness(logs, keys, new WitnessStore(storage), clock);
    for (String origin : logs.origins()) {
      List<VerifierKey> logKeys = logs.keysOf(origin).orElseThrow();
      WitnessedLog log = witness.store.load(origin, logKeys, keys.verifierKeys());
      witness.recordedByDirectory.put(WitnessStore.directory(origin), new Recorded(log));
    }
    return witness;
  }

  /** Its public keys. */
  public List<VerifierKey> verifierKeys() {
    return keys.verifierKeys();
  }

  /**
   * Answers the body of a request to cosign.
   *
   * @throws IOException if the state could not be made durable; the witness has then stopped, since
   *     nobody knows what is on its disk, and answers nothing before it is started again
   */
  public WitnessAnswer addCheckpoint(byte[] body) throws IOException {
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (MalformedRequestException e) {
      return new WitnessAnswer.Refused(Refusal.MALFORMED, e.getMessage() + "");
    }
    String origin = request.checkpoint().origin();
    @Nullable Recorded recorded = recordedByDirectory.get(WitnessStore.directory(origin));
    if (recorded == null) {
      return answer(WitnessRules.decide(Optional.empty(), nothing(origin).head(), request));
    }
    // SPEC: tlog-witness §add-checkpoint: the check of the old size and the recording are atomic.
    synchronized (recorded) {
      requireRunning();
      Decision decision = WitnessRules.decide(logs.keysOf(origin), recorded.log.head(), request);
      try {
        return apply(decision, recorded);
      } catch (IOException | RuntimeException e) {
        stopped = true;
        throw e;
      }
    }
  }

  private static WitnessedLog nothing(String origin) {
    return new WitnessedLog(origin, Optional.empty());
  }

  private static WitnessAnswer answer(Decision decision) {
    return switch (decision) {
      case Decision.Answer answer -> answer.answer();
      case Decision.Cosign _ -> throw new IllegalStateException("an unknown log is not cosigned");
    };
  }

  private WitnessAnswer apply(Decision decision, Recorded recorded) throws IOException {
    return switch (decision) {
      case Decision.Answer answer -> {
        if (answer.suspect().isPresent()) {
          store.keep(answer.suspect().get(), recorded.log);
        }
        yield answer.answer();
      }
      case Decision.Cosign cosign -> cosign(cosign, recorded);
    };
  }

  private WitnessAnswer cosign(Decision.Cosign cosign, Recorded recorded) throws IOException {
    long time = recorded.log.timeNotBefore(clock.instant().getEpochSecond());
    List<SignatureLine> cosignatures = keys.cosign(time, cosign.checkpoint());
    SignedNote note = cosign.note();
    for (SignatureLine line : cosignatures) {
      note = note.with(line);
    }
    WitnessedLog.Last last = new WitnessedLog.Last(cosign.checkpoint(), note, time);
    // SPEC: tlog-witness §add-checkpoint: MUST persist the new checkpoint before responding.
    store.save(last);
    recorded.log = new WitnessedLog(last.checkpoint().origin(), Optional.of(last));
    return new WitnessAnswer.Cosigned(cosignatures);
  }

  private void requireRunning() throws IOException {
    if (stopped) {
      throw new IOException("the witness has stopped after a failed write; start it again");
    }
  }

  /** What it has recorded of each known log, in the order of their directories. */
  public List<WitnessedLog> witnessed() {
    List<WitnessedLog> witnessed = new ArrayList<>();
    for (Recorded recorded : recordedByDirectory.values()) {
      synchronized (recorded) {
        witnessed.add(recorded.log);
      }
    }
    return witnessed;
  }

  /**
   * The last cosigned checkpoint of a log.
   *
   * @param originHash the hash of its origin, as in the path of the request
   */
  public Optional<SignedNote> lastCosigned(String originHash) {
    @Nullable Recorded recorded = recordedByDirectory.get(originHash);
    if (recorded == null) {
      return Optional.empty();
    }
    synchronized (recorded) {
      return recorded.log.last().map(WitnessedLog.Last::note);
    }
  }

  /** The files kept of a log because what it signed does not go together. */
  public List<String> kept(String origin) throws IOException {
    return store.kept(origin);
  }

  /** One kept file, or empty if there is none of this name. */
  public Optional<byte[]> keptFile(String originHash, String name) throws IOException {
    return recordedByDirectory.containsKey(originHash)
        ? store.keptFile(originHash, name)
        : Optional.empty();
  }

  /** The logs for which it cosigns. */
  public KnownLogs logs() {
    return logs;
  }
}
