package dev.standstill.core.finding;

/**
 * How large a violation would have been seen.
 *
 * @param honestFlop undeclared FLOP in the period that the deciding test detects with {@code
 *     probability}, if errors are as stated
 * @param probability the detection probability meant
 * @param falseAlarm the alarm level meant
 * @param adversarialFlop the same if somebody pushes the measurement down by the bias bound
 * @param biasBound that bound, as a share of the true amount
 * @param biasSource where it comes from
 */
public record Detectable(
    double honestFlop,
    double probability,
    double falseAlarm,
    double adversarialFlop,
    double biasBound,
    String biasSource) {}
