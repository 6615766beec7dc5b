/**
 * What runs beside a cluster: it meters, it reports, and it stops what must stop.
 *
 * <p>Read the rooms in this order. {@code workload}: what a scheduler runs, said the same way for
 * all of them. {@code configuration}: what the operator tells the agent. {@code gate}: whether a
 * job may start. {@code follow}: how a site comes by the log. {@code outbox}: what it says, kept,
 * and logged by itself. {@code enforcement}: what a sweep does to what runs. {@code slurm} and
 * {@code kubernetes}: the real schedulers. {@code metering}: what the devices did. {@code agent}:
 * the process that ties them together.
 *
 * <p>An agent never believes the register: it reads the log as any rival would, and what it says
 * itself goes first into a small log of its own. It knows orders, permits, verdicts and reports;
 * how conclusions are drawn from them is none of its business.
 */
@NullMarked
package dev.standstill.site;

import org.jspecify.annotations.NullMarked;
