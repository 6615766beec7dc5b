package dev.standstill.site.slurm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what {@code squeue --json} prints, one job after the other so that a long queue needs no
 * more memory than a short one.
 *
 * <p>Whatever is not understood is an error or counts at its worst, never a job fewer and never a
 * device fewer. Devices are counted at their worst, as the hooks do: all tasks of an array that
 * wait, whole nodes where a job takes them whole, the most nodes it would accept.
 *
 * <p>One job with a field that nobody understands must not hide all others: that field is taken at
 * its worst. A listing none of whose jobs can be read whole is of a shape that nobody knows, and an
 * error: else a new version of Slurm would stop a site.
 */
final class SlurmListing {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** No queue and no owner is called so: whoever has it counts as everything it may be. */
  private static final String UNREADABLE = "(unreadable)";

  private final SlurmInstallation installation;
  private final List<SchedulerException> defects = new ArrayList<>();

  SlurmListing(SlurmInstallation installation) {
    this.installation = installation;
  }

  /** What was taken at its worst, since this was made. */
  List<SchedulerException> defects() {
    return List.copyOf(defects);
  }

  List<SlurmJob> read(InputStream stream) throws IOException, SchedulerException {
    List<SlurmJob> jobs = new ArrayList<>();
    boolean seen = false;
    // A user may put any bytes into a job's name; they must not hide the jobs of all others.
    Reader lenient = new InputStreamReader(stream, StandardCharsets.UTF_8);
    try (JsonParser parser = MAPPER.createParser(lenient)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new SchedulerException("squeue did not print a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "jobs" -> {
            seen = true;
            readJobs(parser, jobs);
          }
          case "errors" -> refuseErrors(MAPPER.readTree(parser));
          // Warnings and the version: nothing that changes what a job is.
          default -> parser.skipChildren();
        }
      }
    } catch (SchedulerException e) {
      throw e;
    } catch (IOException e) {
      throw new SchedulerException("squeue printed no whole JSON: " + e.getMessage(), e);
    }
    if (!seen) {
      throw new SchedulerException("squeue printed no list of jobs");
    }
    return jobs;
  }

  private void readJobs(JsonParser parser, List<SlurmJob> jobs) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new SchedulerException("squeue printed no list in jobs");
    }
    int whole = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int before = defects.size();
      jobs.add(job(new ListingFields(MAPPER.readTree(parser))));
      whole += defects.size() == before ? 1 : 0;
    }
    if (whole == 0 && !jobs.isEmpty()) {
      throw defects.getFirst();
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw new SchedulerException("squeue printed something in jobs that is no job");
    }
  }

  private static void refuseErrors(JsonNode errors) throws SchedulerException {
    if (!errors.isArray() || !errors.isEmpty()) {
      throw new SchedulerException("squeue reports errors: " + errors);
    }
  }

  /** What a part of a job is read from. */
  @FunctionalInterface
  private interface Part<T> {
    T read() throws SchedulerException;
  }

  private <T> T orWorst(T worst, Part<T> part) {
    try {
      return part.read();
    } catch (SchedulerException e) {
      defects.add(e);
      return worst;
    }
  }

  /** A job without its number could not be stopped, so that must be readable. */
  private SlurmJob job(ListingFields fields) throws SchedulerException {
    String id = id(fields);
    Phase phase = orWorst(Phase.RUNNING, () -> JobStates.phase(fields));
    ScheduledJob job =
        new ScheduledJob(
            id,
            orWorst("", () -> fields.text("name")),
            phase,
            demand(fields, phase),
            orWorst(Instant.EPOCH, () -> Instant.ofEpochSecond(fields.number("submit_time"))),
            orWorst(Optional.of(Instant.EPOCH), () -> started(fields, phase)),
            orWorst(0, () -> Math.toIntExact(fields.number("restart_cnt"))),
            phase == Phase.HELD
                // Whoever is not known to be held for us is not released by us.
                ? orWorst(
                    Optional.empty(),
                    () -> SlurmMarks.heldForUs(fields.textOrNone("admin_comment")))
                : Optional.empty());
    long whole = fields.numberIfSet("het_job_id").orElse(0);
    return new SlurmJob(
        job,
        whole == 0 ? id : Long.toString(whole),
        orWorst(true, () -> fields.truth("batch_flag")));
  }

  private static Optional<Instant> started(ListingFields fields, Phase phase)
      throws SchedulerException {
    OptionalLong started = fields.numberIfSet("start_time");
    return (phase.holdsDevices() || phase == Phase.ENDED) && started.orElse(0) > 0
        ? Optional.of(Instant.ofEpochSecond(started.getAsLong()))
        : Optional.empty();
  }

  /** As Slurm's own commands take it: 7, 5_3, 5_[4-9], 6+1. */
  private static String id(ListingFields fields) throws SchedulerException {
    long own = fields.number("job_id");
    long array = fields.numberIfSet("array_job_id").orElse(0);
    if (array != 0) {
      OptionalLong task = fields.numberIfSet("array_task_id");
      if (task.isPresent()) {
        return array + "_" + task.getAsLong();
      }
      String waiting = TaskNumbers.bare(fields.textOrNone("array_task_string"));
      return waiting.isEmpty() ? Long.toString(array) : array + "_[" + waiting + "]";
    }
    long whole = fields.numberIfSet("het_job_id").orElse(0);
    return whole == 0 ? Long.toString(own) : whole + "+" + fields.number("het_job_offset");
  }

  private Demand demand(ListingFields fields, Phase phase) {
    String owner = orWorst(UNREADABLE, () -> fields.someText("user_name"));
    String account = orWorst("", () -> fields.textOrNone("account"));
    JobComment comment = JobComment.parse(orWorst("", () -> fields.textOrNone("comment")));
    OptionalLong minutes = orWorst(OptionalLong.empty(), () -> fields.numberIfSet("time_limit"));
    return new Demand(
        SlurmScheduler.NAME,
        // One that waits may name several; each was asked about, and its start asks about the true
        // one.
        orWorst(UNREADABLE, () -> fields.someText("partition")).split(",", -1)[0],
        owner,
        account.isBlank() ? owner : account,
        orWorst(atMost(fields), () -> devices(fields, phase)),
        // Not set and without end look the same; the worse one counts.
        minutes.orElse(0) == 0
            ? Optional.empty()
            : Optional.of(Duration.ofMinutes(minutes.getAsLong())),
        comment.permit(),
        comment.lineage());
  }

  private int devices(ListingFields fields, Phase phase) throws SchedulerException {
    return switch (phase) {
      case STARTING, RUNNING, SUSPENDED, ENDING -> held(fields);
      case PENDING, HELD -> wanted(fields);
      // One that never got anything may have nothing written; it is over, and counts no more.
      case ENDED -> fields.textOrNone("tres_req_str").isBlank() ? 0 : held(fields);
    };
  }

  /** All devices of its nodes; where these are not known either, more than any cluster has. */
  private int atMost(ListingFields fields) {
    long nodes;
    try {
      nodes = fields.numberIfSet("node_count").orElse(TrackedResources.DEVICES_MAX);
    } catch (SchedulerException e) {
      nodes = TrackedResources.DEVICES_MAX;
    }
    return (int) Math.min(TrackedResources.DEVICES_MAX, nodes * installation.devicesPerNode());
  }

  private int held(ListingFields fields) throws SchedulerException {
    String field =
        fields.textOrNone("tres_alloc_str").isBlank() ? "tres_req_str" : "tres_alloc_str";
    return devices(fields, field);
  }

  private int devices(ListingFields fields, String field) throws SchedulerException {
    fields.someText(field);
    return fields.known(
        TrackedResources.devices(fields.text(field), installation.deviceResources()),
        field,
        "a list of resources with their numbers");
  }

  private int wanted(ListingFields fields) throws SchedulerException {
    long nodes = Math.max(1, fields.numberIfSet("node_count").orElse(1));
    long nodesMax = Math.max(nodes, fields.numberIfSet("max_nodes").orElse(0));
    long devices = devices(fields, "tres_req_str");
    if (!fields.textOrNone("tres_per_node").isBlank()) {
      devices = Math.ceilDiv(devices * nodesMax, nodes);
    }
    if (fields.wordsOrNone("shared").contains("none")
        || fields.wordsOrNone("exclusive").contains("true")) {
      devices = Math.max(devices, nodesMax * installation.devicesPerNode());
    }
    String waiting = fields.textOrNone("array_task_string");
    long tasks =
        waiting.isBlank()
            ? 1
            : fields.known(TaskNumbers.count(waiting), "array_task_string", "the numbers of tasks");
    return (int) Math.min(Integer.MAX_VALUE, devices * tasks);
  }
}
