@NullMarked
package dev.standstill.telemetry.mlperf;

import org.jspecify.annotations.NullMarked;
