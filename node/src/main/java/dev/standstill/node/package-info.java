/**
 * What listens on a network: a log's files and its front door, and the witness.
 *
 * <p><b>What it is.</b> {@link dev.standstill.node.NodeServer} is an HTTP server; each service adds
 * its paths to it. {@link dev.standstill.node.LogService} serves the files of a log directory as
 * C2SP tlog-tiles says, so that any reader or mirror can check all of it, and takes entries at
 * {@code POST /add}. {@link dev.standstill.node.WitnessService} is the C2SP tlog-witness protocol
 * over {@code dev.standstill.log.witness}, and {@link dev.standstill.node.WitnessDirectory} its
 * place on disk, for one process alone. The register is a room of its own, {@link
 * dev.standstill.node.register}, and adds its paths to the same server.
 *
 * <p><b>What it may know.</b> HTTP, a log directory, a witness's directory. What entries say it
 * learns only through an {@link dev.standstill.node.EntryRule}, and how they become durable only
 * through an {@link dev.standstill.node.Appender}.
 *
 * <p><b>What it never does.</b> It never serves a file whose path is not one of a log: no keys, no
 * hidden files, no links. It never acknowledges an entry before the appender says that it is
 * durable, and decides nothing that a reader could not check without it.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * LogService log = LogService.reading(directory);
 * try (NodeServer server = NodeServer.start(new InetSocketAddress("127.0.0.1", 0), log)) {
 *   server.url(); // http://127.0.0.1:41573/
 * }
 * }
 */
@NullMarked
package dev.standstill.node;

import org.jspecify.annotations.NullMarked;
