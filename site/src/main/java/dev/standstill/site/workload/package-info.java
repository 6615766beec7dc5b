/**
 * What a scheduler runs, or would run, said the same way whichever scheduler it is.
 *
 * <p>A {@link dev.standstill.site.workload.Demand} is what somebody asks of a scheduler: how many
 * devices for how long, on whose account, under which permit. It is counted at its worst: devices
 * of all array tasks together, whole nodes where a job takes them whole, no time limit as ten
 * years. A {@link dev.standstill.site.workload.ScheduledJob} is a demand that a scheduler knows,
 * and what has become of it. A {@link dev.standstill.site.workload.Scheduler} is one of the real
 * ones, as far as it must obey an order: list, warn, ask to save, stop, hold, release.
 *
 * <p>This package judges nothing: whether a job may run is the gate's to say.
 *
 * <p>Example: {@code sbatch --gres=gpu:8 --nodes=2 --array=0-9 --time=8:00:00} is a demand of 160
 * devices for eight hours.
 */
@NullMarked
package dev.standstill.site.workload;

import org.jspecify.annotations.NullMarked;
