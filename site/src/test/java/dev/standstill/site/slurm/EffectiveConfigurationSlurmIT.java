package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.report.Enforcement.Hook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator tells slurmctld to run no more, with every file in its place. */
@ExtendWith(OnSlurm.class)
class EffectiveConfigurationSlurmIT {
  private final SlurmCluster cluster;
  private final EffectiveConfiguration configuration;

  EffectiveConfigurationSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
    this.configuration = new EffectiveConfiguration(cluster.commands());
  }

  @Test
  void aHookThatSlurmWasToldToRunNoMoreIsSeenAndNothingElseIs() throws Exception {
    Hook before = configuration.found();
    assertThat(before.digest()).isPresent();
    cluster.submit("--hold", "--gres=gpu:1", "--time=5", "--wrap=true");
    cluster.stopController();
    cluster.startController();
    assertThat(configuration.found()).isEqualTo(before);
    Path file = cluster.installation().slurmConf();
    String text = Files.readString(file);
    try {
      Files.writeString(file, text.replaceAll("(?m)^PrologSlurmctld=.*\n", ""));
      cluster.must("scontrol", "reconfigure");
      SlurmCluster.await("another digest", () -> !configuration.found().equals(before));
      assertThat(configuration.found().digest()).isPresent();
    } finally {
      Files.writeString(file, text);
      cluster.must("scontrol", "reconfigure");
    }
    SlurmCluster.await("the same digest", () -> configuration.found().equals(before));
  }

  @Test
  void withoutAControllerThereIsNoDigest() throws Exception {
    cluster.stopController();
    EffectiveConfiguration impatient =
        new EffectiveConfiguration(
            new SlurmCommands(cluster.installation(), Duration.ofSeconds(2), cluster.jobs()));
    assertThat(impatient.found().digest()).isEmpty();
    cluster.startController();
  }
}
