package dev.standstill.core.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionGameTest {

  private static InspectionGame game(int periods, int inspections, String penalty) {
    return new InspectionGame(periods, inspections, Ratio.of(new BigDecimal(penalty)));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 1/2",
    "3, 2, 1/7",
    "4, 1, 3/5",
    "4, 3, 1/15",
    "5, 2, 3/8",
    "5, 3, 2/13",
    "6, 1, 5/7",
    "6, 2, 5/11",
    "6, 4, 5/57",
    "6, 5, 1/63",
    "7, 1, 3/4",
    "7, 3, 5/16",
    "7, 4, 5/33",
    "7, 6, 1/127",
    "8, 2, 21/37",
    "8, 3, 35/93",
    "8, 5, 7/73",
    "8, 6, 7/247",
    "5, 0, 1",
    "5, 5, 0"
  })
  void hasThePublishedValue(int periods, int inspections, String value) {
    assertThat(game(periods, inspections, "1").value()).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 1/4", "3, 2, 3/7", "8, 2, 8/37", "12, 1, 1/13"})
  void visitsNowWithThePublishedProbability(int periods, int inspections, String probability) {
    assertThat(game(periods, inspections, "1").inspectNow()).hasToString(probability);
  }

  @Test
  void aHeavyPenaltyStandsInForVisits() {
    assertThat(game(3, 1, "10").value()).hasToString("2/13");
    assertThat(game(52, 12, "1").value().toDouble()).isCloseTo(.5527783, within(5.1e-8));
  }

  /** Violating now or later must be worth the same: the game's own recursion. */
  @ParameterizedTest
  @CsvSource({"1", "0.25", "3", "10", "0"})
  void leavesTheViolatorNothingToChoose(String penalty) {
    Ratio b = Ratio.of(new BigDecimal(penalty));
    for (int n = 2; n <= 12; n++) {
      for (int m = 1; m < n; m++) {
        Ratio p = new InspectionGame(n, m, b).inspectNow();
        Ratio not = Ratio.ONE.minus(p);
        Ratio now = not.minus(b.times(p));
        Ratio later =
            p.times(new InspectionGame(n - 1, m - 1, b).value())
                .plus(not.times(new InspectionGame(n - 1, m, b).value()));
        assertThat(now).isEqualTo(later).isEqualTo(new InspectionGame(n, m, b).value());
      }
    }
  }

  @Test
  void refusesGamesThatCannotBePlayed() {
    assertThatThrownBy(() -> game(3, 4, "1"))
        .hasMessage("the inspections must be 0 to the 3 periods, not 4");
    assertThatThrownBy(() -> game(0, 0, "1")).hasMessage("the periods must be 1 to 5000, not 0");
    assertThatThrownBy(() -> game(3, 1, "-1")).hasMessage("the penalty must be 0 or more");
  }

  @Test
  void unannouncedVisitsFindAsPublished() {
    assertThat(new UnannouncedVisits(4).within(90)).isCloseTo(.627046, within(5.1e-7));
    assertThat(UnannouncedVisits.detecting(.9, 30).perYear()).isCloseTo(28.0148, within(5.1e-5));
    assertThatThrownBy(() -> UnannouncedVisits.detecting(1, 30))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
