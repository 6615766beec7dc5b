package dev.standstill.site.agent;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.site.metering.period.AreaReadings;
import dev.standstill.site.metering.period.PeriodReadings;
import dev.standstill.site.metering.period.PeriodReport;
import dev.standstill.site.outbox.Said;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The site's report of a period: what the operator declares, with the energies that the meters
 * gave. The folder it works in is the one from which {@code balance show} lets the operator see his
 * discrepancies before anybody else does.
 */
final class Reporting {
  private static final String ACTIVITIES = "activities.json";

  private final SiteId site;
  private final Path data;
  private final Path telemetry;

  /**
   * A site's reports.
   *
   * @param data what the site keeps: its readings, and what is declared
   * @param telemetry where files of readings are put that a report cites
   */
  Reporting(SiteId site, Path data, Path telemetry) {
    this.site = site;
    this.data = data;
    this.telemetry = telemetry;
  }

  /** What the site has declared of itself, as the log has it now. */
  Optional<SiteDeclaration> declaration(Evidence log) {
    return latest(log, SiteDeclaration.class).filter(one -> one.site().equals(site.name()));
  }

  /** Puts what the log says beside the readings, so that a balance needs no other source. */
  void keepAgreement(Evidence log) throws IOException {
    Files.createDirectories(data);
    Optional<Charter> charter = log.charter().map(PublishedFact::body);
    if (charter.isPresent()) {
      keep("charter.json", charter.get());
    }
    Optional<SiteDeclaration> declaration = declaration(log);
    if (declaration.isPresent()) {
      keep("site-declaration.json", declaration.get());
    }
    Optional<Calibration> calibration = latest(log, Calibration.class);
    if (calibration.isPresent()) {
      keep("calibration.json", calibration.get());
    }
  }

  private void keep(String name, StatementBody body) throws IOException {
    byte[] text = StatementCodec.bodyText(body).getBytes(StandardCharsets.UTF_8);
    Path file = data.resolve(name);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), text)) {
      AtomicFile.write(data, name, text);
    }
  }

  private <B extends StatementBody> Optional<B> latest(Evidence log, Class<B> type) {
    return log.facts().stream()
        .filter(fact -> fact.author().equals(site.party()) && type.isInstance(fact.body()))
        .map(fact -> type.cast(fact.body()))
        .reduce((_, later) -> later);
  }

  /** The last period of the calendar that is over and that nobody here has reported. */
  Optional<BalancePeriod> due(Known known, List<Said> said, Instant now) {
    return known
        .charter()
        .map(charter -> charter.body().calendar())
        .flatMap(calendar -> {
          Instant from = calendar.from();
          Optional<BalancePeriod> last = Optional.empty();
          while (from.isBefore(calendar.until())
              && !from.plus(calendar.periodLength()).isAfter(now)) {
            last = Optional.of(new BalancePeriod(from, from.plus(calendar.periodLength())));
            from = from.plus(calendar.periodLength());
          }
          return last;
        })
        .filter(period -> !isReported(period, known, said));
  }

  private boolean isReported(BalancePeriod period, Known known, List<Said> said) {
    boolean here =
        said.stream()
            .map(one -> one.statement().body())
            .anyMatch(
                body -> body instanceof ActivityReport report && report.period().equals(period));
    return here || !known.reportedUntil(site).isBefore(period.to());
  }

  /**
   * Makes the report that the operator's {@code activities.json} is about.
   *
   * @param enforcement what the agent says of itself
   * @throws IllegalArgumentException if the file is not what a report can be made of
   */
  ActivityReport make(Known known, List<Said> said, Enforcement enforcement, Instant now)
      throws IOException {
    ActivityReport declared = activities();
    BalancePeriod period = declared.period();
    if (!declared.site().equals(site.name())) {
      throw new IllegalArgumentException("the activities are of another site: " + declared.site());
    }
    if (period.to().isAfter(now)) {
      throw new IllegalArgumentException("the period is not over: " + period);
    }
    if (declared.corrects().isEmpty() && isReported(period, known, said)) {
      throw new IllegalArgumentException(
          "is reported already: name the report that it corrects, " + period);
    }
    SiteDeclaration declaration =
        known
            .evidence()
            .flatMap(this::declaration)
            .orElseThrow(
                () -> new IllegalArgumentException("the log has no declaration of " + site));
    List<AreaReadings> metered =
        PeriodReadings.write(data.resolve("readings"), telemetry, declaration, period);
    ActivityReport report = PeriodReport.of(declared, metered);
    return new ActivityReport(
        report.site(),
        report.period(),
        report.areas(),
        report.readings(),
        report.assumptions(),
        report.corrects(),
        Optional.of(enforcement));
  }

  /** Whether the schedulers' accounts of a period lie there already. */
  boolean isAccounted(BalancePeriod period) {
    return Files.exists(data.resolve(accountedName(period)));
  }

  /** Puts down what the schedulers accounted, for the operator to declare from. */
  void keepAccounted(AccountedPeriod accounted) throws IOException {
    Files.createDirectories(data);
    AtomicFile.write(
        data, accountedName(accounted.period()), accounted.json().getBytes(StandardCharsets.UTF_8));
  }

  /** No colons: not every file system takes them. */
  private static String accountedName(BalancePeriod period) {
    return "accounted-" + period.from().toString().replace(":", "") + ".json";
  }

  /** What the operator says ran. */
  ActivityReport activities() throws IOException {
    Path file = data.resolve(ACTIVITIES);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(file + ": declare there what ran in the period");
    }
    byte[] text = RegularFile.read(file, Envelope.BYTES_MAX);
    return switch (StatementCodec.readBody(StatementKind.ACTIVITY_REPORT, text)) {
      case ReadResult.Read<StatementBody>(StatementBody body) -> (ActivityReport) body;
      case ReadResult.Refused<StatementBody>(var refusal) ->
          throw new IllegalArgumentException(file + ": is no activity report: " + refusal);
    };
  }
}
