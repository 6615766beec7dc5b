@NullMarked
package dev.standstill.telemetry;

import org.jspecify.annotations.NullMarked;
