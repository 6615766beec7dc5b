package dev.standstill.core.study;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one test does about a violation of one shape.
 *
 * @param shape how the violation is spread
 * @param test which test
 * @param total its size, in the unit of the balance
 * @param probability that it is found by the end
 * @param standardError of that probability if it was simulated; empty if it was computed
 * @param detectable the smallest total that is found with the study's detection probability, to
 *     four digits; empty where none is
 * @param evenOddsBy the first place among the closed periods, from 1, by whose end it is found with
 *     probability one half or more; empty if by none
 */
public record Detection(
    LossShape shape,
    StudyTest test,
    double total,
    double probability,
    OptionalDouble standardError,
    OptionalDouble detectable,
    OptionalInt evenOddsBy) {}
