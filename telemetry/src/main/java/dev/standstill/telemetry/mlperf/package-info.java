/**
 * Runs published with MLPerf Power: labelled training and inference, with the readings at the wall.
 *
 * <p>A training run is a log ({@code run_start} to {@code run_stop}, what was trained) and a folder
 * with one meter file a node. An inference run is LoadGen's detail log ({@code power_begin} to
 * {@code power_end}, the rate) and one meter's {@code spl.txt}.
 *
 * <p>It may know both formats and the faults that published results really have: markers of many
 * ranks, the string "null" for null, stop markers stamped with the start time, files numbered from
 * 0 or from 1, text times without a zone. It never takes an estimate ({@code
 * interconnect_power_est}) for a measurement, and never picks a period when a log names none or
 * two. Faults that leave the readings usable become notes; all others are refused.
 *
 * <p>Example: a log declares 4 nodes and the folder holds {@code node_1.txt} to {@code node_3.txt}.
 * Files then count from 1, {@link dev.standstill.telemetry.mlperf.TrainingRun#expectedNodes} gives
 * {@code node_1} to {@code node_4}, and the caller sees that {@code node_4} is missing.
 */
@NullMarked
package dev.standstill.telemetry.mlperf;

import org.jspecify.annotations.NullMarked;
