package dev.standstill.telemetry.mlperf;

/**
 * How much a run says it trained. The unit is the benchmark's own: samples, tokens or epochs.
 *
 * @param amount the amount, in the benchmark's own unit
 * @param source the log key it came from
 */
public record WorkDone(long amount, String source) {}
