/**
 * Meters of power outside the devices: of racks, sockets, nodes.
 *
 * <p>A {@link dev.standstill.site.metering.wall.RedfishSource} asks one resource of a controller or
 * a power distribution unit; a {@link dev.standstill.site.metering.wall.CsvSource} follows a file
 * that a meter's own software writes. Meters that speak SNMP are scraped through an exporter: a
 * {@code MetricRule} says which of its metrics is whose power.
 *
 * <p>Each is one measurement point or names its points itself. The package knows formats of meters
 * and nothing of what hangs on them. A resource that says {@code null} gives no reading, and a sum
 * without one of its parts is none.
 *
 * <p>Example: {@code {"PowerControl": [{"PowerConsumedWatts": 6843.5}]}} for the point {@code
 * node_6} is 6,843,500 mW.
 */
@NullMarked
package dev.standstill.site.metering.wall;

import org.jspecify.annotations.NullMarked;
