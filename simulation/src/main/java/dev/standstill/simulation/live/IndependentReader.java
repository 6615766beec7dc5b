package dev.standstill.simulation.live;

import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.Progress;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.evidence.source.LogMirror;
import dev.standstill.evidence.source.OpenLog;
import dev.standstill.evidence.source.OpenSource;
import dev.standstill.evidence.source.Place;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody who keeps a copy of the log, was shown the readings, and asks the register nothing. */
final class IndependentReader {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Place register;
  private final Path mirror;
  private final TrustRoot trust;
  private final QuorumPolicy policy;

  IndependentReader(LivePlaces places, QuorumPolicy policy, byte[] policyText) throws IOException {
    this.register = Place.of(places.register().toString());
    this.mirror = places.mirror();
    this.policy = policy;
    this.trust = new TrustRoot(Optional.of(policy), Optional.empty());
    Files.createDirectories(telemetry());
    Files.write(mirror.resolve(SourceLayout.POLICY), policyText);
  }

  /** Where sites put readings that this reader may see. */
  Path telemetry() {
    return mirror.resolve(SourceLayout.TELEMETRY);
  }

  /**
   * Waits until the copy holds an entry.
   *
   * @return until when the log vouches for the newest checkpoint
   * @throws IOException if it does not come, or the log is not as it was
   */
  Optional<Instant> await(long index) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (follow() > index) {
        return EvidenceReader.read(mirror, trust).logTime();
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException(register + ": entry " + index + " is in no checkpoint yet");
  }

  /** Brings the copy up to date; how many entries it has. */
  long follow() throws IOException {
    try (OpenLog log = OpenLog.open(register)) {
      return switch (new LogMirror(log.files(), mirror, policy).run((_, _) -> {})) {
        case LogMirror.Outcome.Copied copied -> copied.checkpoint().size();
        case LogMirror.Outcome.Refused refused ->
            throw new IOException(register + ": the log is not as it was: " + refused.detail());
      };
    }
  }

  /** Every conclusion, from the copy alone. */
  Examination examine() throws IOException {
    return Examination.of(EvidenceReader.read(mirror, trust), Optional.empty(), Progress.NONE);
  }

  /** Every conclusion from what the register serves, with or without the readings. */
  Examination examineServed(boolean disclosed) throws IOException {
    try (OpenSource source = OpenSource.open(register, (_, _) -> {})) {
      Path readings = source.directory().resolve(SourceLayout.TELEMETRY);
      Files.createDirectories(readings);
      if (disclosed) {
        try (Stream<Path> files = Files.list(telemetry())) {
          for (Path file : files.toList()) {
            Files.copy(file, readings.resolve(file.getFileName()));
          }
        }
      }
      Evidence evidence = EvidenceReader.read(source.directory(), trust);
      return Examination.of(evidence, Optional.empty(), Progress.NONE);
    }
  }
}
