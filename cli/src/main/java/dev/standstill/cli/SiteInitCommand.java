package dev.standstill.cli;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.site.configuration.SiteTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a site. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Begins a site: writes a commented configuration and makes the keys of its own log, which"
            + " the register's witnesses are to cosign.",
    footer = {
      "",
      "Example: standstill site init S --party aurora --site north --charter DIGEST",
      "           --policy policy --source register=https://log.example/",
      "           --register https://log.example/ --key aurora.key",
      "",
      "Then add your queues to S/site.toml, and tell each witness the key of the site's log."
    })
final class SiteInitCommand implements Callable<Integer> {
  private static final int TOKEN_BYTES = 32;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where everything of the site will be.")
  private @Nullable Path directory;

  @Option(names = "--party", required = true, description = "Whose site it is.")
  private String party = "";

  @Option(names = "--site", required = true, description = "The site's name within its party.")
  private String site = "";

  @Option(
      names = "--charter",
      required = true,
      paramLabel = "DIGEST",
      description = "The id of the charter that everything is pinned to.")
  private String charter = "";

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint of the register's log; it is copied.")
  private @Nullable Path policy;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME=PLACE",
      description =
          "Where that log is to be had: what the charter calls the source, and its directory or"
              + " URL. May be given several times.")
  private Map<String, String> sources = Map.of();

  @Option(
      names = "--register",
      paramLabel = "URL",
      description = "Where statements are sent: a log that takes entries.")
  private @Nullable String register;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The party's private key, as key generate made it; it is not copied.")
  private @Nullable Path key;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "What the site's own log is called. Default: PARTY.SITE.site/log.")
  private @Nullable String origin;

  @Option(
      names = "--port",
      defaultValue = "8931",
      description = "The loopback port that schedulers ask. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--slurm-conf",
      paramLabel = "FILE",
      description = "The slurm.conf of the cluster that is to be kept in order.")
  private @Nullable Path slurm;

  @Override
  public Integer call() throws IOException {
    Path target = Objects.requireNonNull(directory);
    Path file = target.resolve("site.toml");
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    SiteId named = new SiteId(new PartyId(party), site);
    Digest pinned = Stated.digest("--charter", charter);
    PolicyFile trusted = PolicyFile.read(Objects.requireNonNull(policy));
    Path state = Files.createDirectories(target.resolve("state"));
    OwnLog own = OwnLog.at(state.resolve("log"), state.resolve("log.keys"));
    try (KeyDirectory keys = new KeyDirectory(own.keyDirectory())) {
      String name = origin == null ? party + "." + site + ".site/log" : origin;
      CheckpointSigner signer = OwnLog.signer(keys, name);
      Files.createDirectories(own.directory());
      byte[] ownPolicy = ownPolicy(trusted, signer);
      Files.write(own.directory().resolve(SourceLayout.POLICY), ownPolicy);
      WholeFile.write(target.resolve("policy"), trusted.bytes());
      if (!Files.exists(state.resolve(OwnSite.TOKEN))) {
        KeyDirectory.write(state.resolve(OwnSite.TOKEN), token());
      }
      WholeFile.write(file, template(named, pinned).getBytes(StandardCharsets.UTF_8));
      keys.keep();
      answer(file, signer);
    }
    return ExitStatus.OK;
  }

  private String template(SiteId named, Digest pinned) {
    return SiteTemplate.text(
        named,
        pinned,
        sources,
        Optional.ofNullable(register),
        Optional.ofNullable(key).map(path -> path.toAbsolutePath().toString()),
        port,
        Optional.ofNullable(slurm).map(path -> path.toAbsolutePath().toString()));
  }

  /** The register's witnesses cosign the site's log as well, by the same quorum. */
  private static byte[] ownPolicy(PolicyFile trusted, CheckpointSigner signer) {
    String witnesses =
        new String(trusted.bytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.strip().startsWith("log "))
            .collect(Collectors.joining("\n"));
    String text = "log " + signer.verifierKeys().getFirst() + "\n" + witnesses + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String token() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random) + "\n";
  }

  private void answer(Path file, CheckpointSigner signer) {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    terminal.line("Site:  " + party + "/" + site + ", configuration in " + file);
    terminal.line("Log:   " + signer.origin() + "; every witness must know this key of it:");
    List.of(signer.verifierKeys().getFirst()).forEach(one -> terminal.line("log " + one));
    terminal.line("Next:  say in " + file + " what each queue is for, then: site agent");
  }
}
