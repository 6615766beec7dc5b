/**
 * What a reader is told, in plain words: one sentence for each closed code, one way to write each
 * kind of number.
 *
 * <p>The domain speaks in closed lists ({@code goal-not-attained}, {@code reference-calibration}),
 * so that machines can rely on them. A journalist or a duty officer needs each of them as a
 * sentence, and the same sentence everywhere. {@link dev.standstill.page.words.Sentences} holds
 * them all, by switches without a default: a new code without a sentence does not compile.
 *
 * <p>{@link dev.standstill.page.words.Figures} writes numbers: computed amounts with two
 * significant digits and a power of ten, since more would pretend a precision that sigma denies;
 * exact ones in full. What is not a finite number is "not stated", never {@code NaN}.
 *
 * <p>Example: {@code Figures.flop(9.47e20)} is "9.5 × 10²⁰ FLOP".
 */
@NullMarked
package dev.standstill.page.words;

import org.jspecify.annotations.NullMarked;
