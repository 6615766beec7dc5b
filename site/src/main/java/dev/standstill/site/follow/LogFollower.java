package dev.standstill.site.follow;

import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.source.OpenLog;
import dev.standstill.evidence.source.Place;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.StoredTiles;
import dev.standstill.log.witness.Cosigning;
import dev.standstill.log.witness.HttpCosigners;
import dev.standstill.site.configuration.SourceAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Follows a log from several sources. One thread polls; any may look at the view. */
public final class LogFollower {
  /** So long may one source keep the others waiting, however slowly it answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * The witnesses are asked long before the view is stale, so that one slow answer costs nothing.
   */
  private static final int ASKED_AT_PART_OF_LIMIT = 3;

  private final QuorumPolicy policy;
  private final List<SourceAddress> sources;
  private final InstantSource clock;
  private final LogCopy copy;
  private final Map<String, SourceStanding> standings = new LinkedHashMap<>();
  private volatile LogView view = LogView.nothing();

  /**
   * Continues from the copy in the directory, if there is one.
   *
   * @param charter the charter that everything is pinned to
   * @throws IOException if the copy is damaged: then nobody knows what was forgotten
   */
  public LogFollower(
      Path directory,
      QuorumPolicy policy,
      Digest charter,
      List<SourceAddress> sources,
      InstantSource clock)
      throws IOException {
    this.policy = policy;
    this.sources = List.copyOf(sources);
    this.clock = clock;
    this.copy = new LogCopy(directory, policy, charter);
    this.sources.forEach(source ->
        standings.put(
            source.name(), new SourceStanding(source.name(), Optional.empty(), Optional.empty())));
    show(Optional.empty());
  }

  /** What is known now. */
  public LogView view() {
    return view;
  }

  /** Asks all sources once, and the witnesses if no source has anything recent. */
  public LogView poll() {
    for (SourceAddress source : sources) {
      standings.compute(source.name(), (_, before) -> ask(source, before));
      // Not within the source's patience: how long reading takes is no source's to use up.
      reading()
          .ifPresent(problem ->
              standings.compute(
                  source.name(), (_, now) -> now == null ? null : failed(now, problem)));
      show(view.witnesses());
    }
    show(isAgeing() ? Optional.of(askWitnesses()) : Optional.empty());
    return view;
  }

  private Optional<String> reading() {
    try {
      return copy.refresh();
    } catch (IOException | RuntimeException e) {
      return Optional.of("what it gave cannot be read: " + oneLine(e));
    }
  }

  private static SourceStanding failed(SourceStanding standing, String problem) {
    return new SourceStanding(standing.name(), standing.newest(), Optional.of(problem));
  }

  private void show(Optional<String> witnesses) {
    view =
        new LogView(
            copy.evidence(),
            copy.held().flatMap(LogCopy.Held::time),
            List.copyOf(standings.values()),
            witnesses);
  }

  private SourceStanding ask(SourceAddress source, SourceStanding before) {
    try {
      Offer offer = within(PATIENCE, () -> take(source));
      Optional<Instant> newest =
          offer.time().filter(time -> before.newest().filter(time::isBefore).isEmpty());
      return new SourceStanding(source.name(), newest.or(before::newest), offer.problem());
    } catch (IOException | RuntimeException e) {
      return new SourceStanding(source.name(), before.newest(), Optional.of(oneLine(e)));
    }
  }

  private record Offer(Optional<Instant> time, Optional<String> problem) {}

  private Offer take(SourceAddress source) throws IOException {
    try (OpenLog log = OpenLog.open(Place.of(source.place()))) {
      Optional<byte[]> bytes = log.files().read(SourceLayout.CHECKPOINT, SignedNote.BYTES_MAX);
      if (bytes.isEmpty()) {
        return new Offer(Optional.empty(), Optional.of("has no checkpoint"));
      }
      // Before the copy is touched: a source counts by what it gives, not by what is taken.
      Optional<Instant> time = copy.checked(bytes.get()).flatMap(LogCopy.Held::time);
      return new Offer(time, copy.offer(log.files(), bytes.get()));
    }
  }

  /** Runs it to its end, or breaks it off: the copy is written whole or not at all. */
  private static <T> T within(Duration patience, Callable<T> task) throws IOException {
    FutureTask<T> running = new FutureTask<>(task);
    Thread thread = Thread.ofVirtual().start(running);
    try {
      return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (TimeoutException e) {
      running.cancel(true);
      throw new IOException("did not answer within " + patience.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      // The next source must not touch the copy before this one has let go of it.
      joinUninterruptibly(thread);
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAgeing() {
    Optional<Duration> limit =
        copy.evidence()
            .flatMap(Evidence::charter)
            .flatMap(charter -> charter.body().governance())
            .map(Governance::freshness)
            .map(Freshness::limit);
    Optional<Instant> time = copy.held().flatMap(LogCopy.Held::time);
    if (limit.isEmpty() || time.isEmpty() || policy.isNone()) {
      return false;
    }
    return time.get().plus(limit.get().dividedBy(ASKED_AT_PART_OF_LIMIT)).isBefore(clock.instant());
  }

  /**
   * SPEC: tlog-witness §add-checkpoint lets anybody submit a checkpoint that the log signed, and
   * the size may be the one that was cosigned before. A witness that has seen a larger one refuses:
   * then something is being kept from this site.
   */
  private String askWitnesses() {
    LogCopy.Held held = copy.held().orElseThrow();
    String origin = held.checkpoint().origin();
    SignedNote bare =
        new SignedNote(
            held.note().text(),
            held.note().signatures().stream().filter(line -> isByLog(line)).toList());
    StoredTiles tree = new StoredTiles(copy.directory(), held.checkpoint().size());
    try (HttpCosigners witnesses =
        new HttpCosigners(policy, origin, HttpCosigners.Patience.USUAL, clock)) {
      Cosigning cosigning =
          witnesses.cosign(
              bare, size -> ConsistencyProof.generate(size, held.checkpoint().size(), tree));
      return switch (cosigning) {
        case Cosigning.Quorate(SignedNote note) -> {
          byte[] bytes = note.encoded();
          copy.renew(bytes, copy.checked(bytes).orElseThrow());
          yield "cosigned the size of the copy anew";
        }
        case Cosigning.BelowQuorum(String detail) -> "did not cosign: " + detail;
      };
    } catch (IOException | RuntimeException e) {
      return "could not be asked: " + oneLine(e);
    }
  }

  private boolean isByLog(SignatureLine line) {
    return policy.logKeys().stream().anyMatch(key -> key.name().equals(line.name()));
  }

  private static String oneLine(Exception e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return message.isBlank() || message.equals("null") ? e.getClass().getSimpleName() : message;
  }
}
