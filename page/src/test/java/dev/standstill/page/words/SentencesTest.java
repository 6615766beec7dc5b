package dev.standstill.page.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Basis;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.NotEstablished;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.finding.WeakestLink;
import dev.standstill.core.site.Assumption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void everyCodeHasASentenceOfItsOwn() {
    assertThat(
            Stream.of(
                    Arrays.stream(Assumption.values()).map(Sentences::assumption),
                    Arrays.stream(NotEstablished.values()).map(Sentences::notEstablished),
                    Arrays.stream(WeakestLink.values()).map(Sentences::weakestLink),
                    Arrays.stream(FindingCode.values()).map(Sentences::finding),
                    Arrays.stream(Basis.values()).map(Sentences::basis),
                    Arrays.stream(Status.values()).map(Sentences::status))
                .flatMap(sentences -> sentences))
        .doesNotHaveDuplicates()
        .allSatisfy(sentence -> assertThat(sentence).matches("[A-Z].*\\."));
    assertThat(Arrays.stream(ReasonCode.values()).map(Sentences::reason)).doesNotHaveDuplicates();
  }

  @Test
  void codesArePrintedInKebabCase() {
    assertThat(Sentences.code(ReasonCode.GOAL_NOT_ATTAINED)).isEqualTo("goal-not-attained");
  }
}
