package dev.standstill.site.lab;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.witness.HttpCosigners;
import dev.standstill.site.agent.SiteAgent;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.configuration.Rhythm;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.configuration.SourceAddress;
import dev.standstill.site.follow.LogFollower;
import dev.standstill.site.gate.GateServer;
import dev.standstill.site.outbox.Outbox;
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
  private static final PartyId OWNER = LabAgreement.AURORA;

  private final HttpCosigners cosigners;
  private final SiteAgent agent;
  private final GateServer gate;

  private LabSite(HttpCosigners cosigners, SiteAgent agent, GateServer gate) {
    this.cosigners = cosigners;
    this.agent = agent;
    this.gate = gate;
  }

  /** What its operator told it. */
  public static SiteConfiguration configuration(Path state, LabRegister register) {
    return new SiteConfiguration(
        LabAgreement.SITE,
        register.charter(),
        register.policyFile(),
        List.of(new SourceAddress("register", register.url())),
        Optional.of(register.url()),
        state,
        Optional.empty(),
        0,
        Map.of(
            "train",
            new QueueUse(LabAgreement.AREA, Set.of(OperationKind.PRE_TRAINING), LabAgreement.PEAK),
            "serve",
            new QueueUse(LabAgreement.AREA, Set.of(OperationKind.INFERENCE), LabAgreement.PEAK)),
        new Rhythm(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofHours(1)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Digest("0".repeat(64)));
  }

  /** Starts it, or starts it again where it was left. */
  public static LabSite start(
      Path state, LabRegister register, LabAgreement agreement, List<SiteAgent.Guarded> schedulers)
      throws IOException {
    SiteConfiguration configuration = configuration(state, register);
    HttpCosigners cosigners =
        new HttpCosigners(
            register.sitePolicy(),
            LabRegister.SITE_ORIGIN,
            HttpCosigners.Patience.USUAL,
            InstantSource.system());
    LogWriter own =
        Files.exists(configuration.ownLog().resolve("checkpoint"))
            ? LogWriter.open(configuration.ownLog(), register.siteSigner(), cosigners)
            : LogWriter.create(configuration.ownLog(), register.siteSigner(), cosigners);
    Outbox outbox =
        Outbox.open(
            state.resolve("outbox"), own, agreement.signer(OWNER), configuration.register());
    LogFollower follower =
        new LogFollower(
            configuration.mirror(),
            register.policy(),
            register.charter(),
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
