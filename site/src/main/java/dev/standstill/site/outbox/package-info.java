/**
 * What a site says, and how it can prove when.
 *
 * <p>A statement is first written to a file of its own, then entered in the site's own small log,
 * which the same witnesses cosign, and only then sent to the register. So nothing is lost in a
 * crash, and a register that drops a statement cannot say that it never came: the site's log holds
 * it under a time that witnesses vouch for.
 *
 * <p>This package signs and sends; it knows nothing of what is said or why.
 *
 * <p>Example: the register is down for a day; the acknowledgement stands in the site's log as of
 * noon, and reaches the register when it is back.
 */
@NullMarked
package dev.standstill.site.outbox;

import org.jspecify.annotations.NullMarked;
