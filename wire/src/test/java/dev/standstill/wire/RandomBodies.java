package dev.standstill.wire;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.EnergyPerFlop;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.log.encoding.StrictBase64;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Random statements of every kind: the same seed, the same statements. */
final class RandomBodies {
  private static final long EXACT_MAX = 1L << 53;

  /** In microseconds; a balance period lasts no longer. */
  private static final long TEN_YEARS = 315_000_000_000_000L;

  private static final String ALPHABET = "aZ9 -/~\"\\'<>&äλ漢😀\u00a0";

  private final Random random;
  private final RandomOrders orders;
  private final RandomPermits permits;

  RandomBodies(long seed) {
    random = new Random(seed);
    orders = new RandomOrders(random);
    permits = new RandomPermits(random);
  }

  Statement statement(StatementKind kind) {
    return Samples.statement(body(kind));
  }

  private StatementBody body(StatementKind kind) {
    return switch (kind) {
      case CHARTER -> charter();
      case SITE_DECLARATION -> declaration();
      case CALIBRATION -> calibration();
      case ACTIVITY_REPORT -> report();
      case FINDING -> finding();
      case LOG_TIME -> new LogTime(StrictBase64.encode(Samples.cosigned(random.nextInt(1 << 30))));
      case ORDER -> orders.order();
      case ACKNOWLEDGEMENT -> orders.acknowledgement();
      case CLARIFICATION -> orders.clarification();
      case CLARIFICATION_REPLY -> orders.reply();
      case RECUSAL -> orders.recusal();
      case RULING -> orders.ruling();
      case APPEAL -> orders.appeal();
      case PERMIT_REQUEST -> permits.request();
      case PERMIT -> permits.permit();
      case PERMIT_CHANGE -> permits.change();
    };
  }

  private Charter charter() {
    List<Party> parties = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      Set<Role> roles = new HashSet<>(List.of(word(Role.class), word(Role.class)));
      String key = Samples.key("key-" + i + "ä", i + 1).key().toString();
      parties.add(new Party(new PartyId("party-" + i), roles, List.of(key)));
    }
    List<SiteShare> shares = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      SiteId site = new SiteId(new PartyId(name()), "site-" + i);
      shares.add(new SiteShare(site, new PartsPerMillion(random.nextInt(250_001))));
    }
    Instant from = time();
    Duration length = Duration.of(1 + random.nextLong(TEN_YEARS), ChronoUnit.MICROS);
    return new Charter(
        text(),
        1 + random.nextInt(3),
        parties,
        digest(),
        new StandingLimit(new Flop(amount()), time()),
        new SignificantCompute(new Flop(amount()), shares),
        new ReportingCalendar(
            from,
            from.plus(length.multipliedBy(1 + random.nextInt(3))),
            length,
            Duration.of(random.nextLong(EXACT_MAX + 1), ChronoUnit.MICROS)),
        new TestLevels(
            word(DecidingTest.class),
            new PartsPerMillion(50_000 + random.nextInt(1_000)),
            new PartsPerMillion(1 + random.nextInt(50_000)),
            new PartsPerMillion(500_001 + random.nextInt(499_999)),
            new PartsPerMillion(random.nextInt(1_000_000)),
            text()),
        ppm(),
        maybe(() -> orders.governance(parties.stream().map(Party::id).toList())));
  }

  private SiteDeclaration declaration() {
    List<ComputeBalanceArea> areas = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<MeasurementPoint> points = new ArrayList<>();
      points.add(point("area" + i + ":0", new Metering.Own()));
      for (int j = 1; j < random.nextInt(4); j++) {
        points.add(point("area" + i + ":" + j, metering("area" + i + ":0")));
      }
      InstalledAccelerators installed =
          new InstalledAccelerators(
              new AcceleratorModel(text(), new Power(1 + random.nextLong(EXACT_MAX))),
              1 + random.nextInt(Integer.MAX_VALUE));
      areas.add(new ComputeBalanceArea(new AreaId("area-" + i), List.of(installed), points));
    }
    return new SiteDeclaration(name(), areas, assumptions(), maybe(this::digest));
  }

  private MeasurementPoint point(String name, Metering metering) {
    return new MeasurementPoint(
        name,
        1 + random.nextInt(Integer.MAX_VALUE),
        word(Boundary.class),
        "pdu." + name,
        new PartyId(name()),
        maybe(this::text),
        ppm(),
        ppm(),
        new Power(1 + random.nextLong(EXACT_MAX)),
        metering);
  }

  private Metering metering(String read) {
    return switch (random.nextInt(4)) {
      case 0 -> new Metering.Own();
      case 1 -> new Metering.SharedMean(read);
      case 2 -> new Metering.SharedSum(read);
      default -> new Metering.None();
    };
  }

  private Calibration calibration() {
    return new Calibration(
        name(),
        word(Boundary.class),
        text(),
        random.nextBoolean(),
        new EnergyPerFlop(1 + random.nextLong(EXACT_MAX)),
        new PartsPerMillion(1 + random.nextInt(1_000_000)),
        ppm(),
        new Power(random.nextLong(EXACT_MAX + 1)),
        ppm(),
        random.nextInt(Integer.MAX_VALUE),
        maybe(() -> 1 + random.nextInt(100)),
        new HashSet<>(texts()),
        List.of(digest(), digest()),
        assumptions(),
        text());
  }

  private ActivityReport report() {
    List<AreaActivity> areas = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      List<DeclaredActivity> activities = new ArrayList<>();
      for (int j = 0; j < random.nextInt(4); j++) {
        activities.add(activity());
      }
      TreeMap<String, Energy> energies = new TreeMap<>();
      texts().forEach(point -> energies.put(point, new Energy(amount())));
      areas.add(
          new AreaActivity(
              new AreaId("area-" + i), activities, new DeviceTime(amount()), energies));
    }
    BalancePeriod period = period();
    return new ActivityReport(
        name(),
        period,
        areas,
        List.of(digest(), Samples.DIGEST_A),
        assumptions(),
        maybe(this::digest),
        maybe(() -> enforcement(period)));
  }

  private Enforcement enforcement(BalancePeriod period) {
    int refused = random.nextInt(1_000);
    int admitted = random.nextInt(3);
    Optional<Enforcement.AdmittedCanary> last =
        admitted == 0
            ? Optional.empty()
            : maybe(() -> new Enforcement.AdmittedCanary(text(), period.from()));
    List<Enforcement.Hook> hooks = new ArrayList<>();
    List<Enforcement.HeardSource> sources = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      hooks.add(new Enforcement.Hook(i + text(), maybe(this::digest)));
      sources.add(new Enforcement.HeardSource(i + text(), maybe(period::from)));
    }
    return new Enforcement(
        new Enforcement.Canaries(refused + admitted + random.nextInt(2), refused, admitted, last),
        hooks,
        digest(),
        sources,
        Duration.ofSeconds(period.length().toSeconds() / 2),
        maybe(this::accounts));
  }

  private Enforcement.Accounts accounts() {
    List<Enforcement.AreaAccounts> areas = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      areas.add(
          new Enforcement.AreaAccounts(
              new AreaId("a" + i), new DeviceTime(amount()), 1 + random.nextInt(9)));
    }
    return new Enforcement.Accounts(areas, new DeviceTime(amount()), random.nextInt(3));
  }

  private DeclaredActivity activity() {
    ActivityCategory category = word(ActivityCategory.class);
    return new DeclaredActivity(
        category,
        text(),
        category == ActivityCategory.TRAINING_RUN ? Optional.of(text()) : Optional.empty(),
        new Flop(amount()),
        new Flop(amount()),
        text(),
        maybe(this::amount),
        new DeviceTime(amount()),
        maybe(this::digest));
  }

  private Finding finding() {
    Subject subject =
        new Subject(
            maybe(() -> new PartyId(name())),
            maybe(this::name),
            maybe(() -> new AreaId(name())),
            maybe(this::text),
            maybe(this::digest));
    return new Finding(word(FindingCode.class), subject, maybe(this::period), texts(), text());
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <E extends Enum<E>> E word(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return constants[random.nextInt(constants.length)];
  }

  private List<Assumption> assumptions() {
    return random.nextBoolean() ? List.of() : List.of(word(Assumption.class));
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      texts.add(text() + i);
    }
    return texts;
  }

  private String text() {
    StringBuilder text = new StringBuilder("x");
    int[] alphabet = ALPHABET.codePoints().toArray();
    for (int i = 0; i < random.nextInt(12); i++) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private String name() {
    return "n" + Integer.toString(random.nextInt(1_000_000), 36) + "-";
  }

  private Digest digest() {
    return Samples.digest(text() + random.nextLong());
  }

  private PartsPerMillion ppm() {
    return new PartsPerMillion(random.nextInt(1_000_001));
  }

  /** Of every length up to 40 digits. */
  private BigInteger amount() {
    return new BigInteger(random.nextInt(132), random);
  }

  private Instant time() {
    ChronoUnit unit =
        List.of(ChronoUnit.MICROS, ChronoUnit.MILLIS, ChronoUnit.DAYS).get(random.nextInt(3));
    return Instant.EPOCH
        .plus(random.nextLong(4_000_000_000_000_000L), ChronoUnit.MICROS)
        .truncatedTo(unit);
  }

  private BalancePeriod period() {
    Instant from = time();
    return new BalancePeriod(from, from.plus(1 + random.nextLong(TEN_YEARS), ChronoUnit.MICROS));
  }
}
