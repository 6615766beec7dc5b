/**
 * Readings of this machine's devices, by NVIDIA's management library, through Java's foreign
 * functions: no native code of ours, no dependency.
 *
 * <p>{@link dev.standstill.site.metering.nvml.NvmlSource} asks each device for its power, its total
 * energy and its memory in use. Every call answers with a code; whatever comes with another code
 * than 0 is absent, and a fault says which code. A machine without the library, a device that falls
 * off the bus, two devices of one name: each is a fault, none is a zero.
 *
 * <p>It knows one library and nothing of where its devices stand. The process needs {@code
 * --enable-native-access}.
 *
 * <p>Example: on a machine without a driver, {@code poll} gives no reading and the fault {@code
 * SOURCE_ABSENT}: there is no libnvidia-ml.so.1 here.
 */
@NullMarked
package dev.standstill.site.metering.nvml;

import org.jspecify.annotations.NullMarked;
