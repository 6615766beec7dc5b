package dev.standstill.site.slurm;

import dev.standstill.site.slurm.AccountingDefect.Reason;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of accounting, field by field; it remembers the first that cannot be read. */
final class SacctFields {

  private static final Pattern LENGTH =
      Pattern.compile("(?:(\\d{1,6})-)?(\\d{1,4}):(\\d{2}):(\\d{2})(?:\\.\\d+)?");

  private final List<String> heading;
  private final List<String> fields;
  private final List<String> deviceResources;
  private Optional<Defect> defect = Optional.empty();

  /** What is wrong, and in which field. */
  record Defect(Reason reason, String field) {}

  SacctFields(List<String> heading, List<String> fields, List<String> deviceResources) {
    this.heading = heading;
    this.fields = fields;
    this.deviceResources = deviceResources;
  }

  /** The first thing that cannot be read; empty if all can. */
  Optional<Defect> defect() {
    return defect;
  }

  /** The job; empty if something in the line cannot be read. */
  Optional<AccountedJob> job() {
    JobComment comment = JobComment.parse(text("comment"));
    AccountedJob job =
        new AccountedJob(
            needed("jobid"),
            needed("user"),
            text("account"),
            text("partition"),
            needed("state").split(" ", -1)[0],
            time("start"),
            time("end"),
            elapsed(),
            limit(),
            devices(),
            comment.permit(),
            comment.lineage(),
            text("nodelist"),
            energy());
    if (job.start().isPresent()
        && job.end().isPresent()
        && job.end().get().isBefore(job.start().get())) {
      refuse(Reason.ENDS_BEFORE_START, "end");
    }
    return defect.isEmpty() ? Optional.of(job) : Optional.empty();
  }

  private void refuse(Reason reason, String field) {
    if (defect.isEmpty()) {
      defect = Optional.of(new Defect(reason, field));
    }
  }

  private boolean has(String name) {
    return heading.contains(name);
  }

  private String text(String name) {
    int at = heading.indexOf(name);
    return at < 0 ? "" : fields.get(at);
  }

  private String needed(String name) {
    String value = text(name);
    if (value.isBlank()) {
      refuse(Reason.EMPTY, name);
    }
    return value;
  }

  private <T> T read(
      String name, Reason reason, T otherwise, Function<String, Optional<T>> reader) {
    Optional<T> value = reader.apply(text(name));
    if (value.isEmpty()) {
      refuse(reason, name);
    }
    return value.orElse(otherwise);
  }

  /** Slurm says Unknown or None of what has not happened. */
  private Optional<Instant> time(String name) {
    String value = text(name);
    if (value.equals("Unknown") || value.equals("None")) {
      return Optional.empty();
    }
    return Optional.of(
        read(
            name,
            Reason.NO_TIME,
            Instant.EPOCH,
            text -> {
              try {
                return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
              } catch (DateTimeParseException e) {
                return Optional.empty();
              }
            }));
  }

  private Duration elapsed() {
    return has("elapsedraw")
        ? read("elapsedraw", Reason.NO_NUMBER, Duration.ZERO, text -> whole(text, 1))
        : read("elapsed", Reason.NO_NUMBER, Duration.ZERO, SacctFields::length);
  }

  private Optional<Duration> limit() {
    String name = has("timelimitraw") ? "timelimitraw" : "timelimit";
    String value = text(name);
    // Not set and without end look alike to whoever must count the worst.
    if (value.isBlank() || value.equals("UNLIMITED") || value.equals("Partition_Limit")) {
      return Optional.empty();
    }
    return Optional.of(
        name.equals("timelimitraw")
            ? read(name, Reason.NO_NUMBER, Duration.ZERO, text -> whole(text, 60))
            : read(name, Reason.NO_NUMBER, Duration.ZERO, SacctFields::length));
  }

  private int devices() {
    return read(
        "alloctres",
        Reason.NO_RESOURCES,
        0,
        text -> TrackedResources.devices(text, deviceResources));
  }

  private Optional<BigInteger> energy() {
    String value = text("consumedenergyraw");
    if (value.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        read(
            "consumedenergyraw",
            Reason.NO_NUMBER,
            BigInteger.ZERO,
            text ->
                text.matches("\\d{1,20}") ? Optional.of(new BigInteger(text)) : Optional.empty()));
  }

  private static Optional<Duration> whole(String text, int seconds) {
    return text.matches("\\d{1,10}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text) * seconds))
        : Optional.empty();
  }

  private static Optional<Duration> length(String text) {
    Matcher parts = LENGTH.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long days = parts.group(1) == null ? 0 : Long.parseLong(parts.group(1));
    return Optional.of(
        Duration.ofDays(days)
            .plusHours(Long.parseLong(parts.group(2)))
            .plusMinutes(Long.parseLong(parts.group(3)))
            .plusSeconds(Long.parseLong(parts.group(4))));
  }
}
