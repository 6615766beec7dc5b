package dev.standstill.site.slurm;

import dev.standstill.site.workload.ScheduledJob;

/**
 * A job, with what only Slurm must know to act on it.
 *
 * @param job as everybody sees it
 * @param target the id that is stopped, held and released: of a heterogeneous job the whole of it,
 *     because Slurm does not put back a part
 * @param batch whether it has a script, which can be signalled and put back
 */
record SlurmJob(ScheduledJob job, String target, boolean batch) {}
