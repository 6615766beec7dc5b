package dev.standstill.evidence;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work that one item needs and no other knows of, done on all cores; its results are taken one by
 * one in the items' own sequence, as if it had been done alone. No more than a batch of results
 * waits at a time.
 */
final class InLogSequence {
  private static final int BATCH = 8_192;

  private InLogSequence() {}

  static <T, R> void each(List<T> items, Function<? super T, ? extends R> work, Consumer<R> take) {
    for (int begin = 0; begin < items.size(); begin += BATCH) {
      List<T> batch = items.subList(begin, Math.min(begin + BATCH, items.size()));
      // A parallel stream of a list keeps its encounter sequence.
      batch.parallelStream().<R>map(work).toList().forEach(take);
    }
  }
}
