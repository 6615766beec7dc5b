package dev.standstill.core.rule;

/** Where what is known lies against a threshold. */
public enum Position {
  /** All of it is on the side where the rule does not bite. */
  BELOW,
  /** The threshold lies inside it: the rule may bite. */
  STRADDLES,
  /** All of it is on the side where the rule bites. */
  ABOVE,
  /** Nothing is known of it. That is never below. */
  UNDECIDED;

  /** Of two conditions that must both hold. One that surely does not hold settles it. */
  Position and(Position other) {
    if (this == BELOW || other == BELOW) {
      return BELOW;
    }
    if (this == UNDECIDED || other == UNDECIDED) {
      return UNDECIDED;
    }
    return this == STRADDLES ? STRADDLES : other;
  }
}
