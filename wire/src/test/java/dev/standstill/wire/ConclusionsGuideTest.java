package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Basis;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.NotEstablished;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.finding.WeakestLink;
import dev.standstill.core.site.Assumption;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/conclusions.md explains every word a conclusion can contain. */
final class ConclusionsGuideTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        Claim.class,
        Status.class,
        ReasonCode.class,
        FindingCode.class,
        Assumption.class,
        Basis.class,
        WeakestLink.class,
        NotEstablished.class
      })
  void explainsEveryWord(Class<? extends Enum<?>> type) throws IOException {
    String guide =
        Files.readString(Path.of(System.getProperty("repositoryRoot"), "docs/conclusions.md"));
    List<String> unexplained =
        List.of(type.getEnumConstants()).stream()
            .map(Words::of)
            .filter(word -> !guide.contains("`" + word + "`"))
            .toList();
    assertThat(unexplained).isEmpty();
  }
}
