@NullMarked
package dev.standstill.telemetry.csv;

import org.jspecify.annotations.NullMarked;
