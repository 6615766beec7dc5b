/**
 * The agent: the one process that ties the rooms together.
 *
 * <p>Loops, each on a thread of its own, so that what hangs in one holds up no other: follow the
 * log; read the accounts; sweep the schedulers; send what was said; submit the canary; read the
 * meters. They share what is known of the log, and nothing else. Whatever fails is written down and
 * tried again; while the log cannot be followed its view grows old, and the gate refuses by itself.
 *
 * <p>An agent can be killed at any moment: what it must not forget is on the disk before it acts,
 * and the rest it learns again from the log and from the schedulers.
 *
 * <p>Example: {@code SiteAgent.start(configuration, keys, schedulers)}.
 */
@NullMarked
package dev.standstill.site.agent;

import org.jspecify.annotations.NullMarked;
