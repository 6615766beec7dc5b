package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.slurm.AccountingDefect.Reason;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SacctListingTest {

  private static final String HEADING =
      "JobID|User|Account|Partition|State|Start|End|ElapsedRaw|TimelimitRaw|AllocTRES"
          + "|ConsumedEnergyRaw|NodeList|Comment\n";

  private static final String JOB =
      "5_3|ada|lab|train|CANCELLED by 0|2026-11-23T10:00:00|2026-11-23T11:00:01|3601|480"
          + "|billing=8,cpu=8,gres/gpu:h100=8,gres/gpu=8,node=1||n[0-1]|permit:a1 lineage:x";

  private static SacctListing read(String text) {
    return SacctListing.parse(text, "|", List.of("gpu")).orElseThrow();
  }

  @Test
  void aRunHasWhatSlurmAccountedAndWhatItsOwnerNamed() {
    assertThat(read(HEADING + JOB).jobs())
        .containsExactly(
            new AccountedJob(
                "5_3",
                "ada",
                "lab",
                "train",
                "CANCELLED",
                Optional.of(Instant.parse("2026-11-23T10:00:00Z")),
                Optional.of(Instant.parse("2026-11-23T11:00:01Z")),
                Duration.ofSeconds(3601),
                Optional.of(Duration.ofHours(8)),
                8,
                Optional.of("a1"),
                Optional.of("x"),
                "n[0-1]",
                Optional.empty()));
  }

  @Test
  void energyThatNobodyMeasuredIsAbsentAndMeasuredZeroIsZero() {
    assertThat(read(HEADING + JOB).jobs().getFirst().joules()).isEmpty();
    assertThat(read(HEADING + JOB.replace("||", "|0|")).jobs().getFirst().joules())
        .contains(BigInteger.ZERO);
  }

  @Test
  void whatRunsHasNoEndAndWhatWaitsNoStart() {
    SacctListing listing =
        read(
            HEADING
                + JOB.replace("2026-11-23T11:00:01", "Unknown").replace("CANCELLED by 0", "RUNNING")
                + "\n"
                + JOB.replace("2026-11-23T10:00:00", "None").replace("|480|", "|UNLIMITED|"));
    assertThat(listing.jobs().getFirst().end()).isEmpty();
    assertThat(listing.jobs().getLast().start()).isEmpty();
    assertThat(listing.jobs().getLast().limit()).isEmpty();
    assertThat(listing.defects()).isEmpty();
  }

  @Test
  void aCommentMayHoldAnythingAndStaysAComment() {
    SacctListing listing =
        read(HEADING + JOB + " a|b|c\nand a second line\nand a third permit:b2\n" + JOB);
    assertThat(listing.jobs()).hasSize(2);
    assertThat(listing.defects()).isEmpty();
    assertThat(listing.jobs().getFirst().permit()).contains("b2");
  }

  @ParameterizedTest
  @CsvSource({
    "ada,                 '',          EMPTY,             user",
    "5_3,                 '',          EMPTY,             jobid",
    "2026-11-23T10:00:00, yesterday,   NO_TIME,           start",
    "2026-11-23T11:00:01, '',          NO_TIME,           end",
    "2026-11-23T11:00:01, 2026-11-23T09:00:00, ENDS_BEFORE_START, end",
    "3601,                an hour,     NO_NUMBER,         elapsedraw",
    "3601,                -1,          NO_NUMBER,         elapsedraw",
    "480,                 long,        NO_NUMBER,         timelimitraw",
    "gres/gpu=8,          gres/gpu=,   NO_RESOURCES,      alloctres",
    "gres/gpu=8,          none=1,      NO_RESOURCES,      alloctres",
    "||,                  |12 J|,      NO_NUMBER,         consumedenergyraw"
  })
  void aLineThatCannotBeReadIsKeptWithItsReason(
      String was, String is, Reason reason, String field) {
    String broken = JOB.replace(was, is);
    SacctListing listing = read(HEADING + broken + "\n" + JOB);
    assertThat(listing.jobs()).hasSize(1);
    assertThat(listing.defects())
        .containsExactly(new AccountingDefect("line 2", broken, reason, field));
  }

  @Test
  void aLineCutShortIsKept() {
    assertThat(read(HEADING + "5_3|ada|lab").defects())
        .containsExactly(new AccountingDefect("line 2", "5_3|ada|lab", Reason.CUT_SHORT, ""));
  }

  /** Lines are counted as they were printed, whatever comments hold. */
  @Test
  void aDefectSaysWhereItIs() {
    SacctListing listing =
        read(HEADING + JOB + "\nand more\n" + JOB.replace("3601", "?") + "\n5_3|cut\n" + JOB);
    assertThat(listing.jobs()).hasSize(2);
    assertThat(listing.defects())
        .extracting(AccountingDefect::place)
        .containsExactly("line 4", "line 5");
    assertThat(listing.defects().getFirst())
        .asString()
        .startsWith("line 4: no-number in elapsedraw: 5_3|ada|");
  }

  @Test
  void withoutAHeadingNothingIsKnown() {
    assertThat(SacctListing.parse("", "|", List.of("gpu"))).isEmpty();
    assertThat(SacctListing.parse(JOB, "|", List.of("gpu"))).isEmpty();
    assertThat(SacctListing.parse("sacct: error: x", "|", List.of("gpu"))).isEmpty();
  }

  /** Two thousand lines of a real cluster. */
  @Test
  void everyLineOfARealClusterIsReadOrKept() throws Exception {
    Path root =
        Path.of(Objects.requireNonNullElse(System.getProperty("repositoryRoot"), ".."))
            .resolveSibling("shared/data/slurm-sacct");
    Assumptions.assumeTrue(Files.exists(root), "the sample is not on this machine");
    String heading = String.join("|", Files.readAllLines(root.resolve("FIELDS.txt")));
    Path sample = root.resolve("tests/artifacts/xdmod/referencedata/phillips.first-2000.log");
    List<String> lines = Files.readAllLines(sample);
    SacctListing listing = read(heading + "\n" + String.join("\n", lines));
    assertThat(listing.jobs().size() + listing.defects().size()).isEqualTo(lines.size());
    assertThat(listing.defects()).isEmpty();
    assertThat(listing.jobs().getFirst().devices()).isEqualTo(2);
    assertThat(listing.jobs().getFirst().elapsed())
        .isEqualTo(Duration.ofDays(10).plusHours(13).plusMinutes(27).plusSeconds(6));
  }
}
