/** Placeholder replaced below. */
@NullMarked
package dev.standstill.core.quantity;

import org.jspecify.annotations.NullMarked;
