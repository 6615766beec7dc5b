package dev.standstill.core;

import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;

import dev.standstill.core.charter.BreakGlassRules;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.Lineage;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.permit.PermitRequest;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeCondition;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.core.rule.Threshold;
import dev.standstill.core.site.AreaId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Permits for the site of party a, to be varied in the one respect a test is about. */
public final class SamplePermits {
  public static final AreaId HALL = new AreaId("hall");
  public static final String LINEAGE = "lineage-1";
  public static final FlopRate PEAK = new FlopRate(BigInteger.TEN.pow(15));
  public static final CriticalService DISPATCH = new CriticalService("emergency-dispatch");
  public static final Purpose CRITICAL = new Purpose.Critical(DISPATCH);
  public static final Purpose EMERGENCY = new Purpose.BreakGlass("a hospital lost its own site");
  public static final Duration NOTICE = DAY.multipliedBy(14);

  private SamplePermits() {}

  /** What a permit may do in a day unless a test says otherwise. */
  private static final Flop PER_DAY = flop("8e22");

  /** 1e24 FLOP on 1000 devices of 1e15 FLOP/s, from the start for a year. */
  public static final class Fields {
    public SiteId site = SampleLog.SITE_A;
    public Set<AreaId> areas = Set.of(HALL);
    public Set<OperationKind> operations =
        Set.of(OperationKind.PRE_TRAINING, OperationKind.FINE_TUNING);
    public String lineage = LINEAGE;
    public Flop budget = flop("1e24");

    /** Less than this where a test leaves it alone and its budget or devices cannot do so much. */
    public Flop flopPerDay = PER_DAY;

    public int devices = 1_000;
    public FlopRate peak = PEAK;
    public Instant notBefore = START;
    public Instant expires = START.plus(DAY.multipliedBy(365));
    public Purpose purpose = Purpose.ordinary();

    public PermitTerms terms() {
      return new PermitTerms(
          site,
          areas,
          operations,
          new Lineage(
              lineage, SampleReport.digest(1), SampleReport.digest(2), SampleReport.digest(3)),
          budget,
          flopPerDay.equals(PER_DAY) ? possible() : flopPerDay,
          devices,
          peak,
          notBefore,
          expires,
          purpose);
    }

    private Flop possible() {
      BigInteger devicesDo =
          peak.perSecond().multiply(BigInteger.valueOf(devices * DAY.toSeconds()));
      BigInteger most = PER_DAY.operations().min(budget.operations()).min(devicesDo);
      // What else is wrong with the terms is for the terms to say.
      return new Flop(most.max(BigInteger.ONE));
    }
  }

  public static Flop flop(String decimal) {
    return Flop.ofDecimal(new BigDecimal(decimal));
  }

  public static PermitTerms terms(Consumer<Fields> change) {
    Fields fields = new Fields();
    change.accept(fields);
    return fields.terms();
  }

  public static PermitTerms terms() {
    return terms(fields -> {});
  }

  /** Pre-training above 1e22 FLOP of its lineage, or on 100 devices; silence is approval. */
  public static PermitRules rules() {
    return new PermitRules(
        new ScopeRules(
            List.of(
                new ScopeRule(
                    "large-lineage",
                    Set.of(OperationKind.PRE_TRAINING),
                    List.of(
                        new ScopeCondition.Lineage(
                            new Threshold.TrainingFlop(Comparison.MORE_THAN, flop("1e22"))))),
                new ScopeRule(
                    "large-cluster",
                    Set.of(OperationKind.PRE_TRAINING, OperationKind.FINE_TUNING),
                    List.of(
                        new ScopeCondition.Cluster(
                            new Threshold.ClusterEquivalents(Comparison.AT_LEAST, 100, PEAK)))))),
        NOTICE,
        true,
        DAY.multipliedBy(365),
        Optional.of(flop("1e25")));
  }

  /** The same, with a service that goes on and with two of three parties who break the glass. */
  public static PermitRules exempting() {
    PermitRules rules = rules();
    return new PermitRules(
        rules.scope(),
        rules.noticePeriod(),
        rules.tacitApproval(),
        rules.lengthMax(),
        rules.budgetMax(),
        Set.of(DISPATCH),
        Optional.of(
            new BreakGlassRules(
                Quorum.of(2, SampleGovernance.A, SampleGovernance.B, SampleGovernance.C),
                DAY.multipliedBy(3))));
  }

  /** A permit of the sample site for a purpose; one for an emergency lasts from day 19 to 22. */
  public static PermitTerms terms(Purpose purpose) {
    return terms(fields -> {
      fields.purpose = purpose;
      if (purpose instanceof Purpose.BreakGlass) {
        fields.notBefore = START.plus(DAY.multipliedBy(19));
        fields.expires = START.plus(DAY.multipliedBy(22));
      }
    });
  }

  /** Two of three parties decide. */
  public static Charter charter() {
    return SampleGovernance.charter(fields -> fields.permits = Optional.of(rules()));
  }

  public static Permit permit(PermitTerms terms) {
    return new Permit(terms, Optional.empty(), SampleGovernance.B, Set.of(), "a test asks for it");
  }

  public static Permit answer(PermitTerms terms, Citation request) {
    return new Permit(terms, Optional.of(request), SampleGovernance.B, Set.of(), "as asked for");
  }

  public static PermitRequest request(PermitTerms terms) {
    return new PermitRequest(terms, "a test asks for it");
  }

  public static PermitChange change(Step step) {
    return change(step, SampleGovernance.B);
  }

  public static PermitChange change(Step step, PartyId proposer) {
    return new PermitChange(step, proposer, Set.of(), "a test asks for it");
  }

  /** A training run of the sample lineage. */
  public static DeclaredActivity training(String flop, Optional<Digest> permit) {
    return new DeclaredActivity(
        ActivityCategory.TRAINING_RUN,
        "model",
        Optional.of(LINEAGE),
        flop(flop),
        flop(flop),
        "fp8",
        Optional.empty(),
        DeviceTime.ZERO,
        permit);
  }

  /** What the site of party a did on so many days from the start on. */
  public static ActivityReport report(
      int firstDay, int days, Optional<Digest> corrects, DeclaredActivity... activities) {
    Instant from = START.plus(DAY.multipliedBy(firstDay));
    return new ActivityReport(
        SampleLog.SITE_A.name(),
        new BalancePeriod(from, from.plus(DAY.multipliedBy(days))),
        List.of(
            new AreaActivity(
                HALL, new ArrayList<>(List.of(activities)), DeviceTime.ZERO, new TreeMap<>())),
        List.of(),
        List.of(),
        corrects);
  }
}
