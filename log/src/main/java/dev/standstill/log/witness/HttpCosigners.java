package dev.standstill.log.witness;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks the witnesses of a policy over HTTP, all at once. None is believed: what one answers counts
 * only if the policy's own key verifies it, and what it does not answer in time is left out.
 *
 * <p>The wait ends when the quorum stands and a short grace for the others is over, or when every
 * witness has answered or run out of time. For one caller at a time.
 */
public final class HttpCosigners implements Cosigners, AutoCloseable {
  /**
   * How long to wait.
   *
   * @param each for everything that is asked of one witness
   * @param grace for the others once the quorum stands
   */
  public record Patience(Duration each, Duration grace) {
    /** For witnesses anywhere on the planet. */
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(5), Duration.ofMillis(500));
  }

  private final QuorumPolicy policy;
  private final String origin;
  private final Patience patience;
  private final HttpClient client;
  private final List<WitnessClient> witnesses;

  /**
   * Cosigners for the log of this origin.
   *
   * @throws IllegalArgumentException if a URL of the policy is not one, with the reason
   */
  public HttpCosigners(QuorumPolicy policy, String origin, Patience patience, InstantSource clock) {
    this.policy = policy;
    this.origin = origin;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            // Without it each first request would offer HTTP/2, which small witnesses need not
            // know.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.each())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    // Two keys of one witness have one URL, and it is asked once.
    Map<String, Map<String, VerifierKey>> keysByUrl = new LinkedHashMap<>();
    policy
        .witnessUrls()
        .forEach((name, url) ->
            keysByUrl.computeIfAbsent(url, _ -> new LinkedHashMap<>()).put(name, keyOf(name)));
    this.witnesses =
        keysByUrl.entrySet().stream()
            .map(e -> new WitnessClient(client, e.getKey(), e.getValue(), clock))
            .toList();
  }

  private VerifierKey keyOf(String witness) {
    return Optional.ofNullable(policy.witnesses().get(witness)).orElseThrow();
  }

  @Override
  public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
    long start = System.nanoTime();
    List<SignatureLine> lines = new ArrayList<>();
    List<Cosignature> cosignatures = new ArrayList<>();
    Map<WitnessClient, String> answers = new LinkedHashMap<>();
    witnesses.forEach(witness -> answers.put(witness, witness + " has not answered"));
    BlockingQueue<WitnessClient.Outcome> outcomes = new LinkedBlockingQueue<>();
    List<Thread> asking = ask(signed, consistency, outcomes);
    try {
      long end = start + patience.each().toNanos();
      boolean quorate = isQuorate(cosignatures);
      for (int waiting = asking.size(); waiting > 0; waiting--) {
        if (quorate) {
          end = Math.min(end, System.nanoTime() + patience.grace().toNanos());
        }
        Optional<WitnessClient.Outcome> next =
            Optional.ofNullable(outcomes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        if (next.isEmpty()) {
          break;
        }
        collect(next.get(), lines, cosignatures, answers);
        quorate = quorate || isQuorate(cosignatures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.forEach(Thread::interrupt);
    }
    return conclude(signed, lines, answers.values());
  }

  private List<Thread> ask(
      SignedNote signed,
      ConsistencySource consistency,
      BlockingQueue<WitnessClient.Outcome> outcomes) {
    // The source reads files or memory of the log, which need not be safe for several threads.
    ConsistencySource inTurn =
        oldSize -> {
          synchronized (outcomes) {
            return consistency.proofFrom(oldSize);
          }
        };
    Checkpoint checkpoint = checkpointOf(signed);
    return witnesses.stream()
        .map(witness ->
            Thread.ofVirtual()
                .start(() ->
                    outcomes.add(witness.cosign(signed, checkpoint, inTurn, patience.each()))))
        .toList();
  }

  private static Checkpoint checkpointOf(SignedNote signed) {
    try {
      return Checkpoint.parse(signed.text());
    } catch (MalformedNoteException e) {
      throw new IllegalArgumentException("a log has its checkpoints cosigned, nothing else", e);
    }
  }

  private static void collect(
      WitnessClient.Outcome outcome,
      List<SignatureLine> lines,
      List<Cosignature> cosignatures,
      Map<WitnessClient, String> answers) {
    switch (outcome) {
      case WitnessClient.Outcome.Cosigned cosigned -> {
        lines.addAll(cosigned.lines());
        cosignatures.addAll(cosigned.cosignatures());
        answers.put(cosigned.witness(), cosigned.witness() + " cosigned");
      }
      case WitnessClient.Outcome.Failed failed ->
          answers.put(failed.witness(), failed.witness() + " " + failed.what());
    }
  }

  private boolean isQuorate(List<Cosignature> cosignatures) {
    return policy.satisfiedBy(policy.names(cosignatures));
  }

  private Cosigning conclude(
      SignedNote signed, List<SignatureLine> lines, Collection<String> answers) {
    SignedNote cosigned = signed;
    // Short lines first: a note holds hundreds of Ed25519 cosignatures and some nineteen of ML-DSA.
    List<SignatureLine> shortFirst =
        lines.stream().sorted(Comparator.comparingInt(line -> line.encoded().length())).toList();
    for (SignatureLine line : shortFirst) {
      SignedNote longer = cosigned.with(line);
      if (longer.encoded().length <= SignedNote.BYTES_MAX) {
        cosigned = longer;
      }
    }
    // Decided anew from the bytes that will be published, as a reader will.
    return switch (policy.check(cosigned.encoded())) {
      case CheckpointCheck.Verified verified when verified.quorumSatisfied() ->
          new Cosigning.Quorate(cosigned);
      case CheckpointCheck.Verified _ -> new Cosigning.BelowQuorum(String.join("; ", answers));
      case CheckpointCheck.Refused refused -> new Cosigning.BelowQuorum(refused.detail());
    };
  }

  /** What each witness last said of the log that its policy's keys verify. */
  @Override
  public List<SignedNote> lastWitnessed() {
    BlockingQueue<Optional<SignedNote>> found = new LinkedBlockingQueue<>();
    List<Thread> asking =
        witnesses.stream()
            .map(witness ->
                Thread.ofVirtual()
                    .start(() -> found.add(witness.lastCosigned(policy, origin, patience.each()))))
            .toList();
    List<SignedNote> notes = new ArrayList<>();
    try {
      for (int waiting = asking.size(); waiting > 0; waiting--) {
        found.take().ifPresent(notes::add);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.forEach(Thread::interrupt);
    }
    return List.copyOf(notes);
  }

  /** How each witness stands, as far as it has been asked, for whoever runs the log. */
  public List<WitnessStanding> standings() {
    return witnesses.stream().map(WitnessClient::standing).toList();
  }

  /** The witnesses of the policy that cannot be asked, because their lines have no URL. */
  public Set<String> withoutUrl() {
    Set<String> names = new HashSet<>(policy.witnesses().keySet());
    names.removeAll(policy.witnessUrls().keySet());
    return names;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
