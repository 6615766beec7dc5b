package dev.standstill.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.Validity.Binding;
import dev.standstill.core.rule.Validity.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which version of which pack matters on a day. */
class RuleCatalogueTest {

  private static final LocalDate FIRST = LocalDate.of(2030, 1, 1);
  private static final LocalDate SECOND = LocalDate.of(2031, 1, 1);
  private static final Citation SOURCE = new Citation("made up", "2029", CitationStatus.PUBLISHED);
  private static final Rule RULE =
      new Rule(
          "r",
          RuleSubject.TRAINING_RUN,
          Counting.NOT_STATED,
          List.of(new Threshold.TrainingFlop(Comparison.MORE_THAN, Flop.ZERO)),
          Set.of(),
          new Duty.Prohibition("not at all"),
          SOURCE);

  @Test
  void everyPublishedPackHasASourceWithItsDate() {
    assertThat(RuleCatalogue.PUBLISHED.packs())
        .extracting(RulePack::name)
        .containsExactly(
            "treaty-draft/2025-11",
            "treaty-consolidation-a/2025-11",
            "treaty-consolidation-b/2025-11",
            "eu-ai-act/2025-07-18",
            "california-sb-53/2025",
            "new-york-raise/2025",
            "us-bis-proposal/2024",
            "us-eo-14110/2023-10-30");
    for (RulePack pack : RuleCatalogue.PUBLISHED.packs()) {
      assertThat(pack.citation().date()).as(pack.name()).isEqualTo(pack.version());
      assertThat(pack.rules()).allSatisfy(rule -> assertThat(rule.citation().text()).isNotBlank());
    }
  }

  @Test
  void leavesOutWhatIsRevokedOrNeverWasLaw() {
    assertThat(standing("us-eo-14110", LocalDate.of(2023, 10, 29)))
        .isEqualTo(Standing.NOT_YET_IN_FORCE);
    assertThat(standing("us-eo-14110", LocalDate.of(2025, 1, 19))).isEqualTo(Standing.IN_FORCE);
    assertThat(standing("us-eo-14110", LocalDate.of(2025, 1, 20)))
        .isEqualTo(Standing.NO_LONGER_IN_FORCE);
    assertThat(standing("us-bis-proposal", LocalDate.of(2025, 1, 1)))
        .isEqualTo(Standing.NEVER_IN_FORCE);
    assertThat(standing("california-sb-53", LocalDate.of(2025, 12, 31)))
        .isEqualTo(Standing.NOT_YET_IN_FORCE);
    assertThat(standing("california-sb-53", LocalDate.of(2026, 1, 1))).isEqualTo(Standing.IN_FORCE);
    assertThat(standing("eu-ai-act", LocalDate.of(2025, 8, 2))).isEqualTo(Standing.IN_FORCE);
    assertThat(standing("new-york-raise", LocalDate.of(2027, 1, 1))).isEqualTo(Standing.IN_FORCE);
    assertThat(standing("treaty-draft", LocalDate.of(2000, 1, 1))).isEqualTo(Standing.DRAFT);
    assertThat(RuleCatalogue.PUBLISHED.on(LocalDate.of(2026, 11, 23)))
        .extracting(RulePack::id)
        .doesNotContain("us-eo-14110", "us-bis-proposal")
        .contains("treaty-draft", "eu-ai-act", "california-sb-53", "new-york-raise");
    assertThat(RuleCatalogue.PUBLISHED.on(LocalDate.of(2024, 1, 1)))
        .extracting(RulePack::id)
        .contains("us-eo-14110");
  }

  @Test
  void picksTheVersionOfTheDay() {
    RuleCatalogue catalogue =
        new RuleCatalogue(
            List.of(
                pack("2030", new Binding(FIRST, Optional.of(SECOND))),
                pack("2031", new Binding(SECOND, Optional.empty()))));
    assertThat(catalogue.on(SECOND.minusDays(1)))
        .extracting(RulePack::version)
        .containsExactly("2030", "2031");
    assertThat(catalogue.on(SECOND)).extracting(RulePack::version).containsExactly("2031");
  }

  @Test
  void refusesTwoVersionsThatBindAtOnceAndTwoOfOneName() {
    List<RulePack> overlapping =
        List.of(
            pack("2030", new Binding(FIRST, Optional.empty())),
            pack("2031", new Binding(SECOND, Optional.empty())));
    assertThatThrownBy(() -> new RuleCatalogue(overlapping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bind at once");
    List<RulePack> twice =
        List.of(pack("2030", new Validity.Draft()), pack("2030", new Validity.Proposed()));
    assertThatThrownBy(() -> new RuleCatalogue(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x/2030");
  }

  @Test
  void refusesRulesThatSayNothing() {
    assertThatThrownBy(
            () -> new RulePack("x", "1", "t", new Validity.Draft(), List.of(RULE, RULE), SOURCE))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new RulePack("x", "1", "t", new Validity.Draft(), List.of(), SOURCE))
        .hasMessageContaining("a rule");
    assertThatThrownBy(() ->
            new Rule(
                "r",
                RuleSubject.CLUSTER,
                Counting.NOT_STATED,
                List.of(),
                Set.of(),
                RULE.duty(),
                SOURCE))
        .hasMessageContaining("no threshold");
    assertThatThrownBy(() -> new Citation("x", "soon", CitationStatus.PUBLISHED))
        .hasMessageContaining("date");
    assertThatThrownBy(() -> new Citation(" ", "2024", CitationStatus.PUBLISHED))
        .hasMessageContaining("text");
    assertThatThrownBy(() -> new Binding(FIRST, Optional.of(FIRST)))
        .hasMessageContaining("after it begins");
    assertThatThrownBy(() -> new Deadline.WithinDays(0, DatedEvent.INCIDENT))
        .hasMessageContaining("at least 1");
  }

  private static RulePack pack(String version, Validity validity) {
    return new RulePack("x", version, "made up", validity, List.of(RULE), SOURCE);
  }

  private static Standing standing(String id, LocalDate day) {
    return RuleCatalogue.PUBLISHED.packs().stream()
        .filter(pack -> pack.id().equals(id))
        .map(pack -> pack.validity().on(day))
        .reduce((one, two) -> {
          throw new AssertionError("two packs " + id);
        })
        .orElseThrow();
  }
}
