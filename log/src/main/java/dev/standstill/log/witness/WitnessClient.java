package dev.standstill.log.witness;

import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One witness as a log sees it: where it is, its keys, what it last said. */
final class WitnessClient {
  private final String url;
  private final Map<String, VerifierKey> keys;
  private final WitnessExchange exchange;
  private final InstantSource clock;
  private WitnessStanding standing;

  WitnessClient(HttpClient client, String url, Map<String, VerifierKey> keys, InstantSource clock) {
    this.url = url;
    this.keys = Map.copyOf(keys);
    this.clock = clock;
    this.exchange = new WitnessExchange(client, httpUri(url));
    this.standing =
        new WitnessStanding(
            url, keys.keySet(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
  }

  private static URI httpUri(String url) {
    try {
      URI uri = URI.create(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not the URL of a witness: " + url, e);
    }
    throw new IllegalArgumentException("not the URL of a witness: " + url);
  }

  /** What asking the witness gave. */
  sealed interface Outcome {
    WitnessClient witness();

    /** Lines whose cosignatures are verified. */
    record Cosigned(
        WitnessClient witness, List<SignatureLine> lines, List<Cosignature> cosignatures)
        implements Outcome {}

    record Failed(WitnessClient witness, String what) implements Outcome {}
  }

  synchronized WitnessStanding standing() {
    return standing;
  }

  private synchronized void learn(OptionalLong size, OptionalLong offset, Optional<String> what) {
    standing =
        new WitnessStanding(
            url,
            keys.keySet(),
            size.isPresent() ? size : standing.recordedSize(),
            offset.isPresent() ? offset : standing.clockOffset(),
            what);
  }

  /** Asks for a cosignature and never throws for anything that the witness does. */
  Outcome cosign(
      SignedNote signed,
      Checkpoint checkpoint,
      Cosigners.ConsistencySource consistency,
      Duration each) {
    long end = System.nanoTime() + each.toNanos();
    // SPEC: tlog-witness §add-checkpoint: whoever does not know the recorded size begins at 0. A
    // size beyond ours is asked about again: the witness may have been wrong then.
    long oldSize = Math.min(standing().recordedSize().orElse(0), checkpoint.size());
    Outcome outcome = new Outcome.Failed(this, "was not asked");
    try {
      for (int attempt = 0; attempt < 2; attempt++) {
        AddCheckpoint request =
            new AddCheckpoint(oldSize, proof(oldSize, checkpoint, consistency), signed);
        Duration rest = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        switch (exchange.addCheckpoint(request, rest)) {
          case WitnessExchange.Reply.Lines lines -> {
            return cosigned(lines.lines(), checkpoint);
          }
          case WitnessExchange.Reply.Failed failed -> {
            return failed(failed.what());
          }
          case WitnessExchange.Reply.Recorded recorded -> {
            Optional<Outcome> hopeless = hopeless(recorded.size(), oldSize, checkpoint.size());
            if (hopeless.isPresent()) {
              return hopeless.get();
            }
            oldSize = recorded.size();
            outcome = new Outcome.Failed(this, "changes the size that it has recorded");
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("was not waited for");
    } catch (RuntimeException e) {
      return failed("could not be asked: " + e);
    }
    return outcome;
  }

  /** The end of the exchange, unless it is worth asking again from the size recorded there. */
  private Optional<Outcome> hopeless(long recorded, long asked, long size) {
    learn(OptionalLong.of(recorded), OptionalLong.empty(), Optional.empty());
    if (recorded > size) {
      return Optional.of(
          failed("says that this log has had " + recorded + " entries, more than now"));
    }
    return recorded == asked
        ? Optional.of(failed("says that our checkpoint contradicts what it recorded (409)"))
        : Optional.empty();
  }

  private static List<Hash> proof(
      long oldSize, Checkpoint checkpoint, Cosigners.ConsistencySource consistency) {
    if (oldSize == 0 || oldSize == checkpoint.size()) {
      return List.of();
    }
    ConsistencyProof proof = consistency.proofFrom(oldSize);
    return proof.path();
  }

  private Outcome failed(String what) {
    learn(OptionalLong.empty(), OptionalLong.empty(), Optional.of(what));
    return new Outcome.Failed(this, what);
  }

  private Outcome cosigned(List<SignatureLine> answered, Checkpoint checkpoint) {
    List<SignatureLine> lines = new ArrayList<>();
    List<Cosignature> cosignatures = new ArrayList<>();
    for (VerifierKey key : keys.values()) {
      // SPEC: tlog-witness §add-checkpoint: the client MUST ignore cosignatures from unknown keys.
      for (SignatureLine line : answered) {
        Optional<Cosignature> cosignature = Cosignature.verify(line, key, checkpoint.text());
        if (cosignature.isPresent() && cosignature.get().time() > 0) {
          lines.add(line);
          cosignatures.add(cosignature.get());
          break;
        }
      }
    }
    if (lines.isEmpty()) {
      return failed("answered 200 without a cosignature that its key verifies");
    }
    long time = cosignatures.getFirst().time();
    learn(
        OptionalLong.of(checkpoint.size()),
        OptionalLong.of(time - clock.instant().getEpochSecond()),
        Optional.empty());
    return new Outcome.Cosigned(this, lines, cosignatures);
  }

  /** The last checkpoint it cosigned, if both the log's key and its own verify that. */
  Optional<SignedNote> lastCosigned(QuorumPolicy policy, String origin, Duration each) {
    try {
      return switch (exchange.lastCosigned(origin, each)) {
        case WitnessExchange.Sent.Answer answer when answer.status() == 200 ->
            witnessed(policy, origin, answer.body().getBytes(StandardCharsets.UTF_8));
        case WitnessExchange.Sent.Answer _, WitnessExchange.Sent.Nothing _ -> Optional.empty();
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<SignedNote> witnessed(QuorumPolicy policy, String origin, byte[] bytes) {
    try {
      SignedNote note = SignedNote.parse(bytes);
      boolean known =
          policy.check(bytes) instanceof CheckpointCheck.Verified verified
              && verified.checkpoint().origin().equals(origin);
      boolean own = note.check(keys.values()) instanceof NoteCheck.Verified;
      if (known && own) {
        long size = Checkpoint.parse(note.text()).size();
        learn(OptionalLong.of(size), OptionalLong.empty(), Optional.empty());
        return Optional.of(note);
      }
      return Optional.empty();
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  /** Its names in the policy. */
  @Override
  public String toString() {
    return String.join(" and ", keys.keySet().stream().sorted().toList());
  }
}
