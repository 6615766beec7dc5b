package dev.standstill.cli;

import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.site.agent.SiteAgent;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.follow.LogFollower;
import dev.standstill.site.gate.GateServer;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** An agent from its files to the end of its process. */
final class SiteServing {
  private final SiteConfiguration site;
  private final PasswordSource passwords;
  private final Terminal terminal;

  SiteServing(SiteConfiguration site, PasswordSource passwords, Terminal terminal) {
    this.site = site;
    this.passwords = passwords;
    this.terminal = terminal;
  }

  void run() throws IOException, InterruptedException {
    PartySigner signer = signer();
    String token = OwnSite.token(site);
    OwnLog own = OwnSite.ownLog(site);
    CheckpointSigner log = own.signer();
    QuorumPolicy policy = own.policy();
    try (ToldToEnd told = new ToldToEnd();
        OwnLog.Witnesses witnesses = OwnLog.witnesses(policy, log.origin());
        Outbox outbox =
            Outbox.open(
                site.state().resolve("outbox"),
                OwnSite.log(site, witnesses),
                signer,
                site.register());
        SiteAgent agent =
            SiteAgent.start(
                site,
                new SiteAgent.Parts(follower(), outbox, schedulers(site), token),
                InstantSource.system());
        GateServer server = agent.listen(token)) {
      terminal.line("Agent of " + site.site() + ", gate on http://127.0.0.1:" + server.port());
      told.await();
    }
  }

  private LogFollower follower() throws IOException {
    return new LogFollower(
        site.mirror(),
        PolicyFile.read(site.policy()).policy(),
        site.charter(),
        site.sources(),
        InstantSource.system());
  }

  private PartySigner signer() throws IOException {
    Path key =
        site.key()
            .orElseThrow(
                () -> new IllegalArgumentException("the configuration names no key to sign with"));
    return KeyFile.read(key).signer(key, passwords);
  }

  static List<SiteAgent.Guarded> schedulers(SiteConfiguration site) {
    return new ArrayList<>();
  }
}
