package dev.standstill.core.study;

/** The tests whose power is studied. Each has the study's false alarm level over the whole run. */
public enum StudyTest {
  /** Every y by itself against one level: sees what is abrupt. */
  SHEWHART,
  /** Page's test of y. */
  PAGE,
  /** The sum of y, looked at after every period, for as long as one likes. */
  ANYTIME,
  /** The plain sum of the balances, looked at once, at the end. */
  CUMULATIVE,
  /** The sum of squares of y, looked at once, at the end. */
  GEMUF
}
