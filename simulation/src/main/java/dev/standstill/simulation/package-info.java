/**
 * Worlds of honest and dishonest sites, written as the evidence that a real register would hold.
 *
 * <p>TODO
 */
@NullMarked
package dev.standstill.simulation;

import org.jspecify.annotations.NullMarked;
