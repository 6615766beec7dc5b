package dev.standstill.evidence;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work that one item needs and no other knows of, done on all cores; its results are taken one by
 * one in the items' own sequence, as if it had been done alone.
 *
 * @param batch no more results than these wait at a time; with 1, nothing is done beside anything
 */
record InLogSequence(int batch) {

  /** Enough to keep every core busy, and small beside what a source holds anyway. */
  static final InLogSequence USUAL = new InLogSequence(8_192);

  InLogSequence {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch holds at least one item: " + batch);
    }
  }

  <T, R> void each(List<T> items, Function<? super T, ? extends R> work, Consumer<R> take) {
    for (int begin = 0; begin < items.size(); begin += batch) {
      List<T> some = items.subList(begin, Math.min(begin + batch, items.size()));
      // A parallel stream of a list keeps its encounter sequence.
      some.parallelStream().<R>map(work).toList().forEach(take);
    }
  }
}
