/**
 * The register's pages: one screen for whoever is on duty, and every page behind it.
 *
 * <p>{@link dev.standstill.page.register.RegisterPages} renders any page by its path, out of one
 * {@link dev.standstill.page.register.RegisterSnapshot}: what a reader of the same log, charter,
 * disclosed contents and as-of time gets. A server that hands them out is only a convenience;
 * anybody makes the same pages as files. All links are relative. Each number leads to the
 * statements it comes from, and each page shows the commands that recompute it.
 *
 * <p>Every page says which checkpoint it shows and how old that is, by the charter's own limit. One
 * that is too old, or that nobody can date, says so on top: never is stale shown as fresh. A page
 * is whole without its script, which checks a statement's place in the log in the reader's browser,
 * says when the page has become stale since, and follows new checkpoints where a server tells of
 * them. Nothing is loaded from anybody else and no cookie is set.
 *
 * <p>This room knows no formats, no files and no network, and concludes nothing: what it shows was
 * concluded in core. The one rule of its own is what to show first.
 *
 * <p>Example: {@code RegisterPages.of(snapshot, Placement.SERVED).at("/orders", now)}.
 */
@NullMarked
package dev.standstill.page.register;

import org.jspecify.annotations.NullMarked;
