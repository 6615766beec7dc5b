package dev.standstill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Witnesses of logs. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = "Sees that logs only ever grow, and cosigns what it has seen.",
    footer = {"", "Example: standstill witness serve W --logs logs.txt --name example.com/w"},
    subcommands = {WitnessCommand.Serve.class, WitnessCommand.Show.class})
final class WitnessCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: serve or show");
  }

  private static Terminal terminal(@Nullable CommandSpec spec) {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    return new Terminal(command.getOut(), command.getErr());
  }

  /** Runs a witness. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description =
          "Cosigns checkpoints over HTTP (C2SP tlog-witness) until it is stopped. On its first"
              + " start it makes an Ed25519 and an ML-DSA-44 key; keep them and DIR together.",
      footer = {
        "",
        "Example: standstill witness serve W --logs logs.txt --name example.com/w --port 7391",
        "",
        "The logs file has a line for each key of each log: log VKEY"
      })
  static final class Serve implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The witness's state; made if it is not there.")
    private @Nullable Path directory;

    @Option(
        names = "--logs",
        required = true,
        paramLabel = "FILE",
        description = "The logs for which it cosigns.")
    private @Nullable Path logs;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "The name of its keys, for example a URL without https://; first start only.")
    private @Nullable String name;

    @Option(
        names = "--keys",
        paramLabel = "DIR",
        description = "Where its private keys are, or will be made. Default: keys in DIR.")
    private @Nullable Path keys;

    @Option(
        names = "--host",
        defaultValue = "127.0.0.1",
        description = "The address to listen on. Default: ${DEFAULT-VALUE}, this machine alone.")
    private String host = "";

    @Option(
        names = "--port",
        defaultValue = "7391",
        description = "The port to listen on; 0 takes any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--json", description = "Print what it is and where it listens as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      if (port < 0 || port > PORT_MAX) {
        throw new IllegalArgumentException("--port is 0 to 65535, not " + port);
      }
      Path state = Objects.requireNonNull(directory);
      WitnessServing serving =
          new WitnessServing(
              state,
              keys == null ? state.resolve("keys") : keys,
              Objects.requireNonNull(logs),
              name);
      serving.run(host, port, terminal(spec), json);
      return ExitStatus.OK;
    }
  }

  /** Shows a witness. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows what a witness has recorded of each log, and what it keeps as evidence.",
      footer = {
        "",
        "Example: standstill witness show http://127.0.0.1:7391/",
        "",
        "Exit status: 1 if it keeps a split view: a log that showed two histories."
      })
  static final class Show implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR|URL", description = "A witness's directory, or where it listens.")
    private @Nullable String target;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      String asked = Objects.requireNonNull(target);
      boolean url = asked.startsWith("http://") || asked.startsWith("https://");
      WitnessView view = url ? WitnessView.ofUrl(asked) : WitnessView.ofDirectory(Path.of(asked));
      if (json) {
        terminal(spec).json(view.json());
      } else {
        view.lines().forEach(terminal(spec)::line);
      }
      return view.keepsSplitView() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }
}
