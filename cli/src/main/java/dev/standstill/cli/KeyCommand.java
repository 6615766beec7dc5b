package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.log.note.KeyName;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keys. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Makes and shows keys of parties, logs and witnesses.",
    footer = {"", "Example: standstill key generate --name example.com/log --out log.key"},
    subcommands = {KeyCommand.Generate.class, KeyCommand.Show.class})
final class KeyCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: generate or show");
  }

  private static int print(CommandSpec spec, String name, String text, boolean json) {
    spec.commandLine()
        .getOut()
        .println(
            json
                ? StrictJson.pretty(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("name", name)
                        .put("verifierKey", text))
                : text);
    return ExitStatus.OK;
  }

  private static String nameOf(String publicText) {
    return publicText.substring(0, Math.max(0, publicText.indexOf('+')));
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
            "ed25519, which every reader knows; es256 or es384, for parties whose tokens know no"
                + " other; or ml-dsa-44, for logs and witnesses, which a quantum computer does not"
                + " break. Default: ${DEFAULT-VALUE}.")
    private String type = "";

    @Option(
        names = "--password",
        description =
            "Encrypt the key with a password, asked for at the terminal or in --password-file.")
    private boolean sealed;

    @Mixin private final PasswordSource passwords = new PasswordSource();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      String named = Objects.requireNonNull(name);
      Path file = Objects.requireNonNull(out);
      NewKey.Type kind = kind();
      if (!KeyName.isValid(named)) {
        throw new IllegalArgumentException("not a key name: " + named);
      }
      if (Files.exists(file)) {
        throw new IllegalArgumentException(file + ": exists; a key is never overwritten");
      }
      Optional<char[]> password =
          sealed || passwords.isFile() ? Optional.of(passwords.chosen()) : Optional.empty();
      NewKey key = NewKey.make(kind, named);
      KeyDirectory.write(file, key.file(password));
      if (password.isEmpty() && kind != NewKey.Type.ML_DSA_44) {
        Terminal.of(Objects.requireNonNull(spec))
            .problem(
                file
                    + " is not encrypted: whoever can read it can sign as "
                    + named
                    + "; a party's key is better made with --password");
      }
      return print(Objects.requireNonNull(spec), named, key.publicText(), json);
    }

    private NewKey.Type kind() {
      return Arrays.stream(NewKey.Type.values())
          .filter(known -> Words.of(known).equals(type))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "--type knows ed25519, es256, es384 and ml-dsa-44, not " + type));
    }
  }

  /** Shows a key. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Prints the public key of a private key, never the private key itself. An encrypted key"
              + " stays closed: what its file says of its public key is shown.",
      footer = {"", "Example: standstill key show log.key"})
  static final class Show implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file made by key generate.")
    private @Nullable Path file;

    @Option(
        names = "--witness",
        description = "Print the key with which a witness's cosignatures are checked.")
    private boolean witness;

    @Option(names = "--pem", description = "Print a party's public key as OpenSSL reads it.")
    private boolean pem;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      CommandSpec command = Objects.requireNonNull(spec);
      KeyFile key = KeyFile.read(Objects.requireNonNull(file));
      if (pem) {
        String text = Pem.publicKey(PartyKey.parse(key.publicText()).keyInfo());
        Terminal.of(command).exactly(text);
        return ExitStatus.OK;
      }
      if (witness) {
        String text =
            key.oneLine()
                .orElseThrow(() -> new IllegalArgumentException(file + ": is no witness's key"))
                .cosignatureKey()
                .toString();
        return print(command, nameOf(text), text, json);
      }
      return print(command, nameOf(key.publicText()), key.publicText(), json);
    }
  }
}
