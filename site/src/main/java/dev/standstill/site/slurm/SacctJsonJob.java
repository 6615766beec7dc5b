package dev.standstill.site.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.site.slurm.AccountingDefect.Reason;
import dev.standstill.site.slurm.SacctJson.UnreadableRunException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run in {@code sacct --json}, in either of the shapes Slurm has had: 22.05 writes plain
 * numbers and null, later ones {@code {"set": true, "infinite": false, "number": 5}}, and lists
 * where there was one word. Fields are named by their JSON pointer within the run.
 */
final class SacctJsonJob {
  private static final String ALLOCATED = "/tres/allocated";

  private final JsonNode job;
  private final List<String> deviceResources;

  SacctJsonJob(JsonNode job, List<String> deviceResources) {
    this.job = job;
    this.deviceResources = deviceResources;
  }

  AccountedJob read() throws UnreadableRunException {
    if (!job.isObject()) {
      throw new UnreadableRunException(Reason.NO_SHAPE, "");
    }
    Optional<Instant> start = time("/time/start");
    Optional<Instant> end = time("/time/end");
    if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      throw new UnreadableRunException(Reason.ENDS_BEFORE_START, "/time/end");
    }
    JobComment comment = JobComment.parse(text("/comment/job"));
    return new AccountedJob(
        id(),
        needed("/user"),
        text("/account"),
        text("/partition"),
        state(),
        start,
        end,
        Duration.ofSeconds(number("/time/elapsed").orElse(0)),
        limit(),
        devices(),
        comment.permit(),
        comment.lineage(),
        text("/nodes"),
        joules());
  }

  /** As Slurm's own commands name it: 7, 5_3, 6+1. */
  private String id() throws UnreadableRunException {
    long own = needed(number("/job_id"), "/job_id");
    long array = number("/array/job_id").orElse(0);
    OptionalLong task = number("/array/task_id");
    if (array != 0 && task.isPresent()) {
      return array + "_" + task.getAsLong();
    }
    long whole = number("/het/job_id").orElse(0);
    return whole == 0
        ? Long.toString(own)
        : whole + "+" + needed(number("/het/job_offset"), "/het/job_offset");
  }

  /** Later versions add flags to the base state, which comes first. */
  private String state() throws UnreadableRunException {
    JsonNode current = job.at("/state/current");
    JsonNode first = current.isArray() ? current.path(0) : current;
    if (!first.isTextual() || first.textValue().isBlank()) {
      throw new UnreadableRunException(Reason.EMPTY, "/state/current");
    }
    return first.textValue();
  }

  /** Slurm writes 0 of what has not happened. */
  private Optional<Instant> time(String field) throws UnreadableRunException {
    if (job.at(field).isMissingNode()) {
      throw new UnreadableRunException(Reason.NO_TIME, field);
    }
    OptionalLong seconds = number(field);
    return seconds.orElse(0) == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
  }

  /** In minutes. Not set and without end look alike to whoever must count the worst. */
  private Optional<Duration> limit() throws UnreadableRunException {
    OptionalLong minutes = number("/time/limit");
    return minutes.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMinutes(minutes.getAsLong()));
  }

  private int devices() throws UnreadableRunException {
    StringBuilder list = new StringBuilder();
    for (JsonNode resource : allocated()) {
      if (resource.path("type").asText().equals("gres")) {
        list.append(list.isEmpty() ? "" : ",")
            .append("gres/")
            .append(resource.path("name").asText())
            .append('=')
            .append(resource.path("count").asText());
      }
    }
    return TrackedResources.devices(list.toString(), deviceResources)
        .orElseThrow(() -> new UnreadableRunException(Reason.NO_RESOURCES, ALLOCATED));
  }

  private JsonNode allocated() throws UnreadableRunException {
    JsonNode list = job.at(ALLOCATED);
    if (!list.isArray()) {
      throw new UnreadableRunException(Reason.NO_RESOURCES, ALLOCATED);
    }
    return list;
  }

  /** Where nothing measures energy Slurm writes null, or a number below 0. */
  private Optional<BigInteger> joules() throws UnreadableRunException {
    for (JsonNode resource : allocated()) {
      JsonNode count = resource.path("count");
      if (resource.path("type").asText().equals("energy")
          && count.isIntegralNumber()
          && count.bigIntegerValue().signum() >= 0) {
        return Optional.of(count.bigIntegerValue());
      }
    }
    return Optional.empty();
  }

  /** Text that may be left out. */
  private String text(String field) throws UnreadableRunException {
    JsonNode value = job.at(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new UnreadableRunException(Reason.NO_SHAPE, field);
    }
    return value.textValue();
  }

  private String needed(String field) throws UnreadableRunException {
    String value = text(field);
    if (value.isBlank()) {
      throw new UnreadableRunException(Reason.EMPTY, field);
    }
    return value;
  }

  private static long needed(OptionalLong number, String field) throws UnreadableRunException {
    return number.orElseThrow(() -> new UnreadableRunException(Reason.EMPTY, field));
  }

  /** A whole number from 0; empty if it is left out, not set or without end. */
  private OptionalLong number(String field) throws UnreadableRunException {
    JsonNode value = job.at(field);
    if (value.isObject()) {
      JsonNode set = value.path("set");
      JsonNode infinite = value.path("infinite");
      if (!set.isBoolean() || !infinite.isBoolean()) {
        throw new UnreadableRunException(Reason.NO_SHAPE, field);
      }
      if (!set.booleanValue() || infinite.booleanValue()) {
        return OptionalLong.empty();
      }
      value = value.path("number");
    } else if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new UnreadableRunException(Reason.NO_NUMBER, field);
    }
    return OptionalLong.of(value.longValue());
  }
}
