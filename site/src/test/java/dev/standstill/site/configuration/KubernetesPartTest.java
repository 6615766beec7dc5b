package dev.standstill.site.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the template proposes for a cluster, with its hash signs taken away. */
final class KubernetesPartTest {
  @TempDir private Path directory;

  private KubernetesAccess read(String from, String to) throws IOException {
    String text =
        SiteTemplate.text(
            new SiteId(new PartyId("aurora"), "north"),
            new Digest("0".repeat(64)),
            Map.of("register", "http://127.0.0.1:1"),
            Optional.empty(),
            Optional.empty(),
            8931,
            Optional.empty());
    int begin = text.indexOf("# [kubernetes]");
    int end = text.indexOf("# Which meters are read");
    String part =
        text.substring(begin, end).replaceAll("(?m)^# (\\[kubernetes\\]|[a-z-]+ = )", "$1");
    Path file = directory.resolve("site.toml");
    Files.writeString(file, text.substring(0, begin) + part.replace(from, to));
    return ConfigurationFile.read(file).kubernetes().orElseThrow();
  }

  @Test
  void theTemplateIsRead() throws Exception {
    KubernetesAccess access = read("", "");
    assertThat(access.certificateValidFor()).contains(Duration.ofDays(90));
    assertThat(access.admissionCheck()).contains("standstill");
  }

  @Test
  void bothMayBeLeftOut() throws Exception {
    assertThat(read("certificate-valid-for", "# ").certificateValidFor()).isEmpty();
    assertThat(read("admission-check", "# ").admissionCheck()).isEmpty();
  }

  @Test
  void aLifeTooShortForItsRoundsOrANameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> read("\"90d\"", "\"2h\"")).hasMessageContaining("a day or more");
    assertThatThrownBy(() -> read("\"standstill\"", "\"../workloads\""))
        .hasMessageContaining("a name such as Kubernetes takes");
  }
}
