@NullMarked
package dev.standstill.telemetry.source;

import org.jspecify.annotations.NullMarked;
