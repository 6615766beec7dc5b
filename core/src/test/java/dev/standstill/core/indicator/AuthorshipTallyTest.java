package dev.standstill.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.indicator.CommitAuthorship.LineNote;
import dev.standstill.core.indicator.CommitAuthorship.Mark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorshipTallyTest {

  @Test
  void reproducesTheExample() {
    // SPEC: SHR-1, without its merge, which is not told
    AuthorshipTally tally =
        count(
            commit(100, Mark.NONE),
            commit(40, Mark.TRAILER),
            commit(60, Mark.AUTHOR),
            noted(80, Mark.TRAILER, 30, 50),
            noted(20, Mark.NONE, 0, 20),
            commit(10, Mark.TRAILER),
            noted(25, Mark.NONE, 5, 5));
    assertThat(tally).isEqualTo(new AuthorshipTally(7, 4, 335, 95, 145, 75));
    assertThat(tally.upper()).isEqualTo(260);
    assertThat(tally.share(tally.lower()).orElseThrow()).isCloseTo(95.0 / 335, within(1e-15));
    assertThat(tally.markedShare().orElseThrow().share()).isCloseTo(4.0 / 7, within(1e-15));
  }

  @Test
  void aNoteOverridesAnAuthor() {
    AuthorshipTally tally = count(noted(10, Mark.AUTHOR, 2, 8));
    assertThat(tally.lower()).isEqualTo(2);
    assertThat(tally.trailerWeighted()).isEqualTo(2);
    assertThat(tally.upper()).isEqualTo(2);
  }

  @Test
  void ofNothingThereIsNoShare() {
    assertThat(AuthorshipTally.NOTHING.share(0)).isEmpty();
    assertThat(AuthorshipTally.NOTHING.markedShare()).isEmpty();
    assertThat(count(commit(0, Mark.TRAILER)).share(0)).isEmpty();
  }

  @Test
  void theThreeEstimatesAreAlwaysInOrder() {
    CounterRandom random = new CounterRandom(11, 0);
    AuthorshipTally tally = AuthorshipTally.NOTHING;
    for (int i = 0; i < 2000; i++) {
      long lines = random.below(50);
      Mark mark = List.of(Mark.NONE, Mark.TRAILER, Mark.AUTHOR).get(random.below(3));
      long ai = random.below((int) lines + 1);
      long human = random.below((int) (lines - ai) + 1);
      tally =
          tally.plus(random.below(2) == 0 ? commit(lines, mark) : noted(lines, mark, ai, human));
      assertThat(tally.lower()).isLessThanOrEqualTo(tally.trailerWeighted());
      assertThat(tally.trailerWeighted()).isLessThanOrEqualTo(tally.upper());
    }
    assertThat(tally.plus(AuthorshipTally.NOTHING)).isEqualTo(tally);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> noted(10, Mark.NONE, 6, 5)).hasMessageContaining("11 lines of 10");
    assertThatThrownBy(() -> commit(-1, Mark.NONE)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new LineNote(-1, 0)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new AuthorshipTally(1, 2, 0, 0, 0, 0))
        .hasMessageContaining("not counted up");
    assertThatThrownBy(() -> WilsonInterval.of(1, 0, 1.96)).hasMessageContaining("1 of 0");
    assertThatThrownBy(() -> WilsonInterval.of(2, 1, 1.96)).hasMessageContaining("2 of 1");
  }

  @ParameterizedTest
  @CsvSource({
    // SPEC: Wilson 95 %
    "337, 455, .698492, .778797",
    "38,  301, .093376, .168535",
    "1,   153, .001155, .036090",
    "0,   160, 0,       .023446",
    "10,  10,  .722467, 1"
  })
  void reproducesWilsonsInterval(long marked, long all, double low, double high) {
    Interval interval = WilsonInterval.of(marked, all, WilsonInterval.Z_95);
    assertThat(interval.low()).isCloseTo(low, within(5e-7));
    assertThat(interval.high()).isCloseTo(high, within(5e-7));
  }

  @Test
  void wilsonsIntervalCoversTheTruthAsOftenAsItSays() {
    int covered = 0;
    int worlds = 20_000;
    for (int world = 0; world < worlds; world++) {
      CounterRandom random = new CounterRandom(31, world);
      // The exact coverage swings with the truth, so that is drawn too.
      double truth = (2 + random.below(900)) / 1000.0;
      int marked = 0;
      for (int i = 0; i < 60; i++) {
        marked += random.below(1_000_000) < truth * 1e6 ? 1 : 0;
      }
      Interval interval = WilsonInterval.of(marked, 60, WilsonInterval.Z_95);
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat((double) covered / worlds).isBetween(.93, .97);
  }

  private static AuthorshipTally count(CommitAuthorship... commits) {
    AuthorshipTally tally = AuthorshipTally.NOTHING;
    for (CommitAuthorship commit : List.of(commits)) {
      tally = tally.plus(commit);
    }
    return tally;
  }

  private static CommitAuthorship commit(long lines, Mark mark) {
    return new CommitAuthorship(lines, mark, Optional.empty());
  }

  private static CommitAuthorship noted(long lines, Mark mark, long ai, long human) {
    return new CommitAuthorship(lines, mark, Optional.of(new LineNote(ai, human)));
  }
}
