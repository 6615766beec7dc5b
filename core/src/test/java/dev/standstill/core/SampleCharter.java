package dev.standstill.core;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A charter that a test varies in the one respect it is about. */
public final class SampleCharter {

  private SampleCharter() {}

  /** One operator and its inspectorate, 1e24 FLOP a period, the whole share to one site. */
  public static final class Fields {
    public String name = "trial";
    public int version = 1;
    public List<Party> parties =
        List.of(
            new Party(SampleSite.PARTY, Set.of(Role.OPERATOR), List.of("key-a")),
            new Party(SampleSite.INSPECTORATE, Set.of(Role.REGISTER), List.of("key-i")));
    public StandingLimit limit =
        new StandingLimit(Flop.of("1000000000000000000000000"), SampleReport.START);
    public Flop significant = Flop.of("1000000000000000000000000");
    public List<SiteShare> shares = List.of(new SiteShare(SampleSite.SITE, PartsPerMillion.WHOLE));
    // Nothing falls due within a test unless it says otherwise.
    public ReportingCalendar calendar =
        new ReportingCalendar(
            SampleReport.START,
            SampleReport.START.plus(Duration.ofHours(1)),
            Duration.ofHours(1),
            Duration.ofDays(365));
    public TestLevels levels = TestLevels.DEFAULT;
    public PartsPerMillion maximumUncovered = Charter.DEFAULT_MAXIMUM_UNCOVERED;

    public Charter build() {
      return new Charter(
          name,
          version,
          parties,
          SampleReport.digest(1),
          limit,
          new SignificantCompute(significant, shares),
          calendar,
          levels,
          maximumUncovered);
    }
  }

  public static Charter charter(Consumer<Fields> change) {
    Fields fields = new Fields();
    change.accept(fields);
    return fields.build();
  }
}
