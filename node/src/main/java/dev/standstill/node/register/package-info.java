/**
 * The register: takes statements, logs them, and answers what follows from the log.
 *
 * <p><b>What it is.</b> {@link dev.standstill.node.register.Register} is a log with its sequencer,
 * the rule for what it takes, and a projection that follows the log. {@link
 * dev.standstill.node.register.RegisterService} is its HTTP interface: statements in, answers out,
 * each with the checkpoint it is of. {@link dev.standstill.node.register.LogReading} is what one
 * checkpoint gives.
 *
 * <p><b>What it may know.</b> Everything that is public, and its own key. A clock, only to say how
 * old things are and to judge a statement that is offered now.
 *
 * <p><b>What it never does.</b> It never says that a statement is logged before it is durable,
 * never answers with the half of a checkpoint, and never reads back what it concluded. Nothing it
 * answers has to be believed: whoever reads the log's files computes the same.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * try (Register register = Register.open(parts);
 *     NodeServer server = NodeServer.start(where, new RegisterService(register, address))) {
 *   server.url(); // http://127.0.0.1:8460/
 * }
 * }
 */
@NullMarked
package dev.standstill.node.register;

import org.jspecify.annotations.NullMarked;
