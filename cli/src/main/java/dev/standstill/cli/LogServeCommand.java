package dev.standstill.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves a log. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Serves a log over HTTP (C2SP tlog-tiles) until it is stopped, and takes entries at"
            + " POST /add: a signed statement in its envelope, answered once it is durable.",
    footer = {
      "",
      "Example: standstill log serve L --port 8080",
      "",
      "A checkpoint is published at most once a second, when there is something new.",
      "A log that only others write, such as a mirror, is served with --read-only; so can any",
      "web server: all of it is plain files."
    })
final class LogServeCommand implements Callable<Integer> {

  private static final int PORT_MAX = 65_535;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A log that log init began, or a mirror.")
  private @Nullable Path directory;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Where the log's private keys are. Default: DIR.keys.")
  private @Nullable Path keyDirectory;

  @Option(names = "--read-only", description = "Serve its files and take no entries.")
  private boolean readOnly;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "The address to listen on. Default: ${DEFAULT-VALUE}, this machine alone.")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The port to listen on; 0 takes any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--json", description = "Print what it is and where it listens as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("--port is 0 to 65535, not " + port);
    }
    OwnLog log = OwnLog.at(Objects.requireNonNull(directory), keyDirectory);
    LogServing serving = new LogServing(log, Terminal.of(Objects.requireNonNull(spec)), json);
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (readOnly) {
      serving.readOnly(address);
    } else {
      serving.appending(address);
    }
    return ExitStatus.OK;
  }
}
