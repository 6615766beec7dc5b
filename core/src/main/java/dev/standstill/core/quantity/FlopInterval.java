package dev.standstill.core.quantity;

/**
 * Between which amounts a number of operations lies, both ends included. What is not known exactly
 * is an interval, never a point, and never zero.
 *
 * @param least the smallest it can be
 * @param most the largest it can be, at least {@code least}
 */
public record FlopInterval(Flop least, Flop most) {

  public FlopInterval {
    if (least.compareTo(most) > 0) {
      throw new IllegalArgumentException("an interval begins at its lesser end: " + least);
    }
  }

  /** Exactly so many. */
  public static FlopInterval exactly(Flop flop) {
    return new FlopInterval(flop, flop);
  }

  public boolean contains(Flop flop) {
    return least.compareTo(flop) <= 0 && flop.compareTo(most) <= 0;
  }

  /** The sum of two amounts that may lie anywhere in theirs: a lineage is a sum of runs. */
  public FlopInterval plus(FlopInterval other) {
    return new FlopInterval(least.plus(other.least), most.plus(other.most));
  }

  /** The smallest interval that holds both: what is true whichever of the two is right. */
  public FlopInterval spanning(FlopInterval other) {
    return new FlopInterval(
        least.compareTo(other.least) <= 0 ? least : other.least,
        most.compareTo(other.most) >= 0 ? most : other.most);
  }

  @Override
  public String toString() {
    return least + " to " + most;
  }
}
