package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keys. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Makes and shows Ed25519 and ML-DSA-44 keys in C2SP form.",
    footer = {"", "Example: standstill key generate --name example.com/log --out log.key"},
    subcommands = {KeyCommand.Generate.class, KeyCommand.Show.class})
final class KeyCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: generate or show");
  }

  private static int print(CommandSpec spec, SigningKey key, VerifierKey shown, boolean json) {
    String vkey = shown.toString();
    spec.commandLine()
        .getOut()
        .println(
            json
                ? StrictJson.pretty(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("name", key.name())
                        .put("verifierKey", vkey))
                : vkey);
    return ExitStatus.OK;
  }

  /** Makes a key. */
  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description =
          "Makes a private key that only its owner can read, and prints its verifier key.",
      footer = {"", "Example: standstill key generate --name example.com/log --out log.key"})
  static final class Generate implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--name",
        required = true,
        description = "The key's name: a log's origin or a party; no spaces and no '+'.")
    private @Nullable String name;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "Where to put it; an existing file is never overwritten.")
    private @Nullable Path out;

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        defaultValue = "ed25519",
        description =
            "ed25519, which every reader knows, or ml-dsa-44, which a quantum computer does not"
                + " break. Default: ${DEFAULT-VALUE}.")
    private String type = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      SigningKey key =
          KeyDirectory.generate(
              Objects.requireNonNull(out), Objects.requireNonNull(name), algorithm());
      return print(Objects.requireNonNull(spec), key, key.verifierKey(), json);
    }

    private SignatureAlgorithm algorithm() {
      return Arrays.stream(SignatureAlgorithm.values())
          .filter(algorithm -> algorithm.jcaName().toLowerCase(Locale.ROOT).equals(type))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException("--type knows ed25519 and ml-dsa-44, not " + type));
    }
  }

  /** Shows a key. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints the verifier key of a private key, never the private key itself.",
      footer = {"", "Example: standstill key show log.key"})
  static final class Show implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file made by key generate.")
    private @Nullable Path file;

    @Option(
        names = "--witness",
        description = "Print the key with which a witness's cosignatures are checked.")
    private boolean witness;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      SigningKey key = KeyDirectory.read(Objects.requireNonNull(file));
      VerifierKey shown = witness ? key.cosignatureKey() : key.verifierKey();
      return print(Objects.requireNonNull(spec), key, shown, json);
    }
  }
}
