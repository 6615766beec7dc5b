package dev.standstill.site.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.SchedulerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmListingTest {

  private static final SlurmInstallation INSTALLATION =
      new SlurmInstallation(
          "127.0.0.1",
          8931,
          Path.of("/etc/slurm/token"),
          Path.of("/etc/slurm/slurm.conf"),
          Path.of("/etc/slurm"),
          SlurmInstallation.PROGRAMS,
          8,
          List.of("gpu"));

  private static Map<String, ScheduledJob> read(String text) throws IOException {
    return new SlurmListing(INSTALLATION)
        .read(new ByteArrayInputStream(text.getBytes(UTF_8))).stream()
            .map(SlurmJob::job)
            .collect(Collectors.toMap(ScheduledJob::id, job -> job));
  }

  private static ScheduledJob named(Map<String, ScheduledJob> jobs, String id) {
    return Optional.ofNullable(jobs.get(id)).orElseThrow();
  }

  private static String fixture(String name) throws IOException {
    try (InputStream stream = SlurmListingTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"squeue-22.05.json", "squeue-24.11.json"})
  void bothShapesSayTheSame(String file) throws IOException {
    Map<String, ScheduledJob> jobs = read(fixture(file));
    assertThat(jobs).containsOnlyKeys("16+0", "16+1", "15_0", "15_[1-3]", "18", "20", "21", "22");
    assertThat(named(jobs, "15_0").phase()).isEqualTo(Phase.SUSPENDED);
    assertThat(named(jobs, "15_0").demand())
        .isEqualTo(
            new Demand(
                "slurm",
                "train",
                "ada",
                "lab",
                8,
                Optional.of(Duration.ofMinutes(40)),
                Optional.of("a1b2"),
                Optional.of("atlas")));
    assertThat(named(jobs, "15_0").started()).contains(Instant.ofEpochSecond(1795462682));
    assertThat(named(jobs, "15_[1-3]").phase()).isEqualTo(Phase.PENDING);
    assertThat(named(jobs, "15_[1-3]").demand().devices()).isEqualTo(3 * 8);
    assertThat(named(jobs, "15_[1-3]").started()).isEmpty();
    assertThat(named(jobs, "16+0").phase()).isEqualTo(Phase.ENDING);
    assertThat(named(jobs, "16+1").phase()).isEqualTo(Phase.STARTING);
    assertThat(named(jobs, "16+1").restarts()).isEqualTo(2);
    assertThat(named(jobs, "18").phase()).isEqualTo(Phase.HELD);
    assertThat(named(jobs, "18").demand().devices()).isEqualTo(24);
    assertThat(named(jobs, "20").demand().timeLimit()).isEmpty();
    assertThat(named(jobs, "20").phase()).isEqualTo(Phase.RUNNING);
    assertThat(named(jobs, "21").phase()).isEqualTo(Phase.ENDED);
    assertThat(named(jobs, "22").demand().account()).isEqualTo("ada");
    assertThat(named(jobs, "22").demand().devices()).isZero();
  }

  @Test
  void aPartOfAHeterogeneousJobIsStoppedAsAWhole() throws IOException {
    List<SlurmJob> jobs =
        new SlurmListing(INSTALLATION)
            .read(new ByteArrayInputStream(fixture("squeue-22.05.json").getBytes(UTF_8)));
    assertThat(jobs)
        .filteredOn(job -> job.job().id().startsWith("16+"))
        .extracting(SlurmJob::target)
        .containsOnly("16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"job_state\": \"SUSPENDED\" | \"job_state\": \"DREAMING\" | job_state",
        "\"job_state\": \"SUSPENDED\" | \"job_state\": 3 | job_state",
        "\"job_state\": \"SUSPENDED\" | \"job_state\": [] | job_state",
        "gres/gpu=8\",\"time_limit\": 40 | gres/gpu=many\",\"time_limit\": 40 | tres_alloc_str",
        "gres/gpu=8\",\"time_limit\": 40 | gres/gpu:h100=8\",\"time_limit\": 40 | tres_alloc_str",
        "\"time_limit\": 40 | \"time_limit\": \"40\" | time_limit",
        "\"time_limit\": 40 | \"time_limit\": -1 | time_limit",
        "\"time_limit\": 40 | \"time_limit\": {\"number\": 40} | time_limit",
        "\"time_limit\": 40 | \"time_limits\": 40 | time_limit",
        "\"array_task_string\": \"1-3%1\" | \"array_task_string\": \"1,3,...\" | array_task_string",
        "\"user_name\": \"ada\" | \"user_name\": \"\" | user_name",
        "\"submit_time\": 1795462681 | \"submit_time\": null | submit_time",
      })
  void whatIsOfAnotherShapeIsNamedAndCountsAtItsWorst(String was, String is, String field)
      throws IOException {
    String text = fixture("squeue-22.05.json");
    assertThat(text).contains(was.strip());
    Map<String, ScheduledJob> before = read(text);
    SlurmListing listing = new SlurmListing(INSTALLATION);
    List<SlurmJob> jobs =
        listing.read(
            new ByteArrayInputStream(
                text.replaceFirst(Pattern.quote(was.strip()), Matcher.quoteReplacement(is.strip()))
                    .getBytes(UTF_8)));
    assertThat(jobs).hasSize(before.size());
    assertThat(listing.defects())
        .isNotEmpty()
        .allSatisfy(defect -> assertThat(defect).hasMessageContaining(" " + field.strip() + ","));
    for (SlurmJob one : jobs) {
      ScheduledJob known = before.get(one.job().id());
      // An array that waits has the numbers of its tasks in its own name.
      if (known != null) {
        assertThat(one.job().demand().devices()).isGreaterThanOrEqualTo(known.demand().devices());
        assertThat(one.job().demand().atMost()).isGreaterThanOrEqualTo(known.demand().atMost());
        assertThat(one.job().phase().holdsDevices() || !known.phase().holdsDevices()).isTrue();
      }
    }
  }

  @Test
  void aListingOfWhichNoJobCanBeReadIsAnError() throws IOException {
    String text = fixture("squeue-22.05.json");
    assertThatThrownBy(() ->
            read(text.replace("\"tres_req_str\"", "\"tres\"").replace("\"user_name\"", "\"user\"")))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("user_name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"jobs\": {}}",
        "{\"jobs\": [3]}",
        "{\"jobs\": [",
        "{\"jobs\": [], \"errors\": [{\"error\": \"down\"}]}",
        "slurm_load_jobs error: Unable to contact slurm controller"
      })
  void whatIsNoListingIsNoEmptyCluster(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(SchedulerException.class);
  }

  @Test
  void anEmptyListingIsAnEmptyCluster() throws IOException {
    assertThat(read("{\"meta\": {\"x\": [1]}, \"errors\": [], \"jobs\": []}")).isEmpty();
  }
}
