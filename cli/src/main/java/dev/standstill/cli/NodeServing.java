package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A register from its files to the end of its process; apart, so that help loads no server. */
final class NodeServing {

  private final NodeOptions options;
  private final Terminal terminal;
  private final boolean json;

  NodeServing(NodeOptions options, Terminal terminal, boolean json) {
    this.options = options;
    this.terminal = terminal;
    this.json = json;
  }

  /**
   * Serves until the process is told to end.
   *
   * @param listen where it listens
   * @param address where readers find it
   * @param signing signs the log's times
   */
  void serve(
      InetSocketAddress listen,
      String address,
      OpenedRegister.FirstStart first,
      Optional<PartySigner> signing)
      throws IOException, InterruptedException {
    OpenedRegister.Whereabouts where =
        new OpenedRegister.Whereabouts(options.data(), options.projection(), listen, address);
    try (ToldToEnd told = new ToldToEnd();
        OpenedRegister register = OpenedRegister.open(where, first, signing)) {
      announce(register.url(), register.signer(), register.policy(), register.begun());
      told.await();
    }
  }

  private void announce(String url, CheckpointSigner signer, QuorumPolicy policy, boolean begun) {
    if (json) {
      terminal.json(
          StrictJson.pretty(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("url", url)
                  .put("origin", signer.origin())
                  .put("data", options.data().toString())
                  .put("quorum", policy.isNone() ? "none" : "witnesses")
                  .put("begun", begun)));
      return;
    }
    terminal.line("Log:    " + signer.origin() + (begun ? ", begun now" : ""));
    terminal.line("Data:   " + options.data() + " (keys/ is private; never serve it)");
    terminal.line(
        policy.isNone()
            ? "Policy: quorum none: nobody but its operator sees to it that it only grows"
            : "Policy: " + policy.witnesses().size() + " witnesses");
    terminal.line("Listening on " + url);
  }
}
