package dev.standstill.site.workload;

import java.util.Comparator;

/**
 * Orders jobs' ids as those who read them count: job 99 before job 100, {@code team/run-9} before
 * {@code team/run-10}. Schedulers number jobs as they come, so where times tie, as Slurm's whole
 * seconds do, this tells who came first; plain text would put 100 before 99.
 *
 * <p>Runs of digits compare as the numbers they write, everything else character by character. Two
 * different ids never tie.
 */
public enum IdOrder implements Comparator<String> {
  /** The one there is. */
  NATURAL;

  @Override
  public int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int endOfLeft = endOfNumber(left, i);
      int endOfRight = endOfNumber(right, j);
      if (endOfLeft == i || endOfRight == j) {
        if (left.charAt(i) != right.charAt(j)) {
          return Character.compare(left.charAt(i), right.charAt(j));
        }
        i++;
        j++;
        continue;
      }
      int numbers = compareNumbers(left.substring(i, endOfLeft), right.substring(j, endOfRight));
      if (numbers != 0) {
        return numbers;
      }
      i = endOfLeft;
      j = endOfRight;
    }
    int rest = Integer.compare(left.length() - i, right.length() - j);
    // Only leading zeros can be left to tell them apart.
    return rest != 0 ? rest : left.compareTo(right);
  }

  private static int endOfNumber(String id, int from) {
    int end = from;
    while (end < id.length() && id.charAt(end) >= '0' && id.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** Of any length: an owner may write more digits into a name than a machine number holds. */
  private static int compareNumbers(String left, String right) {
    String a = left.replaceFirst("^0+", "");
    String b = right.replaceFirst("^0+", "");
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }
}
