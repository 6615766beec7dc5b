package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a log. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Begins a log: makes its keys, puts its policy in place and publishes the checkpoint of"
            + " the empty tree.",
    footer = {
      "",
      "Example: standstill log init L --origin example.com/log",
      "",
      "A policy file without a log line gets those of the keys that are made here.",
      "Exit status: 3 if the log was begun but too few witnesses cosigned its checkpoint."
    })
final class LogInitCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where the log will be; must hold none.")
  private @Nullable Path directory;

  @Option(
      names = "--origin",
      required = true,
      paramLabel = "NAME",
      description = "Which log this is, for ever: a URL without https://, such as example.com/log.")
  private @Nullable String origin;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Which witnesses must cosign before anything is published (C2SP tlog-policy)."
              + " Default: quorum none.")
  private @Nullable Path policyFile;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Where its private keys are, or will be made. Default: DIR.keys.")
  private @Nullable Path keyDirectory;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path target = Objects.requireNonNull(directory);
    requireNoLog(target);
    OwnLog log = OwnLog.at(target, keyDirectory);
    Path begun = log.keyDirectory().resolve("log.begun");
    if (Files.exists(begun)) {
      // Beginning anew under a key that has signed before would be a second history.
      throw new IllegalArgumentException(
          begun + ": these keys have begun a log; restore it, or name other --keys");
    }
    try (KeyDirectory keys = new KeyDirectory(log.keyDirectory())) {
      CheckpointSigner signer = OwnLog.signer(keys, Objects.requireNonNull(origin));
      PolicyFile own = PolicyFile.ofOwnLog(policyFile, signer);
      QuorumPolicy policy = own.policy();
      Files.createDirectories(target);
      Files.write(target.resolve(SourceLayout.POLICY), own.bytes());
      try (OwnLog.Witnesses witnesses = OwnLog.witnesses(policy, signer.origin());
          LogWriter writer = LogWriter.create(target, signer, witnesses.cosigners())) {
        Files.writeString(begun, target.toAbsolutePath() + "\n");
        keys.keep();
        return answer(log, signer, policy, writer.published().isPresent());
      }
    }
  }

  private static void requireNoLog(Path target) throws FileAlreadyExistsException {
    for (String part : List.of("checkpoint", "tile", ".writer")) {
      Path file = target.resolve(part);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
    }
  }

  private int answer(OwnLog log, CheckpointSigner signer, QuorumPolicy policy, boolean published) {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (json) {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("origin", signer.origin())
              .put("policyDigest", policy.digest().hex())
              .put("quorum", policy.isNone() ? "none" : "witnesses")
              .put("published", published)
              .put("keys", log.keyDirectory().toString());
      signer.verifierKeys().forEach(key -> node.withArray("verifierKeys").add(key.toString()));
      terminal.json(StrictJson.pretty(node));
    } else {
      terminal.line("Log:      " + signer.origin() + " in " + log.directory());
      signer.verifierKeys().forEach(key -> terminal.line("Key:      " + shown(key)));
      terminal.line(
          policy.isNone()
              ? "Policy:   quorum none: nobody but its operator sees to it that it only grows"
              : "Policy:   " + policy.witnesses().size() + " witnesses");
      terminal.line("Keys:     " + log.keyDirectory() + " (private; never serve them)");
      if (!published) {
        terminal.line("No checkpoint yet: too few witnesses cosigned; log append tries again");
      }
    }
    return published ? ExitStatus.OK : ExitStatus.UNDECIDED;
  }

  /** A post-quantum key fills a screen: its head names it, key show prints all of it. */
  private static String shown(VerifierKey key) {
    String text = key.toString();
    return text.length() <= 160 ? text : text.substring(0, 80) + "...";
  }
}
