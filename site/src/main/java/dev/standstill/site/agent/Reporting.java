package dev.standstill.site.agent;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The site's report of a period: what the operator declares, with the energies that the meters
 * gave. The folder it works in is the one from which {@code balance show} lets the operator see his
 * discrepancies before anybody else does.
 */
final class Reporting {
  private static final String ACTIVITIES = "activities.json";

  /** Whoever owes more looks at them himself. */
  private static final int UNREPORTED_MAX = 32;

  private final SiteId site;
  private final Path data;
  private final Path telemetry;
  private final boolean isMetered;

  /**
   * A site's reports.
   *
   * @param data what the site keeps: its readings, and what is declared
   * @param telemetry where files of readings are put that a report cites
   * @param isMetered whether the agent reads meters
   */
  Reporting(SiteId site, Path data, Path telemetry, boolean isMetered) {
    this.site = site;
    this.data = data;
    this.telemetry = telemetry;
    this.isMetered = isMetered;
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

  /**
   * Periods of the calendar that are over and that nobody here has reported, from the one in which
   * the site declared itself on, in order; of many the last ones.
   */
  List<BalancePeriod> unreported(Known known, List<Said> said, Instant now) {
    Optional<Instant> declared =
        known
            .evidence()
            .flatMap(log ->
                log.facts().stream()
                    .filter(fact ->
                        fact.author().equals(site.party())
                            && fact.body() instanceof SiteDeclaration one
                            && one.site().equals(site.name()))
                    .findFirst()
                    .flatMap(fact -> fact.loggedAt().notAfter()));
    List<BalancePeriod> periods =
        known
            .charter()
            .map(charter -> over(charter.body().calendar(), now))
            .orElse(List.of())
            .stream()
            .filter(period -> declared.filter(period.to()::isAfter).isPresent())
            .filter(Predicate.not(reported(known, said)))
            .toList();
    return periods.subList(Math.max(0, periods.size() - UNREPORTED_MAX), periods.size());
  }

  /** A report may come as soon as its period is over. */
  private static List<BalancePeriod> over(ReportingCalendar calendar, Instant now) {
    return new ReportingCalendar(
            calendar.from(), calendar.until(), calendar.periodLength(), Duration.ZERO)
        .periodsDue(now);
  }

  /** The last period of the calendar that is over and that nobody here has reported. */
  Optional<BalancePeriod> due(Known known, List<Said> said, Instant now) {
    return known
        .charter()
        .map(charter -> charter.body().calendar())
        .map(calendar -> over(calendar, now))
        .filter(periods -> !periods.isEmpty())
        .map(List::getLast)
        .filter(Predicate.not(reported(known, said)));
  }

  /** Which periods this site has reported, here or in the log. */
  private Predicate<BalancePeriod> reported(Known known, List<Said> said) {
    Stream<StatementBody> here = said.stream().map(one -> one.statement().body());
    Stream<StatementBody> logged =
        known.evidence().stream()
            .flatMap(log -> log.facts().stream())
            .filter(fact -> fact.author().equals(site.party()))
            .map(PublishedFact::body);
    Set<BalancePeriod> periods =
        Stream.concat(here, logged)
            .filter(ActivityReport.class::isInstance)
            .map(ActivityReport.class::cast)
            .filter(report -> report.site().equals(site.name()))
            .map(ActivityReport::period)
            .collect(Collectors.toUnmodifiableSet());
    Instant until = known.reportedUntil(site);
    return period -> periods.contains(period) || !until.isBefore(period.to());
  }

  /**
   * Makes a report of what is declared and what the meters gave.
   *
   * @param declared what ran, without energies and readings
   * @param enforcement what the agent says of itself
   * @throws IllegalArgumentException if no report can be made of it
   * @throws IOException also if an hour of the period is not written yet
   */
  ActivityReport make(
      ActivityReport declared, Known known, List<Said> said, Enforcement enforcement, Instant now)
      throws IOException {
    BalancePeriod period = declared.period();
    if (!declared.site().equals(site.name())) {
      throw new IllegalArgumentException("the activities are of another site: " + declared.site());
    }
    if (period.to().isAfter(now)) {
      throw new IllegalArgumentException("the period is not over: " + period);
    }
    if (declared.corrects().isEmpty() && reported(known, said).test(period)) {
      throw new IllegalArgumentException(
          "is reported already: name the report that it corrects, " + period);
    }
    ActivityReport report = PeriodReport.of(declared, metered(declaration(known), period));
    return new ActivityReport(
        report.site(),
        report.period(),
        report.areas(),
        report.readings(),
        report.assumptions(),
        report.corrects(),
        Optional.of(enforcement));
  }

  private SiteDeclaration declaration(Known known) {
    return known
        .evidence()
        .flatMap(this::declaration)
        .orElseThrow(() -> new IllegalArgumentException("the log has no declaration of " + site));
  }

  /** A site that meters nothing reports that: its points are missing, not zero. */
  private List<AreaReadings> metered(SiteDeclaration declaration, BalancePeriod period)
      throws IOException {
    if (!isMetered && !Files.exists(readings())) {
      return declaration.areas().stream()
          .map(area -> new AreaReadings(area.id(), Optional.empty(), new TreeMap<>()))
          .toList();
    }
    return PeriodReadings.write(readings(), telemetry, declaration, period);
  }

  private Path readings() {
    return data.resolve("readings");
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

  /** What the operator says ran; empty if he says nothing. */
  Optional<ActivityReport> activities() throws IOException {
    Path file = data.resolve(ACTIVITIES);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] text = RegularFile.read(file, Envelope.BYTES_MAX);
    return switch (StatementCodec.readBody(StatementKind.ACTIVITY_REPORT, text)) {
      case ReadResult.Read<StatementBody>(StatementBody body) -> Optional.of((ActivityReport) body);
      case ReadResult.Refused<StatementBody>(var refusal) ->
          throw new IllegalArgumentException(file + ": is no activity report: " + refusal);
    };
  }

  /**
   * What ran as the schedulers accounted it, and as the operator says of such runs.
   *
   * @throws IllegalArgumentException if he says nothing of them
   */
  ActivityReport fromAccounts(Known known, AccountedPeriod accounted) throws IOException {
    Path file = data.resolve(WorkFile.NAME);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          file
              + ": say there what jobs are, or declare in "
              + ACTIVITIES
              + " what ran in the period");
    }
    return AccountedActivities.of(declaration(known), accounted, WorkFile.read(file));
  }
}
