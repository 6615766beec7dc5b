/**
 * Slurm: the hooks that ask the gate, and the commands that obey an order.
 *
 * <p>{@link dev.standstill.site.slurm.SlurmHooks} installs three small programs that Slurm itself
 * runs: at every submission and change, at every start on the controller, and at every start on a
 * node. They ask the gate, and refuse whenever they are not told otherwise. {@link
 * dev.standstill.site.slurm.SlurmScheduler} lists jobs and stops them with Slurm's own commands.
 * {@link dev.standstill.site.slurm.SacctAccounting} reads what Slurm accounted.
 *
 * <p>This package never judges a job and never believes what it cannot read: a listing of an
 * unknown shape is an error, not an empty cluster. Nothing here binds an administrator, who can
 * remove every hook; so each installed file has a digest that anybody may compare.
 *
 * <p>Example: {@code sbatch --gres=gpu:8 --comment='permit:9f3a… lineage:atlas' train.sh} makes
 * {@code job_submit.lua} ask for eight devices under that permit.
 */
@NullMarked
package dev.standstill.site.slurm;

import org.jspecify.annotations.NullMarked;
