/**
 * What runs beside a cluster: it meters, it reports, and it stops what must stop.
 *
 * <p>Read the rooms in this order. {@code workload}: what a scheduler runs, said the same way for
 * all of them. {@code gate}: whether a job may start. Others follow.
 *
 * <p>An agent never believes the register: it reads the log as any rival would, and what it says
 * itself goes first into a small log of its own. It knows orders, permits, verdicts and reports;
 * how conclusions are drawn from them is none of its business.
 */
@NullMarked
package dev.standstill.site;

import org.jspecify.annotations.NullMarked;
