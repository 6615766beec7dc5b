/**
 * A site's own numbers of one balance period, before it reports.
 *
 * <p>{@link dev.standstill.site.metering.period.PeriodReadings} joins the hours of a period to one
 * file an area and measures it as any reader will. {@link
 * dev.standstill.site.metering.period.PeriodReport} puts those energies into what the operator
 * declares. {@link dev.standstill.site.metering.period.OwnBalance} writes the result down as
 * evidence under keys that are thrown away and has it examined, so that the operator sees his
 * discrepancies first.
 *
 * <p>It may know the store, what a site declares and reports, and the one door through which
 * evidence is examined. It never draws a conclusion itself, signs nothing that stays, sends
 * nothing, and takes no energy from the operator.
 *
 * <p>Example: a run was forgotten in {@code activities.json}; {@code standstill balance show
 * --site-data DIR} shows what it cost as unaccounted compute, with its sigma, a day before anybody
 * else could.
 */
@NullMarked
package dev.standstill.site.metering.period;

import org.jspecify.annotations.NullMarked;
