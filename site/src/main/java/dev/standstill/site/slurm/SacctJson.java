package dev.standstill.site.slurm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.standstill.site.slurm.AccountingDefect.Reason;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code sacct --json} prints, one run after the other, so that a month of accounts
 * needs no more memory than a day. A run that cannot be read hides no other, and is kept with its
 * place. Accounts none of whose runs can be read are of a shape that nobody knows, and an error.
 */
final class SacctJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<String> deviceResources;
  private final List<AccountedJob> jobs = new ArrayList<>();
  private final List<AccountingDefect> defects = new ArrayList<>();

  private SacctJson(List<String> deviceResources) {
    this.deviceResources = deviceResources;
  }

  /**
   * Reads it to its end.
   *
   * @param deviceResources the generic resources that are devices
   * @throws SchedulerException if it is no whole JSON, tells of errors, or has no list of jobs
   */
  static SacctListing read(InputStream stream, List<String> deviceResources)
      throws SchedulerException {
    SacctJson json = new SacctJson(deviceResources);
    // A user may put any bytes into a job's name; they must not hide the runs of all others.
    Reader lenient = new InputStreamReader(stream, StandardCharsets.UTF_8);
    try (JsonParser parser = MAPPER.createParser(lenient)) {
      json.read(parser);
    } catch (SchedulerException e) {
      throw e;
    } catch (IOException e) {
      throw new SchedulerException("sacct printed no whole JSON: " + e.getMessage(), e);
    }
    if (json.jobs.isEmpty() && !json.defects.isEmpty()) {
      throw new SchedulerException(
          "sacct: none of its runs can be read; the first: " + json.defects.getFirst());
    }
    return new SacctListing(json.jobs, json.defects);
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new SchedulerException("sacct did not print a JSON object");
    }
    boolean seen = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "jobs" -> {
          seen = true;
          readJobs(parser);
        }
        case "errors" -> refuseErrors(MAPPER.readTree(parser));
        // Warnings and the version: nothing that changes what ran.
        default -> parser.skipChildren();
      }
    }
    if (!seen) {
      throw new SchedulerException("sacct printed no list of jobs");
    }
  }

  private static void refuseErrors(JsonNode errors) throws SchedulerException {
    if (!errors.isArray() || !errors.isEmpty()) {
      throw new SchedulerException("sacct reports errors: " + errors);
    }
  }

  private void readJobs(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new SchedulerException("sacct printed no list in jobs");
    }
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      JsonNode job = MAPPER.readTree(parser);
      try {
        jobs.add(new SacctJsonJob(job, deviceResources).read());
      } catch (UnreadableRunException e) {
        defects.add(new AccountingDefect("jobs/" + index, job.toString(), e.reason(), e.field()));
      }
    }
  }

  /** One run has something that cannot be read. */
  static final class UnreadableRunException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String field;

    UnreadableRunException(Reason reason, String field) {
      super(reason + " in " + field);
      this.reason = reason;
      this.field = field;
    }

    Reason reason() {
      return reason;
    }

    String field() {
      return field;
    }
  }
}
