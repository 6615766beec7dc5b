/**
 * Making what runs obey what is in force.
 *
 * <p>A {@link dev.standstill.site.enforcement.SweepPlan} is worked out again at every sweep from
 * three things: what the schedulers list, what the gate says of each job, and which halts have
 * begun. A job that must stop is warned and asked to save; when its grace is over it is stopped and
 * held; it has stopped once it holds no devices. A waiting job that could not start is held, and
 * what was held in our name is released, in its old order, once it may start again. Nothing is
 * released because something was silent: only the gate's answer counts.
 *
 * <p>The plan is pure. The {@link dev.standstill.site.enforcement.Enforcer} carries it out, and
 * writes down when each halt began before it does: a crash between two steps gives no job a second
 * grace.
 *
 * <p>Example: a pause with a grace of ten minutes enters the log; job 4711 is asked to save at once
 * and requeued on hold ten minutes later; when its nodes are free the order is acknowledged.
 */
@NullMarked
package dev.standstill.site.enforcement;

import org.jspecify.annotations.NullMarked;
