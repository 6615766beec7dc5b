/**
 * How a site comes by the log, and how recent its view of it is.
 *
 * <p>A {@link dev.standstill.site.follow.LogFollower} asks every source it knows, keeps what
 * extends its own copy, and believes none of them: the copy is checked as any reader checks a log,
 * never shrinks, and never changes. When no source has anything recent it asks the witnesses
 * themselves to cosign once more the size it has: while they do, nothing newer is being kept from
 * it, and the view is fresh although the register is gone. When they do not, there is either
 * something newer or nobody left, and the view grows old.
 *
 * <p>What is known comes out as a {@link dev.standstill.site.follow.LogView}; what is made of its
 * age is for the charter to say.
 *
 * <p>Example: the register is switched off; two of three witnesses answer; the view stays fresh.
 */
@NullMarked
package dev.standstill.site.follow;

import org.jspecify.annotations.NullMarked;
