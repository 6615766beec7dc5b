package dev.standstill.site.lab;

import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.witness.HttpCosigners;
import dev.standstill.site.agent.Guarded;
import dev.standstill.site.agent.SiteAgent;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.configuration.ReportSettings;
import dev.standstill.site.configuration.Rhythm;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.configuration.SourceAddress;
import dev.standstill.site.follow.LogFollower;
import dev.standstill.site.gate.GateServer;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agent in this process, and everything it needs. */
public final class LabSite implements AutoCloseable {
  public static final String TOKEN = "a token of the hooks";

  private final HttpCosigners cosigners;
  private final SiteAgent agent;
  private final GateServer gate;

  private LabSite(HttpCosigners cosigners, SiteAgent agent, GateServer gate) {
    this.cosigners = cosigners;
    this.agent = agent;
    this.gate = gate;
  }

  /** What its operator told it. */
  private static SiteConfiguration configuration(Path state, LabSiteFiles files)
      throws IOException {
    return new SiteConfiguration(
        LabAgreement.SITE,
        files.charter(),
        files.policyFile(),
        List.of(new SourceAddress("register", files.url())),
        Optional.of(files.url()),
        state,
        Optional.empty(),
        0,
        Map.of(
            "train",
            new QueueUse(LabAgreement.AREA, Set.of(OperationKind.PRE_TRAINING), LabAgreement.PEAK),
            "serve",
            new QueueUse(LabAgreement.AREA, Set.of(OperationKind.INFERENCE), LabAgreement.PEAK)),
        new Rhythm(Duration.ofMillis(500), files.sweep(), Duration.ofHours(1)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new ReportSettings(true, Duration.ofSeconds(3)),
        new Digest("0".repeat(64)));
  }

  /** Starts it, or starts it again where it was left; it sweeps three times a second. */
  public static LabSite start(
      Path state, LabRegister register, LabAgreement agreement, List<Guarded> schedulers)
      throws IOException {
    LabSiteFiles files =
        LabSiteFiles.write(
            state.resolveSibling("site-files"), register, agreement, Duration.ofMillis(300));
    return start(state, files, schedulers);
  }

  /** The same from files, so that a process of its own can. */
  public static LabSite start(Path state, LabSiteFiles files, List<Guarded> schedulers)
      throws IOException {
    SiteConfiguration configuration = configuration(state, files);
    HttpCosigners cosigners =
        new HttpCosigners(
            files.sitePolicy(),
            LabRegister.SITE_ORIGIN,
            HttpCosigners.Patience.USUAL,
            InstantSource.system());
    CheckpointSigner signer = CheckpointSigner.of(files.siteKey());
    LogWriter own =
        Files.exists(configuration.ownLog().resolve("checkpoint"))
            ? LogWriter.open(configuration.ownLog(), signer, cosigners)
            : LogWriter.create(configuration.ownLog(), signer, cosigners);
    Outbox outbox =
        Outbox.open(
            state.resolve("outbox"),
            own,
            PartySigner.of(files.ownerKey()),
            configuration.register());
    LogFollower follower =
        new LogFollower(
            configuration.mirror(),
            files.policy(),
            files.charter(),
            configuration.sources(),
            InstantSource.system());
    SiteAgent agent =
        SiteAgent.start(
            configuration,
            new SiteAgent.Parts(follower, outbox, schedulers, List.of()),
            InstantSource.system());
    return new LabSite(cosigners, agent, agent.listen(TOKEN));
  }

  public SiteAgent agent() {
    return agent;
  }

  public int port() {
    return gate.port();
  }

  @Override
  public void close() throws IOException {
    gate.close();
    agent.close();
    cosigners.close();
  }
}
