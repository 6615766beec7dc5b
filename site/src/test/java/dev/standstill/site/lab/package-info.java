/** A register, its witnesses and its agreement, real but for their clocks of seconds. */
@NullMarked
package dev.standstill.site.lab;

import org.jspecify.annotations.NullMarked;
