package dev.standstill.cli;

import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.evidence.source.OpenSource;
import dev.standstill.evidence.source.Place;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A source, and what the reader brings along to judge it by. */
final class TrustOptions {

  private static final int POLICY_BYTES_MAX = 64 * 1024;

  @Parameters(
      paramLabel = "SOURCE",
      description =
          "The evidence: a directory with checkpoint, tile/, policy and telemetry/; a bundle of"
              + " one; or the http or https URL of one.")
  private String source = "";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "Judge as of this time (RFC 3339, UTC). Default: the log's own time; without witnesses,"
              + " the end of the latest reported period.")
  @Nullable String asOf;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the source's own policy.")
  @Nullable Path policy;

  @Option(
      names = "--charter",
      paramLabel = "DIGEST",
      description =
          "The charter to judge by. Without it, every conclusion says trust-root-from-source.")
  @Nullable String charter;

  /** The source's place. */
  String source() {
    return source;
  }

  /** What is done with a source while its files are there. */
  @FunctionalInterface
  interface Use<T> {
    T of(Examination examination) throws IOException;
  }

  /** Reads and judges the source, showing progress if it takes long. */
  Examination examine(Terminal terminal) throws IOException {
    return examined(terminal, examination -> examination);
  }

  /** The same, and does something with it before fetched or unpacked files go away again. */
  <T> T examined(Terminal terminal, Use<T> use) throws IOException {
    Optional<Instant> time = asOf();
    TrustRoot trust = trust();
    try (OpenSource opened = open(terminal)) {
      Evidence evidence = EvidenceReader.read(opened.directory(), trust);
      try (Terminal.Progress progress = terminal.progress("fetching readings")) {
        opened.fetchCited(evidence, progress::at);
      }
      Examination examination;
      try (Terminal.Progress progress = terminal.progress("recomputing readings")) {
        examination = Examination.of(evidence, time, progress::at);
      }
      return use.of(examination);
    }
  }

  private OpenSource open(Terminal terminal) throws IOException {
    try (Terminal.Progress progress = terminal.progress("opening the source")) {
      return OpenSource.open(Place.of(source), progress::at);
    }
  }

  /** Reads the source without judging it: no readings are fetched. */
  Evidence evidence(Terminal terminal) throws IOException {
    TrustRoot trust = trust();
    try (OpenSource opened = open(terminal)) {
      return EvidenceReader.read(opened.directory(), trust);
    }
  }

  /** The time that was asked for. */
  Optional<Instant> asOf() {
    if (asOf == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(asOf));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--as-of must be a time such as 2026-11-01T00:00:00Z, not " + asOf, e);
    }
  }

  private TrustRoot trust() throws IOException {
    return trust(policy, charter);
  }

  /** What a reader brings along, of two options that mean the same in every command. */
  static TrustRoot trust(@Nullable Path policy, @Nullable String charter) throws IOException {
    Optional<Digest> pinned = Optional.empty();
    if (charter != null) {
      try {
        pinned = Optional.of(new Digest(charter));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--charter: " + e.getMessage(), e);
      }
    }
    if (policy == null) {
      return new TrustRoot(Optional.empty(), pinned);
    }
    try {
      return new TrustRoot(
          Optional.of(QuorumPolicy.parse(SmallFile.read(policy, POLICY_BYTES_MAX))), pinned);
    } catch (PolicyRefusedException e) {
      throw new IllegalArgumentException(policy + ": " + e.getMessage(), e);
    }
  }
}
