/**
 * Strict readings of the two small encodings that every log format shares: base64 and decimals.
 *
 * <p><b>What it is.</b> A signed text must have exactly one spelling: if two spellings mean the
 * same thing, somebody can show different bytes to different readers and both verify. The decoders
 * of the JDK are lenient (they take {@code AA} without padding and {@code AB==} with stray bits),
 * so every field here is decoded, encoded again and compared with what was read.
 *
 * <p><b>What it may know.</b> Strings and bytes.
 *
 * <p><b>What it never does.</b> It never trims, repairs or guesses, and it never throws for a bad
 * field: the answer is empty.
 *
 * <p><b>Example.</b> {@code StrictBase64.decode("AA==")} gives one zero byte; {@code "AB=="},
 * {@code "AA"} and {@code "AA==\n"} give nothing. {@code StrictDecimal.parse("12")} gives 12;
 * {@code "012"}, {@code "+12"} and {@code "9223372036854775808"} give nothing.
 */
@NullMarked
package dev.standstill.log.encoding;

import org.jspecify.annotations.NullMarked;
