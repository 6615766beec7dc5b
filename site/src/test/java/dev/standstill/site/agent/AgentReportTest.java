package dev.standstill.site.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.Enforcement;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabDeclaration;
import dev.standstill.site.lab.LabRegister;
import dev.standstill.site.lab.LabScheduler;
import dev.standstill.site.lab.LabSite;
import dev.standstill.site.workload.Accounted;
import dev.standstill.site.workload.AccountedRun;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that makes its reports by itself; the accounts are of this test. */
class AgentReportTest {
  private static final String WORK =
      """
      {"assumes": [], "kinds": [{"runs": {}, "category": "inference", "model": "small",
       "modelFlopPerDeviceSecond": "10", "executedFlopPerDeviceSecond": "20",
       "precision": "bf16"}]}
      """;

  @TempDir private Path directory = Path.of("");

  private final LabAgreement agreement =
      new LabAgreement(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4));
  private final BalancePeriod period = agreement.firstPeriod();
  private Optional<LabRegister> register = Optional.empty();
  private Optional<LabSite> site = Optional.empty();
  private volatile boolean accountsAnswer = true;

  @BeforeEach
  void begin() throws Exception {
    register = Optional.of(new LabRegister(directory, agreement::charter, agreement.all()));
    register.get().say(LabDeclaration.of(8), agreement.signer(LabAgreement.AURORA));
  }

  private Accounted accounts(Instant from, Instant to) throws IOException {
    if (!accountsAnswer) {
      throw new IOException("slurmdbd does not answer");
    }
    return new Accounted(
        List.of(run("before", -3, Optional.of(1L)), run("runs", 2, Optional.empty())),
        List.of("line 17: cut-short: 7|ada"));
  }

  /** Of three devices, from so many seconds after the first period began. */
  private AccountedRun run(String id, long start, Optional<Long> end) {
    return new AccountedRun(
        id,
        "ada",
        "serve",
        3,
        Optional.empty(),
        Optional.empty(),
        period.from().plusSeconds(start),
        end.map(seconds -> period.from().plusSeconds(seconds)));
  }

  private Path data() throws IOException {
    return Files.createDirectories(directory.resolve("state/site-data"));
  }

  private void start() throws IOException {
    site =
        Optional.of(
            LabSite.start(
                directory.resolve("state"),
                register.orElseThrow(),
                agreement,
                List.of(
                    new Guarded(
                        new LabScheduler(),
                        _ -> List.of(),
                        List::of,
                        Optional.of(this::accounts)))));
  }

  private void stop() throws IOException {
    if (site.isPresent()) {
      site.get().close();
      site = Optional.empty();
    }
  }

  @AfterEach
  void end() throws IOException {
    stop();
    register.orElseThrow().close();
  }

  private List<ActivityReport> reports(BalancePeriod of) {
    try {
      return register.orElseThrow().evidence().facts().stream()
          .map(fact -> fact.body())
          .filter(ActivityReport.class::isInstance)
          .map(ActivityReport.class::cast)
          .filter(report -> report.period().equals(of))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private BalancePeriod later(int periods) {
    Duration by = period.length().multipliedBy(periods);
    return new BalancePeriod(period.from().plus(by), period.to().plus(by));
  }

  private void within(Duration time, BooleanSupplier what) throws InterruptedException {
    Instant end = Instant.now().plus(time);
    while (!what.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(site.orElseThrow().agent().status() + seen());
      }
      Thread.sleep(50);
    }
  }

  private String seen() {
    try {
      var evidence = register.orElseThrow().evidence();
      return period
          + "\n"
          + evidence.defects()
          + "\n"
          + evidence.facts().stream().map(fact -> fact.body().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isFailing(String words) {
    String status = site.orElseThrow().agent().status();
    return status.contains("report of " + period.from()) && status.contains(words);
  }

  @Test
  void aPeriodThatIsOverIsReportedOnceFromTheAccounts() throws Exception {
    Files.writeString(data().resolve("work.json"), WORK);
    start();
    within(Duration.ofSeconds(30), () -> !reports(period).isEmpty());
    ActivityReport report = reports(period).getFirst();
    // One second of the one, two of the other, of three devices each.
    BigInteger used = BigInteger.valueOf(9_000_000);
    var hall = report.area(LabAgreement.AREA).orElseThrow();
    assertThat(hall.declaredUse().deviceMicroseconds()).isEqualTo(used);
    assertThat(hall.idle().deviceMicroseconds()).isEqualTo(BigInteger.valueOf(23_000_000));
    assertThat(hall.declaredFlop().operations()).isEqualTo(BigInteger.valueOf(180));
    assertThat(hall.energies()).isEmpty();
    Enforcement.Accounts figures = report.enforcement().orElseThrow().accounts().orElseThrow();
    assertThat(figures.areas().getFirst().deviceTime().deviceMicroseconds()).isEqualTo(used);
    assertThat(figures.areas().getFirst().runs()).isEqualTo(2);
    assertThat(figures.unread()).isEqualTo(1);
    assertThat(
            Files.readString(
                data().resolve("accounted-" + period.from().toString().replace(":", "") + ".json")))
        .contains("line 17: cut-short: 7|ada");
    stop();
    start();
    within(Duration.ofSeconds(30), () -> !reports(later(2)).isEmpty());
    assertThat(reports(period)).hasSize(1);
    assertThat(reports(later(1))).hasSize(1);
  }

  @Test
  void whileAnythingIsMissingNothingIsSaidAndThenItIs() throws Exception {
    accountsAnswer = false;
    start();
    within(Duration.ofSeconds(30), () -> isFailing("slurmdbd does not answer"));
    accountsAnswer = true;
    within(Duration.ofSeconds(30), () -> isFailing("say there what jobs are"));
    Files.writeString(data().resolve("work.json"), WORK.replace("{}", "{\"queue\": \"train\"}"));
    within(Duration.ofSeconds(30), () -> isFailing("says what job before of ada in queue serve"));
    // A site with a store of readings reports no period whose hours are not written.
    Path readings = Files.createDirectories(data().resolve("readings"));
    Files.writeString(data().resolve("work.json"), WORK);
    within(Duration.ofSeconds(30), () -> isFailing("is not written"));
    assertThat(reports(period)).isEmpty();
    Files.delete(readings);
    within(Duration.ofSeconds(30), () -> !reports(period).isEmpty());
    within(Duration.ofSeconds(30), () -> !isFailing(""));
  }

  @Test
  void whatTheOperatorDeclaresGoesBeforeTheAccounts() throws Exception {
    Files.writeString(data().resolve("work.json"), WORK);
    Files.writeString(
        data().resolve("activities.json"),
        """
        {"site":"north","period":{"from":"%s","to":"%s"},"areas":[{"area":"hall","activities":[],
         "idleDeviceMicroseconds":"32000000","energies":[]}],"readings":[],"assumes":[]}
        """
            .formatted(period.from(), period.to()));
    start();
    within(Duration.ofSeconds(30), () -> !reports(period).isEmpty());
    ActivityReport report = reports(period).getFirst();
    assertThat(report.area(LabAgreement.AREA).orElseThrow().activities()).isEmpty();
    assertThat(report.enforcement().orElseThrow().accounts()).isPresent();
    within(Duration.ofSeconds(30), () -> !reports(later(1)).isEmpty());
    assertThat(reports(later(1)).getFirst().area(LabAgreement.AREA).orElseThrow().activities())
        .hasSize(1);
  }
}
