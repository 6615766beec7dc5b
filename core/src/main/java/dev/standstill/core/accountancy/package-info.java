/**
 * The balances: nuclear material accountancy, for compute.
 *
 * <p>Two books are kept for each compute balance area and period. The {@link
 * dev.standstill.core.accountancy.DeviceTimeBook} is conserved and exact: device-time available =
 * declared use + metered idle + verified off + unaccounted. The compute balance ({@link
 * dev.standstill.core.accountancy.PeriodBalance}) is measured and therefore uncertain: metered
 * energy, less what declared idle time explains, divided by the energy of one operation, is the
 * compute performed; less the compute declared it is the {@link
 * dev.standstill.core.accountancy.UnaccountedCompute}, with its sigma.
 *
 * <p>Over several periods ({@link dev.standstill.core.accountancy.AreaBalance}) the balances are
 * correlated, because the same meters and the same coefficient are wrong in the same way every
 * time. Their {@link dev.standstill.core.accountancy.Covariance} is built from the measured
 * quantities, {@link dev.standstill.core.accountancy.IndependentSequence} turns the balances into
 * independent standard normals without loss, and the tests ask whether those are too large: {@link
 * dev.standstill.core.accountancy.OneShotTest one period}, {@link
 * dev.standstill.core.accountancy.AnytimeTest at any time}, {@link
 * dev.standstill.core.accountancy.PageTest after a change}, {@link
 * dev.standstill.core.accountancy.CumulativeTest in total}, {@link
 * dev.standstill.core.accountancy.GemufTest against any pattern}. The charter names the one that
 * decides.
 *
 * <p>What inspectors measured of sampled items corrects a declaration that cannot be believed:
 * {@link dev.standstill.core.accountancy.DifferenceStatistic}.
 *
 * <p>The room knows what was declared and what was metered. It never says who is to blame, reads no
 * file and draws no random number. All sums run in one fixed order, so that the same evidence gives
 * the same bits on every machine.
 *
 * <p>Example: 1,494.919 MJ at 1.10 pJ per operation are 1.359e21 FLOP; 1.268e21 were declared;
 * unaccounted are 9.1e19 with a sigma of 2.1e20: nothing to explain, and 7.0e20 would have been
 * seen with 95 % probability.
 */
@NullMarked
package dev.standstill.core.accountancy;

import org.jspecify.annotations.NullMarked;
