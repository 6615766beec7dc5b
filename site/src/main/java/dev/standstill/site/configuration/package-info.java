/**
 * What a site's operator tells the agent, in one TOML file.
 *
 * <p>It says who the site is, where the log is to be had and under which charter, what each queue
 * is for, how to reach the schedulers, and where things are kept. It cannot say anything that
 * permits: whatever is not named here is refused. The file is read once, at the start; its digest
 * stands in every report.
 *
 * <p>This package reads and writes that file and knows nothing of what is done with it.
 *
 * <p>Example: {@code [queue.train]} with {@code area = "hall-1"} and {@code operations =
 * ["pre-training"]}: jobs of the partition {@code train} are judged as pre-training in hall-1.
 */
@NullMarked
package dev.standstill.site.configuration;

import org.jspecify.annotations.NullMarked;
