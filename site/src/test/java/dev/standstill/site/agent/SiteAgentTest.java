package dev.standstill.site.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.record.Citation;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabRegister;
import dev.standstill.site.lab.LabScheduler;
import dev.standstill.site.lab.LabSite;
import dev.standstill.site.lab.LabWitness;
import dev.standstill.site.workload.Phase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent against a real log and real witnesses; its scheduler is in memory. */
class SiteAgentTest {
  private static final Duration EIGHT_HOURS = Duration.ofHours(8);

  @TempDir private Path directory = Path.of("");

  private final LabAgreement agreement =
      new LabAgreement(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofSeconds(1));
  private final LabScheduler scheduler = new LabScheduler();
  private Optional<LabRegister> register = Optional.empty();
  private Optional<LabSite> site = Optional.empty();

  @BeforeEach
  void begin() throws Exception {
    register = Optional.of(new LabRegister(directory, agreement::charter, agreement.all()));
    start();
  }

  private LabRegister register() {
    return register.orElseThrow();
  }

  private void start() throws IOException {
    site =
        Optional.of(
            LabSite.start(
                directory.resolve("state"),
                register(),
                agreement,
                List.of(new Guarded(scheduler, _ -> List.of(), List::of))));
  }

  @AfterEach
  void end() throws IOException {
    if (site.isPresent()) {
      site.get().close();
    }
    register().close();
  }

  private String ask(String queue, int devices, Optional<String> permit) throws Exception {
    String query =
        "occasion=submit&scheduler=lab&owner=ada&account=lab&seconds=28800&token="
            + LabSite.TOKEN.replace(" ", "%20")
            + "&queue="
            + queue
            + "&devices="
            + devices
            + permit.map(id -> "&permit=" + id).orElse("");
    URI uri = URI.create("http://127.0.0.1:" + site.orElseThrow().port() + "/v1/verdict?" + query);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .strip();
    }
  }

  private static void within(Duration time, BooleanSupplier what) throws InterruptedException {
    Instant end = Instant.now().plus(time);
    while (!what.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + time);
      }
      Thread.sleep(50);
    }
  }

  private boolean isAdmitted(String queue, int devices, Optional<String> permit) {
    try {
      return ask(queue, devices, permit).equals("ADMIT");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Citation permit(int devices) throws IOException {
    return register()
        .say(
            agreement.permit("big-" + devices, devices),
            agreement.signer(LabAgreement.BOREALIS),
            agreement.signer(LabAgreement.CIRRUS));
  }

  private Citation pause() throws IOException {
    return register()
        .say(
            agreement.pause(),
            agreement.signer(LabAgreement.BOREALIS),
            agreement.signer(LabAgreement.CIRRUS));
  }

  @Test
  void aLargeJobNeedsAPermitAndManySmallOnesAddUpToALargeOne() throws Exception {
    within(Duration.ofSeconds(20), () -> isAdmitted("train", 1, Optional.empty()));
    assertThat(ask("train", 8, Optional.empty())).startsWith("REFUSE permit-missing");
    // Eight hours of one device are half of the threshold: the third one is above it.
    assertThat(ask("train", 1, Optional.empty())).isEqualTo("ADMIT");
    assertThat(ask("train", 1, Optional.empty())).startsWith("REFUSE permit-missing");
    assertThat(ask("serve", 8, Optional.empty())).isEqualTo("ADMIT");
    assertThat(ask("elsewhere", 1, Optional.empty())).startsWith("REFUSE queue-unknown");
    String permit = permit(64).id().hex();
    within(Duration.ofSeconds(20), () -> isAdmitted("train", 8, Optional.of(permit)));
    assertThat(ask("train", 8, Optional.of("ab"))).startsWith("REFUSE permit-unknown");
  }

  @Test
  void aPauseStopsWhatIsInItsScopeAndAResumeLetsItGoOn() throws Exception {
    String permit = permit(64).id().hex();
    within(Duration.ofSeconds(20), () -> isAdmitted("train", 8, Optional.of(permit)));
    scheduler.runs("big", LabScheduler.demand("train", 8, EIGHT_HOURS, Optional.of(permit)));
    scheduler.runs("serving", LabScheduler.demand("serve", 8, EIGHT_HOURS, Optional.empty()));
    Citation pause = pause();
    within(Duration.ofSeconds(20), () -> scheduler.phase("big") == Phase.HELD);
    assertThat(scheduler.told()).containsSubsequence("warn big", "save big", "stop big");
    assertThat(scheduler.phase("serving")).isEqualTo(Phase.RUNNING);
    assertThat(ask("train", 8, Optional.of(permit))).startsWith("REFUSE paused");
    within(Duration.ofSeconds(20), () -> acknowledged(pause));
    register()
        .say(
            agreement.resume(pause.id()),
            agreement.signer(LabAgreement.BOREALIS),
            agreement.signer(LabAgreement.CIRRUS));
    within(Duration.ofSeconds(30), () -> scheduler.phase("big") == Phase.RUNNING);
    assertThat(scheduler.told()).doesNotContain("stop serving").last().isEqualTo("release big");
  }

  /** Where halts should be written down there is no directory any more. */
  @Test
  void aDiskThatFailsKeepsNoJobFromBeingStopped() throws Exception {
    String permit = permit(64).id().hex();
    within(Duration.ofSeconds(20), () -> isAdmitted("train", 8, Optional.of(permit)));
    scheduler.runs("big", LabScheduler.demand("train", 8, EIGHT_HOURS, Optional.of(permit)));
    Path halts = directory.resolve("state/lab");
    try (Stream<Path> files = Files.list(halts)) {
      assertThat(files).isEmpty();
    }
    Files.delete(halts);
    Files.createFile(halts);
    Citation pause = pause();
    within(Duration.ofSeconds(20), () -> scheduler.told().contains("save big"));
    within(
        Duration.ofSeconds(20),
        () -> site.orElseThrow().agent().status().contains("halts cannot be written down"));
    within(Duration.ofSeconds(20), () -> scheduler.phase("big") == Phase.HELD);
    within(Duration.ofSeconds(20), () -> acknowledged(pause));
  }

  private boolean acknowledged(Citation order) {
    try {
      return register().evidence().facts().stream()
          .map(fact -> fact.body())
          .filter(Acknowledgement.class::isInstance)
          .map(Acknowledgement.class::cast)
          .anyMatch(one -> one.order().equals(order) && one.halted().isPresent());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutTheRegisterWitnessesKeepItRunningAndWithoutAnybodyItHalts() throws Exception {
    String permit = permit(64).id().hex();
    within(Duration.ofSeconds(20), () -> isAdmitted("train", 8, Optional.of(permit)));
    scheduler.runs("big", LabScheduler.demand("train", 8, EIGHT_HOURS, Optional.of(permit)));
    scheduler.runs("serving", LabScheduler.demand("serve", 8, EIGHT_HOURS, Optional.empty()));
    register().down();
    Thread.sleep(10_000);
    assertThat(scheduler.phase("big")).isEqualTo(Phase.RUNNING);
    // They are asked, and named, only when the copy ages: between two rounds nobody is.
    within(
        Duration.ofSeconds(20),
        () -> site.orElseThrow().agent().status().contains("cosigned the size of the copy anew"));
    register().witnesses().forEach(LabWitness::down);
    Instant gone = Instant.now();
    within(Duration.ofSeconds(20), () -> scheduler.phase("big") == Phase.HELD);
    assertThat(Duration.between(gone, Instant.now())).isGreaterThan(Duration.ofSeconds(4));
    assertThat(scheduler.phase("serving")).isEqualTo(Phase.RUNNING);
    assertThat(ask("train", 8, Optional.of(permit))).startsWith("REFUSE view-silent");
    // Somebody who can be heard again is what lets it go on: the log, still without a pause.
    for (LabWitness witness : register().witnesses()) {
      witness.up();
    }
    within(Duration.ofSeconds(20), () -> scheduler.phase("big") == Phase.RUNNING);
  }

  @Test
  void anAgentThatWasStoppedGoesOnWhereItWas() throws Exception {
    String permit = permit(64).id().hex();
    within(Duration.ofSeconds(20), () -> isAdmitted("train", 8, Optional.of(permit)));
    scheduler.runs("big", LabScheduler.demand("train", 8, EIGHT_HOURS, Optional.of(permit)));
    Citation pause = pause();
    within(Duration.ofSeconds(20), () -> scheduler.told().contains("save big"));
    site.orElseThrow().close();
    site = Optional.empty();
    start();
    within(Duration.ofSeconds(20), () -> acknowledged(pause));
    assertThat(scheduler.told().stream().filter("save big"::equals)).hasSize(1);
  }
}
