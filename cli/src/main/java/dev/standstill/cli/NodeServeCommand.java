package dev.standstill.cli;

import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a register. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Runs a register until it is stopped: takes signed statements at POST /statements, logs"
            + " them, and answers what follows from the log. The first start makes the log and its"
            + " keys.",
    footer = {
      "",
      "Example: standstill node serve --data D --listen 127.0.0.1:8460",
      "",
      "Without --policy nobody witnesses the log, and it says so. A policy cannot be changed",
      "later: the charter names it.",
      "Exit status: 0 when it was told to end; 2 if it cannot serve."
    })
final class NodeServeCommand implements Callable<Integer> {

  private static final int PORT_MAX = 65_535;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final NodeOptions options = new NodeOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8460",
      description =
          "The address to listen on; port 0 takes any. Default: ${DEFAULT-VALUE}, this machine"
              + " alone.")
  private String listen = "";

  @Option(
      names = "--address",
      paramLabel = "URL",
      description =
          "Where readers find it, if not where it listens: pages name it in the commands that"
              + " recompute them.")
  private @Nullable String address;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description =
          "Which log this is, for ever; asked at the first start only. Default: one made up at"
              + " random, register-XXXXXXXX.invalid/log.")
  private @Nullable String origin;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Which witnesses must cosign before anything is published (C2SP tlog-policy); at the"
              + " first start only. Default: quorum none.")
  private @Nullable Path policy;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "An Ed25519 key of the party that runs the register, with the role register in the"
              + " charter: with it each cosigned checkpoint is logged, so that the log tells the"
              + " time.")
  private @Nullable Path key;

  @Mixin private final PasswordSource passwords = new PasswordSource();

  @Option(names = "--json", description = "Print what it is and where it listens as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    new NodeServing(options, Terminal.of(Objects.requireNonNull(spec)), json)
        .serve(
            listening(),
            address == null ? "http://" + listen + "/" : address,
            new OpenedRegister.FirstStart(origin, policy),
            signer());
    return ExitStatus.OK;
  }

  private Optional<PartySigner> signer() throws IOException {
    return key == null ? Optional.empty() : Optional.of(KeyFile.read(key).signer(key, passwords));
  }

  private InetSocketAddress listening() {
    int colon = listen.lastIndexOf(':');
    String host = colon < 0 ? "" : listen.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port;
    try {
      port = colon < 0 ? -1 : Integer.parseInt(listen.substring(colon + 1));
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (host.isEmpty() || port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "--listen is HOST:PORT, such as 127.0.0.1:8460, not " + listen);
    }
    return new InetSocketAddress(host, port);
  }
}
