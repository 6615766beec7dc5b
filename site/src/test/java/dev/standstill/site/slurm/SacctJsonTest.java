package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.site.slurm.AccountingDefect.Reason;
import dev.standstill.site.workload.SchedulerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts in JSON, beside the same in lines: both printed by one Slurm 22.05. */
class SacctJsonTest {
  private static final List<String> GPU = List.of("gpu");

  private static final String JOB =
      """
      {"account":"lab","comment":{"job":"permit:a1"},"array":{"job_id":0,"task_id":null},
       "het":{"job_id":0,"job_offset":null},"job_id":7,"nodes":"n0","partition":"train",
       "state":{"current":"COMPLETED"},"time":{"elapsed":2,"start":100,"end":102,"limit":10},
       "tres":{"allocated":[{"type":"gres","name":"gpu","count":4}]},"user":"ada"}\
      """;

  private static String text(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(SacctJsonTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SacctListing read(String text) throws SchedulerException {
    return SacctJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), GPU);
  }

  private static SacctListing of(String... jobs) throws SchedulerException {
    return read("{\"errors\":[],\"jobs\":[" + String.join(",", jobs) + "]}");
  }

  /**
   * An array, a comment of two lines, a limit without end, a pair, a job that was put back, one
   * that runs and one that was suspended and cancelled. The second file has the shape of 24.11,
   * which was not run.
   */
  @ParameterizedTest
  @ValueSource(strings = {"sacct-22.05.json", "sacct-24.11.json"})
  void jsonSaysWhatTheLinesSay(String name) throws IOException {
    SacctListing json = read(text(name));
    // The lines of this file are without JobIDRaw, which the agent does not ask for.
    SacctListing lines = SacctListing.parse(text("sacct-22.05.txt"), "|", GPU).orElseThrow();
    assertThat(lines.jobs()).hasSize(8);
    assertThat(json.jobs()).containsExactlyInAnyOrderElementsOf(lines.jobs());
    assertThat(json.defects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"user\":\"ada\"; \"user\":\"\"; EMPTY; /user",
        "\"job_id\":7; \"job_id\":null; EMPTY; /job_id",
        "\"job_id\":7; \"job_id\":-7; NO_NUMBER; /job_id",
        "\"start\":100; \"start\":\"noon\"; NO_NUMBER; /time/start",
        "\"start\":100,; ''; NO_TIME; /time/start",
        "\"end\":102; \"end\":99; ENDS_BEFORE_START; /time/end",
        "\"limit\":10; \"limit\":{\"number\":10}; NO_SHAPE; /time/limit",
        "\"limit\":10; \"limit\":1e99; NO_NUMBER; /time/limit",
        "\"current\":\"COMPLETED\"; \"current\":[]; EMPTY; /state/current",
        "\"nodes\":\"n0\"; \"nodes\":{}; NO_SHAPE; /nodes",
        "\"count\":4; \"count\":-2; NO_RESOURCES; /tres/allocated",
        "\"count\":4; \"count\":\"many\"; NO_RESOURCES; /tres/allocated",
        "\"name\":\"gpu\"; \"name\":\"gpu:h100\"; NO_RESOURCES; /tres/allocated",
        "[{\"type\":\"gres\",\"name\":\"gpu\",\"count\":4}]; 4; NO_RESOURCES; /tres/allocated"
      })
  void aRunThatCannotBeReadIsKeptWithItsPlaceAndHidesNoOther(
      String was, String is, Reason reason, String field) throws IOException {
    assertThat(JOB).contains(was);
    SacctListing listing = of(JOB, JOB.replace(was, is), JOB);
    assertThat(listing.jobs()).hasSize(2);
    assertThat(listing.defects())
        .singleElement()
        .satisfies(defect -> {
          assertThat(defect.place()).isEqualTo("jobs/1");
          assertThat(defect.reason()).isEqualTo(reason);
          assertThat(defect.field()).isEqualTo(field);
        });
  }

  @Test
  void whatIsNoRunIsKeptToo() throws IOException {
    SacctListing listing = of("4", JOB, "null");
    assertThat(listing.jobs()).hasSize(1);
    assertThat(listing.defects())
        .extracting(AccountingDefect::place, AccountingDefect::line)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("jobs/0", "4"),
            org.assertj.core.api.Assertions.tuple("jobs/2", "null"));
  }

  @Test
  void energyThatNobodyMeasuredIsAbsentAndMeasuredZeroIsZero() throws IOException {
    String measured = JOB.replace("[{", "[{\"type\":\"energy\",\"name\":null,\"count\":0},{");
    assertThat(of(JOB).jobs().getFirst().joules()).isEmpty();
    assertThat(of(measured).jobs().getFirst().joules()).contains(java.math.BigInteger.ZERO);
    assertThat(of(measured.replace("\"count\":0", "\"count\":-2")).jobs().getFirst().joules())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sacct: error: slurmdbd",
        "[]",
        "{\"errors\":[]}",
        "{\"jobs\":{}}",
        "{\"jobs\":[",
        "{\"errors\":[{\"error\":\"no connection\"}],\"jobs\":[]}",
        "{\"jobs\":[{\"job\":1},{\"job\":2}]}"
      })
  void whatIsNotWholeOrOfNoKnownShapeIsNothingKnown(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(SchedulerException.class);
  }

  @Test
  void nothingAccountedIsNothingAccounted() throws IOException {
    assertThat(of().jobs()).isEmpty();
    assertThat(of().defects()).isEmpty();
  }
}
