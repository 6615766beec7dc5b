/**
 * One question over HTTP and its answer: what every server of a site owes whoever asks.
 *
 * <p>An answer counts only if it arrives. A connection that is closed while its request still comes
 * in is reset, and takes the answer with it; so what is refused is read past first.
 *
 * <p>Example: {@code UnreadBody.passOver(exchange)} before the answer is sent.
 */
@NullMarked
package dev.standstill.site.exchange;

import org.jspecify.annotations.NullMarked;
