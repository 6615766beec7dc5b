/**
 * What the register answers from: a database that holds nothing which the log does not say.
 *
 * <p><b>What it is.</b> {@link dev.standstill.node.projection.Projection} keeps the statements of
 * the log in columns that questions are asked by, and the conclusions beside them as they were
 * computed. It is filled whole, up to one checkpoint, in one transaction, and remembers which.
 * {@link dev.standstill.node.projection.Database} is the SQLite file or the PostgreSQL that it lies
 * in; both get the same numbered migrations.
 *
 * <p><b>What it may know.</b> SQL, and rows that others made. Not what a statement means.
 *
 * <p><b>What it never does.</b> It is never read as evidence, never decides, and is never repaired:
 * whatever is wrong with it, it is dropped and filled again from the log.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * Projection projection = Projection.open(Database.sqlite(data.resolve("projection.sqlite")));
 * projection.replace(fold);
 * projection.statements(StatementQuery.all()); // in the sequence of the log
 * }
 */
@NullMarked
package dev.standstill.node.projection;

import org.jspecify.annotations.NullMarked;
