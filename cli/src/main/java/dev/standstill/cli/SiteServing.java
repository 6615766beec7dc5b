package dev.standstill.cli;

import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.site.agent.Guarded;
import dev.standstill.site.agent.SiteAgent;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.configuration.SlurmSettings;
import dev.standstill.site.follow.LogFollower;
import dev.standstill.site.gate.GateServer;
import dev.standstill.site.kubernetes.KubernetesScheduler;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.site.slurm.EffectiveConfiguration;
import dev.standstill.site.slurm.PeriodAccounts;
import dev.standstill.site.slurm.SacctAccounting;
import dev.standstill.site.slurm.SlurmCommands;
import dev.standstill.site.slurm.SlurmHooks;
import dev.standstill.site.slurm.SlurmInstallation;
import dev.standstill.site.slurm.SlurmScheduler;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An agent from its files to the end of its process. */
final class SiteServing {
  private static final System.Logger LOG = System.getLogger(SiteServing.class.getName());

  /** slurmctld answers within this, or is as good as down. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SiteConfiguration site;
  private final PasswordSource passwords;
  private final Terminal terminal;

  SiteServing(SiteConfiguration site, PasswordSource passwords, Terminal terminal) {
    this.site = site;
    this.passwords = passwords;
    this.terminal = terminal;
  }

  void run() throws IOException, InterruptedException {
    // Whoever may only connect must not be able to keep connections: for every server in here.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
    System.setProperty("jdk.httpserver.maxConnections", "512");
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
                new SiteAgent.Parts(follower(), outbox, schedulers(site), writeHour()),
                InstantSource.system());
        GateServer server = agent.listen(token);
        Webhook webhook = Webhook.of(site, agent, token)) {
      terminal.line("Agent of " + site.site() + ", gate on http://127.0.0.1:" + server.port());
      webhook.address().ifPresent(where -> terminal.line("Webhook on " + where));
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

  /** This very program, for an hour of readings: what runs it now will run it then. */
  private static List<String> writeHour() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        Standstill.class.getName(),
        "site",
        "write-hour");
  }

  /** Everything that the site's configuration names. */
  static List<Guarded> schedulers(SiteConfiguration site) throws IOException {
    List<Guarded> all = new ArrayList<>();
    site.slurm().ifPresent(slurm -> all.add(slurm(site, slurm)));
    if (site.kubernetes().isPresent()) {
      KubernetesScheduler cluster =
          KubernetesScheduler.connect(Webhook.settings(site.kubernetes().get()));
      all.add(new Guarded(cluster, _ -> List.of(), List::of));
    }
    return all;
  }

  private static Guarded slurm(SiteConfiguration site, SlurmSettings slurm) {
    SlurmInstallation installation = SiteHooksCommand.installation(site);
    SlurmCommands commands =
        new SlurmCommands(installation, PATIENCE, site.state().resolve("commands"));
    SlurmHooks hooks = new SlurmHooks(installation);
    EffectiveConfiguration configuration = new EffectiveConfiguration(commands);
    SacctAccounting accounting =
        new SacctAccounting(
            installation,
            commands,
            slurm.accounts(),
            defect -> LOG.log(System.Logger.Level.WARNING, defect));
    return new Guarded(
        new SlurmScheduler(installation, commands, Optional.of(slurm.canaryUser())),
        accounting::endedSince,
        () -> Stream.concat(hooks.found().stream(), Stream.of(configuration.found())).toList(),
        Optional.of(new PeriodAccounts(accounting, installation, commands)::between));
  }
}
