package dev.standstill.site.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.site.workload.SchedulerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One job of a listing, field by field, in either of the shapes Slurm has had: 22.05 writes plain
 * numbers and null, later ones {@code {"set": true, "infinite": false, "number": 5}}; what was one
 * word has become a list of words. Any other shape is an error that names the field.
 */
final class ListingFields {

  private final JsonNode job;
  private final String id;

  ListingFields(JsonNode job) throws SchedulerException {
    this.job = job;
    this.id = job.path("job_id").asText("?");
    if (!job.isObject()) {
      throw wrong("job", "an object");
    }
  }

  SchedulerException wrong(String field, String wanted) {
    JsonNode given = job.path(field);
    return new SchedulerException(
        "squeue: job %s has %s in %s, wanted %s"
            .formatted(id, given.isMissingNode() ? "nothing" : given.toString(), field, wanted));
  }

  String text(String field) throws SchedulerException {
    JsonNode value = job.path(field);
    if (!value.isTextual()) {
      throw wrong(field, "text");
    }
    return value.textValue();
  }

  /** Text that a version may leave out. */
  String textOrNone(String field) throws SchedulerException {
    return job.path(field).isMissingNode() || job.path(field).isNull() ? "" : text(field);
  }

  String someText(String field) throws SchedulerException {
    String value = text(field);
    if (value.isBlank()) {
      throw wrong(field, "some text");
    }
    return value;
  }

  /** One word or a list of them. */
  List<String> words(String field) throws SchedulerException {
    JsonNode value = job.path(field);
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    if (!value.isArray()) {
      throw wrong(field, "a word or a list of words");
    }
    List<String> words = new ArrayList<>();
    for (JsonNode word : value) {
      if (!word.isTextual()) {
        throw wrong(field, "a list of words");
      }
      words.add(word.textValue());
    }
    return words;
  }

  List<String> wordsOrNone(String field) throws SchedulerException {
    return job.path(field).isMissingNode() || job.path(field).isNull() ? List.of() : words(field);
  }

  /** A number from 0 that must be there. */
  long number(String field) throws SchedulerException {
    OptionalLong number = numberIfSet(field);
    if (number.isEmpty()) {
      throw wrong(field, "a number");
    }
    return number.getAsLong();
  }

  /** A number from 0; empty if it is not set or has no end. */
  OptionalLong numberIfSet(String field) throws SchedulerException {
    JsonNode value = job.path(field);
    if (value.isMissingNode()) {
      throw wrong(field, "a number or null");
    }
    if (value.isObject()) {
      boolean set = truth(field, "set");
      boolean infinite = truth(field, "infinite");
      return set && !infinite
          ? OptionalLong.of(whole(field, value.path("number")))
          : OptionalLong.empty();
    }
    return value.isNull() ? OptionalLong.empty() : OptionalLong.of(whole(field, value));
  }

  private boolean truth(String field, String part) throws SchedulerException {
    JsonNode value = job.path(field).path(part);
    if (!value.isBoolean()) {
      throw wrong(field, "a number with set and infinite");
    }
    return value.booleanValue();
  }

  private long whole(String field, JsonNode value) throws SchedulerException {
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong(field, "a whole number from 0");
    }
    return value.longValue();
  }

  boolean truth(String field) throws SchedulerException {
    JsonNode value = job.path(field);
    if (!value.isBoolean()) {
      throw wrong(field, "true or false");
    }
    return value.booleanValue();
  }

  /** What must be known of a job, for a reason that a reader can act on. */
  <T> T known(Optional<T> value, String field, String wanted) throws SchedulerException {
    return value.orElseThrow(() -> wrong(field, wanted));
  }
}
