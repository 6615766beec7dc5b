/**
 * Asks sources at a steady pace.
 *
 * <p>A {@link dev.standstill.site.metering.sampling.Sampler} asks all of its sources at the same
 * moment, on whole multiples of its pace, each by a thread of its own so that a slow one keeps
 * nobody waiting but the next question. What they say goes to the store; what the store cannot keep
 * now is offered again with the next.
 *
 * <p>It knows sources and the store. It never repeats an old value for a source that did not
 * answer, and when memory runs out it says which readings it gave up.
 *
 * <p>Example: the disk is full for ten minutes. A thousand devices with three channels a second
 * make 1.8 million readings; the last million of them is kept once there is room, 800,000 are
 * reported as given up.
 */
@NullMarked
package dev.standstill.site.metering.sampling;

import org.jspecify.annotations.NullMarked;
