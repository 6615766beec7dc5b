package dev.standstill.telemetry;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders names as people do: {@code node_2} before {@code node_10}. Total: equal only if same. */
public final class NaturalOrder implements Comparator<String> {
  /** The order in which measurement points stand in a readings file. */
  public static final NaturalOrder POINTS = new NaturalOrder();

  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  private NaturalOrder() {}

  @Override
  public int compare(String left, String right) {
    if (left.equals(right)) {
      return 0;
    }
    Matcher a = PART.matcher(left);
    Matcher b = PART.matcher(right);
    while (true) {
      boolean moreLeft = a.find();
      boolean moreRight = b.find();
      if (!moreLeft || !moreRight) {
        // 007 and 7 are equal as numbers; the plain order keeps the whole order total.
        return moreLeft ? 1 : moreRight ? -1 : left.compareTo(right);
      }
      int order = compareParts(a.group(), b.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int compareParts(String left, String right) {
    return isNumber(left) && isNumber(right)
        ? new BigInteger(left).compareTo(new BigInteger(right))
        : left.compareTo(right);
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }
}
